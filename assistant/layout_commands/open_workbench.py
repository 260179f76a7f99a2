"""The workbench over a data folder, built from the settings."""

from __future__ import annotations

from assistant.layout.workbench import Workbench
from assistant.open_assistant import make_embedder, open_catalogue
from assistant.settings import AssistantSettings
from corpus.home import Home
from corpus.progress import Progress, no_progress


def open_workbench(home: Home, *, progress: Progress = no_progress) -> Workbench:
    """The workbench; the first time takes in the built-in texts, whose clauses it cites.

    Raises:
        CorpusError, IndexingError, PatentStoreError: the data folder cannot be read or written.
    """
    settings = AssistantSettings()
    catalogue = open_catalogue(home, settings, progress=progress)
    return Workbench(home, catalogue, make_embedder(settings))
