"""The one place that reads settings, builds objects and connects them."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer_cache import StoredReplies
from assistant.ask import Answerer
from assistant.calibration import load_calibration
from assistant.eligibility.programme_store import ProgrammeStore
from assistant.eligibility.specialist import EligibilitySpecialist
from assistant.judge import Judge
from assistant.layout.specialist import LayoutSpecialist
from assistant.live_assistant import Assistant
from assistant.meaning_check import MeaningCheck
from assistant.model_queue import ModelQueue
from assistant.model_reader import ModelReader, QuestionReader
from assistant.model_usage import MeteredModel, ModelUsage
from assistant.prompting import PromptWriter
from assistant.rerank import Reranker
from assistant.saved_settings import read_settings
from assistant.settings import AssistantSettings
from assistant.structured_model import StructuredModel
from assistant.writer import CheckedWriter, Writer
from corpus.builtin import load_builtin, load_statutes
from corpus.catalogue import Catalogue
from corpus.documents import Document
from corpus.errors import StatutesMissingError, UnknownDocumentError
from corpus.home import Home, default_home
from corpus.progress import Progress, no_progress
from indexing.current_index import CurrentIndex
from indexing.embed import Embedder, OnnxEmbedder
from indexing.vector_home import vector_home

if TYPE_CHECKING:
    from assistant.language_model import OpenAiCompatibleModel
    from assistant.layout.workbench import Workbench


_VERDICT_TOKENS = 50
"""The least a setting allows; a yes or a no takes two."""

MakeWriter = Callable[[AssistantSettings, Home, ModelQueue | None], Writer | None]

_READING_SECONDS = 8.0
_READING_BEGINS = 4.0
_READING_TOKENS = 200
"""What a model may take to read a question; who asks waits for it before anything is searched."""


def open_assistant(
    home: Home | None = None,
    *,
    settings: AssistantSettings | None = None,
    writes: MakeWriter | None = None,
    progress: Progress = no_progress,
) -> Assistant:
    """An assistant over everything in the data folder; the first time takes in the built-in texts.

    Args:
        settings: that hold for good; None for those of the data folder and the environment.
        writes: makes another writer than `make_writer`, to be measured beside it.

    Raises:
        CorpusError, IndexingError: the data folder cannot be read or written, or the model or the
            index is missing or damaged.
        ModelError: the address of the language model is none.
        SettingsError: a setting is out of range, or the saved ones cannot be read.
    """
    place = home or default_home()
    chosen = settings or read_settings(place)
    models = _LastModels(place, writes or make_writer)
    models.of(chosen)  # an address that is none is told before the long work
    catalogue = open_catalogue(place, chosen, progress=progress)
    embedder, judge = make_embedder(chosen), Judge(load_calibration())
    reranker = make_reranker(chosen)
    vectors = vector_home(chosen.chroma_url)
    current = CurrentIndex(place.index, catalogue, embedder, vectors=vectors)

    def open_answerer(find: Callable[[str], Document | None], tell: Progress) -> Answerer:
        now = settings or read_settings(place)  # the page may have changed them
        writer, reader = models.of(now)
        index = current.open(tell)
        answerer = Answerer(
            index, find, judge, now, writer=writer, reader=reader, reranker=reranker
        )
        weakref.finalize(answerer, index.close)  # once the last question on it is answered
        return answerer

    layout = _layout(place, catalogue, embedder)
    return Assistant(
        catalogue,
        open_answerer,
        progress,
        specialists=(_eligibility(place, catalogue), layout),
        find_more=layout.find,
    )


def _eligibility(home: Home, catalogue: Catalogue) -> EligibilitySpecialist:
    def find(document_id: str) -> Document | None:
        with suppress(UnknownDocumentError):
            return catalogue.get(document_id)
        return None

    return EligibilitySpecialist(ProgrammeStore(home.programmes).published, find)


def _layout(home: Home, catalogue: Catalogue, embedder: Embedder) -> LayoutSpecialist:
    @cache
    def bench() -> Workbench:
        from assistant.layout.workbench import Workbench  # half a second, for few questions

        return Workbench(home, catalogue, embedder)

    return LayoutSpecialist(bench, ProgrammeStore(home.programmes).published)


def open_catalogue(home: Home, settings: AssistantSettings, *, progress: Progress) -> Catalogue:
    """The catalogue with the built-in texts in it, and the statutes when they are installed."""
    catalogue = Catalogue(home.catalogue)
    load_builtin(catalogue, progress)
    if settings.statutes != "none":
        with suppress(StatutesMissingError):  # optional; `zhice corpus add --statutes` explains
            load_statutes(catalogue, settings.statutes, progress)
    return catalogue


def refresh(home: Home, *, progress: Progress = no_progress) -> None:
    """Bring the index up to date with the catalogue; nothing is embedded twice.

    Raises:
        CorpusError, IndexingError: as for `open_assistant`.
    """
    settings = read_settings(home)
    index = CurrentIndex(
        home.index,
        Catalogue(home.catalogue),
        make_embedder(settings),
        vectors=vector_home(settings.chroma_url),
    )
    index.refresh(progress)


def make_embedder(settings: AssistantSettings) -> Embedder:
    """The shipped embedder, or the sentence-transformers model the settings name."""
    if not settings.embedding_model:
        return OnnxEmbedder()
    from indexing.embed_transformer import SentenceTransformerEmbedder  # needs the [models] extra

    return SentenceTransformerEmbedder(settings.embedding_model)


def make_reranker(settings: AssistantSettings) -> Reranker | None:
    """The reranker the settings name; None when they name none.

    Raises:
        ModelError: the address is none.
        ModelUnavailableError: the extra [models] is not installed, or there is no such model.
    """
    if settings.reranker_url:
        from assistant.rerank_endpoint import EndpointReranker

        return EndpointReranker(
            settings.reranker_url,
            settings.reranker,
            key=settings.reranker_key,
            seconds=settings.reranker_timeout_seconds,
        )
    if not settings.reranker:
        return None
    from assistant.rerank_transformer import CrossEncoderReranker  # needs the [models] extra

    return CrossEncoderReranker(settings.reranker)


def make_writer(
    settings: AssistantSettings, home: Home, queue: ModelQueue | None = None
) -> Writer | None:
    """The writer over the model the settings name; None when they name none.

    Args:
        queue: for the model, shared with others that ask it; None for one of its own.

    Raises:
        ModelError: the address is none.
    """
    if not settings.llm_url:
        return None
    room = settings.llm_context_tokens - settings.llm_max_tokens
    model = make_model(settings, queue)
    drafting = model if settings.llm_structured == "off" else StructuredModel(model)
    usage = ModelUsage(home.usage)
    metered = MeteredModel(drafting, usage, daily_tokens=settings.llm_daily_tokens)
    replies = replies_of(settings, home) if settings.llm_cache else None
    meaning = _meaning_check(settings, usage) if settings.llm_meaning_check else None
    writer = CheckedWriter(metered, PromptWriter(room), replies, meaning=meaning)
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


class _LastModels:
    """Makes what asks the model anew only when the settings changed."""

    def __init__(self, home: Home, writes: MakeWriter) -> None:
        self._home = home
        self._writes = writes
        self._of: AssistantSettings | None = None
        self._made: tuple[Writer | None, QuestionReader | None] = (None, None)

    def of(self, settings: AssistantSettings) -> tuple[Writer | None, QuestionReader | None]:
        if self._of != settings:
            queue = ModelQueue(settings.llm_concurrency)
            writer = self._writes(settings, self._home, queue)
            self._made = writer, make_reader(settings, self._home, queue)
            self._of = settings
        return self._made


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
