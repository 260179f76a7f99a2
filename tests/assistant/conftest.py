"""One assistant over the small corpus for every test of this stage that only asks."""

from __future__ import annotations

import pytest

from assistant.live_assistant import Assistant
from corpus.documents import Document
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import home_in, linked_corpus, make_assistant


@pytest.fixture(scope="session")
def embedder() -> OnnxEmbedder:
    return OnnxEmbedder()


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder) -> Assistant:
    """Shared: ask it, never add to it."""
    return make_assistant(home_in(tmp_path_factory.mktemp("small")), embedder)


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The small corpus by id, every version with the day it ended."""
    return linked_corpus(tmp_path_factory.mktemp("linked"))
