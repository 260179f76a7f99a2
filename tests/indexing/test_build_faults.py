"""Builds that are broken off, that fail, or that find the old index damaged."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexing.embed import Vectors
from indexing.errors import IndexBusyError, StorageError
from indexing.folder_lock import locked_for_writing
from indexing.open_index import open_index
from tests.fakes import WordHashEmbedder
from tests.indexing.test_build_index import CountingEmbedder, documents, passage_ids, sync


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_second_builder_is_told_to_wait(folder: Path) -> None:
    folder.mkdir()
    with (
        locked_for_writing(folder / "building.lock"),
        pytest.raises(IndexBusyError, match="另一个进程"),
    ):
        sync(documents(1), folder, CountingEmbedder())


class FullDisk(CountingEmbedder):
    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_index_serving(folder: Path) -> None:
    sync(documents(1), folder, CountingEmbedder())
    with pytest.raises(StorageError, match="剩余空间"):
        sync(documents(2), folder, FullDisk())
    assert len(passage_ids(folder)) == 2


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="写入权限"):
        sync(documents(1), tmp_path / "file" / "index", CountingEmbedder())


class Interrupted(CountingEmbedder):
    """Stopped by the user in its second batch."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.embedded:
            raise KeyboardInterrupt
        return super().embed_passages(texts)


def test_an_interrupted_first_build_goes_on_from_where_it_was(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        sync(documents(200), folder, Interrupted())
    embedder = CountingEmbedder()
    sync(documents(200), folder, embedder)
    assert len(embedder.embedded) == 400 - 256


@pytest.mark.parametrize(
    "name",
    [
        "generation-1/passages.jsonl",
        "generation-1/keywords/rows.npy",
        "generation-2/recent/passages.jsonl",
        "generation-2/recent/vectors.npy",
        "generation-2/moments.npy",
        "generation-2/built_on",
    ],
)
def test_a_damaged_index_is_built_anew(folder: Path, name: str) -> None:
    for count in (2, 3):
        sync(documents(count), folder, CountingEmbedder())
    (folder / name).write_text("{", encoding="utf-8")
    sync(documents(4), folder, CountingEmbedder())
    assert len(passage_ids(folder)) == 8


_BUILD_FOREVER = """
import sys
from pathlib import Path
from corpus.progress import no_progress
from indexing import write_generation
from indexing.build_index import sync_index
from tests.fakes import WordHashEmbedder
from tests.indexing.test_build_index import documents
print("ready", flush=True)
for turn in range(1000):
    found = documents(20 + turn % 3, word=f"第{turn}次")
    sync_index(found, Path(sys.argv[1]), WordHashEmbedder(), progress=no_progress)
"""


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_a_whole_index_serves(folder: Path, seed: int) -> None:
    sync(documents(20), folder, CountingEmbedder())
    command = [sys.executable, "-c", _BUILD_FOREVER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as builder:
        assert builder.stdout is not None
        builder.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.05, 1.5))
        builder.kill()
    with open_index(folder, WordHashEmbedder()) as index:
        assert len(index.passages) in (40, 42, 44)
        assert len(index.search("甲", limit=100)) == len(index.passages)
    assert sync(documents(21), folder, CountingEmbedder()).passages == 42
