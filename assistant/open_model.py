"""Builds what asks the language model the settings name: writers, the reader of questions."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answer_cache import StoredReplies
from assistant.meaning_check import MeaningCheck
from assistant.model_queue import ModelQueue
from assistant.model_reader import ModelReader, QuestionReader
from assistant.model_usage import MeteredModel, ModelUsage
from assistant.prompting import PromptWriter
from assistant.settings import AssistantSettings
from assistant.structured_model import StructuredModel
from assistant.writer import CheckedWriter, Writer
from corpus.home import Home

if TYPE_CHECKING:
    from assistant.language_model import OpenAiCompatibleModel

_VERDICT_TOKENS = 50
"""The least a setting allows; a yes or a no takes two."""

MakeWriter = Callable[[AssistantSettings, Home, ModelQueue | None], Writer | None]

_READING_SECONDS = 8.0
_READING_BEGINS = 4.0
_READING_TOKENS = 200
"""What a model may take to read a question; who asks waits for it before anything is searched."""


def make_writer(
    settings: AssistantSettings, home: Home, queue: ModelQueue | None = None
) -> Writer | None:
    """The writer over the model the settings name; None when they name none.

    Args:
        queue: for the model, shared with others that ask it; None for one of its own.

    Raises:
        ModelError: the address is none.
    """
    return _checked_writer(settings, home, queue, prompts=PromptWriter)


def make_advice_writer(
    settings: AssistantSettings, home: Home, queue: ModelQueue | None = None
) -> Writer | None:
    """The writer of layout advice over the same model; see `assistant.layout.advice_writer`.

    Args:
        queue: as for `make_writer`.

    Raises:
        ModelError: the address is none.
    """
    from assistant.layout.advice_evidence import show  # brings the layout analysis along

    def prompts(tokens: int) -> PromptWriter:
        return PromptWriter(tokens, task="advise", show=show)

    return _checked_writer(settings, home, queue, prompts=prompts)


def _checked_writer(
    settings: AssistantSettings,
    home: Home,
    queue: ModelQueue | None,
    *,
    prompts: Callable[[int], PromptWriter],
) -> Writer | None:
    if not settings.llm_url:
        return None
    room = settings.llm_context_tokens - settings.llm_max_tokens
    model = make_model(settings, queue)
    drafting = model if settings.llm_structured == "off" else StructuredModel(model)
    usage = ModelUsage(home.usage)
    metered = MeteredModel(drafting, usage, daily_tokens=settings.llm_daily_tokens)
    replies = replies_of(settings, home) if settings.llm_cache else None
    meaning = _meaning_check(settings, usage) if settings.llm_meaning_check else None
    writer = CheckedWriter(metered, prompts(room), replies, meaning=meaning)
    # Another one takes its place when settings change; what it is writing then goes on.
    weakref.finalize(writer, model.close).atexit = False
    return writer


def _meaning_check(settings: AssistantSettings, usage: ModelUsage) -> MeaningCheck:
    brief = settings.model_copy(update={"llm_max_tokens": _VERDICT_TOKENS, "llm_concurrency": 1})
    model = make_model(brief)  # a queue of its own: the draft holds a slot while it is checked
    metered = MeteredModel(model, usage, daily_tokens=settings.llm_daily_tokens)
    check = MeaningCheck(metered)
    weakref.finalize(check, model.close).atexit = False
    return check


def replies_of(settings: AssistantSettings, home: Home) -> StoredReplies:
    """What the model replied before; another address, name or length of replies begins anew."""
    model = (settings.llm_url, settings.llm_model, settings.llm_max_tokens, settings.llm_structured)
    return StoredReplies(home.replies, model=repr(model))


def make_reader(
    settings: AssistantSettings, home: Home, queue: ModelQueue | None = None
) -> QuestionReader | None:
    """The reader of questions over the model the settings name, in short calls of its own.

    Args:
        queue: as for `make_writer`.

    Raises:
        ModelError: the address is none.
    """
    if not settings.llm_url:
        return None
    brief = settings.model_copy(
        update={
            "llm_timeout_seconds": min(settings.llm_timeout_seconds, _READING_SECONDS),
            "llm_first_token_seconds": min(settings.llm_first_token_seconds, _READING_BEGINS),
            "llm_max_tokens": min(settings.llm_max_tokens, _READING_TOKENS),
        }
    )
    model = make_model(brief, queue)
    metered = MeteredModel(model, ModelUsage(home.usage), daily_tokens=settings.llm_daily_tokens)
    room = brief.llm_context_tokens - brief.llm_max_tokens
    replies = replies_of(brief, home) if settings.llm_cache else None
    reader = ModelReader(metered, tokens=room, replies=replies)
    weakref.finalize(reader, model.close).atexit = False
    return reader


class LastModels:
    """What asks the model, made anew only when the settings changed; for several threads.

    Args:
        writes: makes the writer of answers.
    """

    def __init__(self, home: Home, writes: MakeWriter) -> None:
        self._home = home
        self._writes = writes
        self._making = threading.Lock()
        self._of: AssistantSettings | None = None
        self._queue = ModelQueue(1)
        self._made: tuple[Writer | None, QuestionReader | None] = (None, None)
        self._adviser: Writer | None = None

    def of(self, settings: AssistantSettings) -> tuple[Writer | None, QuestionReader | None]:
        """The writer of answers and the reader of questions.

        Raises:
            ModelError: the address is none.
        """
        with self._making:
            if self._of != settings:
                self._queue = ModelQueue(settings.llm_concurrency)
                writer = self._writes(settings, self._home, self._queue)
                self._made = writer, make_reader(settings, self._home, self._queue)
                self._of, self._adviser = settings, None
            return self._made

    def adviser(self, settings: AssistantSettings) -> Writer | None:
        """The writer of layout advice, in the queue of the others; made when first needed.

        Raises:
            ModelError: the address is none.
        """
        self.of(settings)
        with self._making:
            if self._adviser is None:
                self._adviser = make_advice_writer(settings, self._home, self._queue)
            return self._adviser


def make_model(
    settings: AssistantSettings, queue: ModelQueue | None = None
) -> OpenAiCompatibleModel:
    """The language model the settings name.

    Args:
        queue: as for `make_writer`.

    Raises:
        ModelError: the address is none.
    """
    from assistant.language_model import ModelLimits, OpenAiCompatibleModel

    limits = ModelLimits(
        seconds=settings.llm_timeout_seconds,
        first_token_seconds=settings.llm_first_token_seconds,
        tokens=settings.llm_max_tokens,
        concurrency=settings.llm_concurrency,
    )
    return OpenAiCompatibleModel(
        settings.llm_url, settings.llm_model, key=settings.llm_key, limits=limits, queue=queue
    )
