"""A language model reads the question: completes follow-ups, adds queries; never required."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Turn
from assistant.answer_cache import ReplyCache
from assistant.defuse import defused_line
from assistant.errors import ModelError
from assistant.language_model import LanguageModel, Message
from assistant.listener import Listener
from assistant.prompting import fill, read_prompt
from assistant.recent_turns import recent_turns
from assistant.rereading import is_chinese
from assistant.tokens import PER_MESSAGE, tokens_at_most
from indexing.words import normalise

_JSON = re.compile(r"\{[^{}]*\}")
_LONGEST_REPLY = 2000
"""Characters of a reply that are read; what goes on longer says no JSON."""

_MOST_QUERIES = 4
_QUERY_LENGTHS = range(2, 41)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model made of a question.

    Attributes:
        found: the question that stands alone, or queries; () when it made nothing of it.
        failed: Chinese, why it made nothing of it; "" else.
    """

    found: tuple[str, ...] = ()
    failed: str = ""


class QuestionReader(Protocol):
    """Reads questions for a listener; safe to use from several threads, and never fails."""

    def stand_alone(
        self, question: str, history: Sequence[Turn], listener: Listener | None = None
    ) -> Reading:
        """One question that says what `question` means after `history`; not checked."""
        ...

    def queries(self, question: str, listener: Listener | None = None) -> Reading:
        """Queries, at most four, for the parts of a question and in the words of the law."""
        ...


class _Rewritten(BaseModel):
    # Small models add keys of their own; those we read are checked all the same.
    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str


class _Queries(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    queries: tuple[str, ...]


class ModelReader:
    """Asks a language model in one short call.

    Args:
        model: with a short limit of time and length of its own.
        tokens: what the model can take in, without its reply.
        replies: the model gave before to the same prompts; None asks it every time.
    """

    def __init__(
        self, model: LanguageModel, *, tokens: int, replies: ReplyCache | None = None
    ) -> None:
        self._model = model
        self._replies = replies
        self._tokens = tokens
        self._rewrite = (read_prompt("rewrite_system.md"), read_prompt("rewrite_question.md"))
        self._expand = (read_prompt("queries_system.md"), read_prompt("queries_question.md"))

    def stand_alone(
        self, question: str, history: Sequence[Turn], listener: Listener | None = None
    ) -> Reading:
        """As the protocol says; of a long conversation the newest turns are shown."""
        system, template = self._rewrite
        asked = defused_line(question)
        frame = sum(tokens_at_most(text) + PER_MESSAGE for text in (system, template, asked))
        conversation = recent_turns(history, tokens=max(0, self._tokens - frame))
        if not conversation:
            return Reading(failed="对话太长，大模型读不下")
        values = {"conversation": conversation, "question": asked}
        try:
            said = self._reply(system, fill(template, values), listener)
            reply = _Rewritten.model_validate(said)
        except (ModelError, ValidationError) as error:
            return Reading(failed=_why(error))
        return Reading(found=(" ".join(reply.question.split()),))

    def queries(self, question: str, listener: Listener | None = None) -> Reading:
        """As the protocol says."""
        system, template = self._expand
        asked = fill(template, {"question": defused_line(question)})
        try:
            reply = _Queries.model_validate(self._reply(system, asked, listener))
        except (ModelError, ValidationError) as error:
            return Reading(failed=_why(error))
        usable = dict.fromkeys(q for one in reply.queries if _is_query(q := normalise(one)))
        found = tuple(usable)[:_MOST_QUERIES]
        return Reading(found=found, failed="" if found else "大模型没有写出可用的检索词")

    def _reply(self, system: str, asked: str, listener: Listener | None) -> object:
        """The JSON object in the reply; an empty one when there is none.

        Raises:
            ModelError: there is no reply.
        """
        messages = (Message(role="system", text=system), Message(role="user", text=asked))
        before = self._replies.find(messages) if self._replies else None
        said = before or self._asked(messages, listener)
        found = _JSON.search(said)
        try:
            read: object = json.loads(found.group()) if found else {}
        except ValueError:
            return {}
        if found and before is None and self._replies is not None:
            self._replies.keep(messages, found.group())
        return read

    def _asked(self, messages: Sequence[Message], listener: Listener | None) -> str:
        """The reply up to the end of the JSON in it."""
        said = ""
        with closing(self._model.stream(messages, listener)) as pieces:
            for piece in pieces:
                said += piece
                if _JSON.search(said) or len(said) > _LONGEST_REPLY:
                    break
        return said


def _is_query(query: str) -> bool:
    return len(query) in _QUERY_LENGTHS and is_chinese(query)


def _why(error: ModelError | ValidationError) -> str:
    return str(error) if isinstance(error, ModelError) else "大模型的回答不合格式"
