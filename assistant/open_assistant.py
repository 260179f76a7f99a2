"""The one place that reads settings, builds objects and connects them."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from assistant.ask import Answerer
from assistant.calibration import load_calibration
from assistant.eligibility.programme_store import ProgrammeStore
from assistant.eligibility.specialist import EligibilitySpecialist
from assistant.judge import Judge
from assistant.layout.specialist import LayoutSpecialist
from assistant.live_assistant import Assistant
from assistant.open_model import LastModels, MakeWriter, make_writer
from assistant.rerank import Reranker
from assistant.saved_settings import read_settings
from assistant.settings import AssistantSettings
from assistant.writer import Writer
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
    from assistant.layout.workbench import Workbench


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
    models = LastModels(place, writes or make_writer)
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

    def adviser() -> Writer | None:
        return models.adviser(settings or read_settings(place))

    layout = _layout(place, catalogue, embedder, adviser)
    return Assistant(
        catalogue,
        open_answerer,
        progress,
        specialists=(_eligibility(place, catalogue),),
        layout=layout,
    )


def _eligibility(home: Home, catalogue: Catalogue) -> EligibilitySpecialist:
    def find(document_id: str) -> Document | None:
        with suppress(UnknownDocumentError):
            return catalogue.get(document_id)
        return None

    return EligibilitySpecialist(ProgrammeStore(home.programmes).published, find)


def _layout(
    home: Home, catalogue: Catalogue, embedder: Embedder, adviser: Callable[[], Writer | None]
) -> LayoutSpecialist:
    opening = threading.Lock()

    @cache
    def opened() -> Workbench:
        from assistant.layout.workbench import Workbench  # half a second, for few questions

        return Workbench(home, catalogue, embedder)

    def bench() -> Workbench:
        with opening:  # the chat and the pages may ask for it at once
            return opened()

    return LayoutSpecialist(bench, ProgrammeStore(home.programmes).published, adviser)


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
