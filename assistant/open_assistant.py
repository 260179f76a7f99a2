"""The one place that reads settings, builds objects and connects them."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress

from assistant.ask import Answerer
from assistant.judge import Judge, load_calibration
from assistant.live_assistant import Assistant
from assistant.settings import AssistantSettings
from corpus.builtin import load_builtin, load_statutes
from corpus.catalogue import Catalogue
from corpus.documents import Document
from corpus.errors import StatutesMissingError
from corpus.home import Home, default_home
from corpus.progress import Progress, no_progress
from indexing.build_index import sync_index
from indexing.embed import Embedder, OnnxEmbedder
from indexing.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
)
from indexing.open_index import HybridIndex, open_index

_REVISION = "catalogue-revision"
"""File beside the index: the catalogue's revision it was last brought up to date with."""

_UNUSABLE = (IndexMissingError, IndexMismatchError, IndexDamagedError)


def open_assistant(
    home: Home | None = None,
    *,
    settings: AssistantSettings | None = None,
    progress: Progress = no_progress,
) -> Assistant:
    """An assistant over everything in the data folder; the first time takes in the built-in texts.

    Raises:
        CorpusError, IndexingError: the data folder cannot be read or written, or the model or the
            index is missing or damaged.
    """
    place, chosen = home or default_home(), settings or AssistantSettings()
    catalogue = open_catalogue(place, chosen, progress=progress)
    embedder, judge = make_embedder(chosen), Judge(load_calibration())

    def open_answerer(find: Callable[[str], Document | None], tell: Progress) -> Answerer:
        index = open_current_index(place, catalogue, embedder, progress=tell)
        answerer = Answerer(index, find, judge, chosen)
        weakref.finalize(answerer, index.close)  # once the last question on it is answered
        return answerer

    return Assistant(catalogue, open_answerer, progress)


def open_catalogue(home: Home, settings: AssistantSettings, *, progress: Progress) -> Catalogue:
    """The catalogue with the built-in texts in it, and the statutes when they are installed."""
    catalogue = Catalogue(home.catalogue)
    load_builtin(catalogue, progress)
    if settings.statutes != "none":
        with suppress(StatutesMissingError):  # optional; `zhice corpus add --statutes` explains
            load_statutes(catalogue, settings.statutes, progress)
    return catalogue


def open_current_index(
    home: Home, catalogue: Catalogue, embedder: Embedder, *, progress: Progress
) -> HybridIndex:
    """The index over the catalogue as it is now; only what changed is embedded.

    When nothing changed since the last time, documents are not read at all. While another process
    builds, the index it is about to replace serves.

    Raises:
        IndexBusyError: another process builds the first index.
        IndexingError: the index cannot be built or opened.
    """
    stamp = home.index / _REVISION
    revision = catalogue.revision
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == revision:
        with suppress(*_UNUSABLE):
            return open_index(home.index, embedder)
    try:
        sync_index(catalogue.documents(), home.index, embedder, progress=progress)
    except IndexBusyError:
        with suppress(*_UNUSABLE):
            return open_index(home.index, embedder)
        raise
    stamp.write_text(revision, encoding="utf-8")
    return open_index(home.index, embedder)


def refresh(home: Home, *, progress: Progress = no_progress) -> None:
    """Bring the index up to date with the catalogue; nothing is embedded twice."""
    embedder = make_embedder(AssistantSettings())
    open_current_index(home, Catalogue(home.catalogue), embedder, progress=progress).close()


def make_embedder(settings: AssistantSettings) -> Embedder:
    """The shipped embedder, or the sentence-transformers model the settings name."""
    if not settings.embedding_model:
        return OnnxEmbedder()
    from indexing.embed_transformer import SentenceTransformerEmbedder  # needs the [models] extra

    return SentenceTransformerEmbedder(settings.embedding_model)
