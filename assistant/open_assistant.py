"""The one place that reads settings, builds objects and connects them."""

from __future__ import annotations

from assistant.ask import Assistant
from assistant.judge import Judge, load_calibration
from assistant.settings import AssistantSettings
from corpus.builtin import load_builtin, load_statutes
from corpus.catalogue import Catalogue
from corpus.errors import StatutesMissingError
from corpus.home import Home, default_home
from corpus.progress import Progress, no_progress
from indexing.build_index import sync_index
from indexing.embed import Embedder, OnnxEmbedder
from indexing.open_index import HybridIndex, open_index


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
    index = open_current_index(place, catalogue, chosen, progress=progress)
    return Assistant(index, catalogue, Judge(load_calibration()), chosen)


def open_catalogue(home: Home, settings: AssistantSettings, *, progress: Progress) -> Catalogue:
    """The catalogue with the built-in texts in it, and the statutes when they are installed."""
    catalogue = Catalogue(home.catalogue)
    load_builtin(catalogue, progress)
    if settings.statutes != "none":
        try:
            load_statutes(catalogue, settings.statutes, progress)
        except StatutesMissingError:
            pass  # an optional extra; `zhice corpus add --statutes` says how to install it
    return catalogue


def open_current_index(
    home: Home, catalogue: Catalogue, settings: AssistantSettings, *, progress: Progress
) -> HybridIndex:
    """The index over the catalogue as it is now; what changed since the last build is embedded."""
    embedder = make_embedder(settings)
    sync_index(catalogue, home.index, embedder, progress=progress)
    return open_index(home.index, embedder)


def refresh(home: Home, *, progress: Progress = no_progress) -> None:
    """Bring the index up to date with the catalogue; nothing is embedded twice."""
    settings = AssistantSettings()
    with Catalogue(home.catalogue) as catalogue:
        sync_index(catalogue, home.index, make_embedder(settings), progress=progress)


def make_embedder(settings: AssistantSettings) -> Embedder:
    """The shipped embedder, or the sentence-transformers model the settings name."""
    if not settings.embedding_model:
        return OnnxEmbedder()
    from indexing.embed_transformer import SentenceTransformerEmbedder  # needs the [models] extra

    return SentenceTransformerEmbedder(settings.embedding_model)
