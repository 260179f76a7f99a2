"""A model asked whether clauses say what a sentence says; it can only speak against a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from assistant.defuse import defused, defused_line
from assistant.errors import ModelError
from assistant.language_model import LanguageModel, Message
from assistant.listener import Listener
from assistant.prompting import fill, read_prompt

_DENIALS = ("不支持", "否", "没有依据", "无依据")
_READ = 40
"""Characters of a reply; the verdict comes first."""

DENIED = "大模型复核：条款没有这样说"


class MeaningCheck:
    """Asks after the rules have found nothing against a sentence.

    Args:
        model: with a queue of its own: it is asked while another reply is still being written.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._system = read_prompt("entail_system.md")
        self._question = read_prompt("entail_question.md")

    def denies(
        self, sentence: str, clauses: Sequence[str], listener: Listener | None = None
    ) -> bool:
        """Whether the model says no; one that cannot be asked, or says neither, denies nothing."""
        asked = {"sentence": defused_line(sentence), "evidence": "\n".join(map(defused, clauses))}
        messages = (
            Message(role="system", text=self._system),
            Message(role="user", text=fill(self._question, asked)),
        )
        reply = ""
        try:
            with closing(self._model.stream(messages, listener)) as pieces:
                for piece in pieces:
                    reply += piece
                    if len(reply) >= _READ:
                        break
        except ModelError:
            return False  # the rules hold all the same
        return reply.strip().lstrip('“"「【*').startswith(_DENIALS)
