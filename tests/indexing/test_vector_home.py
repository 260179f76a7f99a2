from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.progress import no_progress
from indexing.build_index import IndexBuilder
from indexing.embed import Vectors
from indexing.errors import IndexDamagedError, IndexMismatchError, StorageError
from indexing.open_index import open_index
from indexing.vector_home import IN_FOLDER, OnServer, VectorHome, vector_home
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server of our own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    folder = tmp_path_factory.mktemp("server")
    chroma = str(Path(sys.executable).with_name("chroma"))
    command = [chroma, "run", "--path", str(folder), "--port", port]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await_port(int(port))
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await_port(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the Chroma server does not start")


@pytest.fixture(params=["folder", "server"])
def home(request: pytest.FixtureRequest) -> VectorHome:
    if request.param == "folder":
        return IN_FOLDER
    return OnServer(request.getfixturevalue("server"))


def documents(count: int) -> list[Document]:
    return [outlined(f"第一条 甲{n}。\n第二条 乙{n}。\n", f"d{n}") for n in range(count)]


def found(folder: Path, home: VectorHome, question: str) -> list[str]:
    with open_index(folder, WordHashEmbedder(), vectors=home) as index:
        return [hit.passage.id for hit in index.search(question, limit=100)]


def test_what_was_built_is_found(tmp_path: Path, home: VectorHome) -> None:
    builder = IndexBuilder(tmp_path, WordHashEmbedder(), vectors=home)
    builder.sync(documents(3), progress=no_progress)
    assert len(found(tmp_path, home, "甲2")) == 6


def test_an_update_takes_over_what_stays(tmp_path: Path, home: VectorHome) -> None:
    builder = IndexBuilder(tmp_path, WordHashEmbedder(), vectors=home)
    builder.sync(documents(3), progress=no_progress)
    builder.sync(documents(4)[1:], progress=no_progress)
    assert {id_.split(":")[0] for id_ in found(tmp_path, home, "甲2")} == {"d1", "d2", "d3"}


def test_an_open_index_goes_on_reading_during_an_update(tmp_path: Path, home: VectorHome) -> None:
    builder = IndexBuilder(tmp_path, WordHashEmbedder(), vectors=home)
    builder.sync(documents(3), progress=no_progress)
    with open_index(tmp_path, WordHashEmbedder(), vectors=home) as old:
        builder.sync(documents(5), progress=no_progress)
        assert len(old.search("甲2", limit=100)) == 6


class FailsOnce(WordHashEmbedder):
    """Fails after the new store was begun."""

    failed = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not self.failed:
            self.failed = True
            raise KeyboardInterrupt
        return super().embed_passages(texts)


def test_a_build_broken_off_leaves_nothing_in_the_next(tmp_path: Path, home: VectorHome) -> None:
    IndexBuilder(tmp_path, WordHashEmbedder(), vectors=home).sync(
        documents(3), progress=no_progress
    )
    builder = IndexBuilder(tmp_path, FailsOnce(), vectors=home)
    with pytest.raises(KeyboardInterrupt):
        builder.sync(documents(5), progress=no_progress)
    builder.sync(documents(2), progress=no_progress)
    assert len(found(tmp_path, home, "甲")) == 4


def test_two_indexes_on_one_server_do_not_mix(tmp_path: Path, server: str) -> None:
    home = OnServer(server)
    for name, count in (("a", 1), ("b", 4)):
        builder = IndexBuilder(tmp_path / name, WordHashEmbedder(), vectors=home)
        builder.sync(documents(count), progress=no_progress)
    assert len(found(tmp_path / "a", home, "甲")) == 2


def test_an_index_is_not_looked_for_in_another_home(tmp_path: Path, server: str) -> None:
    IndexBuilder(tmp_path, WordHashEmbedder()).sync(documents(1), progress=no_progress)
    with pytest.raises(IndexMismatchError, match="向量存放处"):
        open_index(tmp_path, WordHashEmbedder(), vectors=OnServer(server))


def test_vectors_that_are_gone_are_damage(tmp_path: Path) -> None:
    IndexBuilder(tmp_path, WordHashEmbedder()).sync(documents(1), progress=no_progress)
    for path in next(tmp_path.rglob("chroma")).rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(IndexDamagedError, match="--force"):
        open_index(tmp_path, WordHashEmbedder())


def test_a_server_that_is_away_leaves_the_old_index(tmp_path: Path) -> None:
    IndexBuilder(tmp_path, WordHashEmbedder()).sync(documents(1), progress=no_progress)
    away = IndexBuilder(tmp_path, WordHashEmbedder(), vectors=OnServer("http://127.0.0.1:9"))
    with pytest.raises(StorageError):
        away.sync(documents(2), progress=no_progress)
    assert len(found(tmp_path, IN_FOLDER, "甲")) == 2


def test_no_address_means_the_folder() -> None:
    assert vector_home("") is IN_FOLDER
