from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.progress import no_progress
from indexing.build_index import IndexBuilder, sync_index
from indexing.embed import Vectors
from indexing.errors import IndexBusyError, StorageError
from indexing.folder_lock import locked_for_writing
from indexing.generations import discard_index
from indexing.index_record import IndexRecord
from indexing.make_passages import make_passages
from indexing.open_index import open_index
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined


class CountingEmbedder(WordHashEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return super().embed_passages(texts)


def documents(count: int, *, word: str = "测试") -> list[Document]:
    """Each of two articles, different from the others."""
    return [
        outlined(f"第一条 {word}甲{n}。\n第二条 {word}乙{n}。\n", f"d{n}") for n in range(count)
    ]


def sync(wanted: list[Document], folder: Path, embedder: CountingEmbedder) -> IndexRecord:
    return sync_index(wanted, folder, embedder, progress=no_progress)


def passage_ids(folder: Path) -> list[str]:
    with open_index(folder, WordHashEmbedder()) as index:
        return [passage.id for passage in index.passages]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_adding_a_document_embeds_only_that_document(folder: Path) -> None:
    sync(documents(3), folder, CountingEmbedder())
    embedder = CountingEmbedder()
    sync(documents(4), folder, embedder)
    assert [text[-4:] for text in embedder.embedded] == ["试甲3。", "试乙3。"]


def test_a_changed_article_leaves_the_vector_of_the_other(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    embedder = CountingEmbedder()
    changed = outlined("第一条 完全不同。\n第二条 测试乙1。\n", "d1")
    sync([documents(1)[0], changed], folder, embedder)
    assert [text[-5:] for text in embedder.embedded] == ["完全不同。"]


def test_new_validity_embeds_nothing_but_is_searched_for(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    embedder = CountingEmbedder()
    ended = [replace(document, expires=date(2020, 1, 1)) for document in documents(2)]
    sync(ended, folder, embedder)
    with open_index(folder, embedder) as index:
        assert (embedder.embedded, index.passages[0].expires) == ([], date(2020, 1, 1))


def test_the_same_documents_again_change_no_file(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    before = sorted(path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file())
    sync(documents(2), folder, CountingEmbedder())
    assert before == sorted(path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file())


def test_updating_step_by_step_gives_the_index_that_one_build_gives(tmp_path: Path) -> None:
    final = [*documents(5)[1:], outlined("第一条 新来的。\n", "new")]
    for step in (documents(3), documents(5), final):
        sync(step, tmp_path / "stepwise", CountingEmbedder())
    sync(final, tmp_path / "at once", CountingEmbedder())
    found = []
    for name in ("stepwise", "at once"):
        with open_index(tmp_path / name, WordHashEmbedder()) as index:
            found.append(
                [(s.passage, round(s.score, 3)) for s in index.search("测试乙3", limit=20)]
            )
    assert found[0] == found[1]


def test_a_removed_document_is_found_no_more(folder: Path) -> None:
    sync(documents(3), folder, CountingEmbedder())
    sync(documents(2), folder, CountingEmbedder())
    with open_index(folder, WordHashEmbedder()) as index:
        hits = index.search("测试甲2", limit=20)
    assert {hit.passage.document_id for hit in hits} == {"d0", "d1"}


def test_all_documents_may_go(folder: Path) -> None:
    sync(documents(1), folder, CountingEmbedder())
    sync([], folder, CountingEmbedder())
    with open_index(folder, WordHashEmbedder()) as index:
        assert index.search("测试", limit=5) == []


class Source:
    """Documents with a revision; counts how often they are read."""

    def __init__(self, found: list[Document], revision: str) -> None:
        self.found, self.revision, self.reads = found, revision, 0

    def documents(self) -> Iterator[Document]:
        self.reads += 1
        return iter(self.found)


def test_a_source_of_the_same_revision_is_not_read_again(folder: Path) -> None:
    source = Source(documents(2), "r1")
    for _ in range(2):
        IndexBuilder(folder, CountingEmbedder()).sync_source(source, progress=no_progress)
    assert source.reads == 1


def test_a_source_of_a_new_revision_is_read(folder: Path) -> None:
    for count in (1, 2):
        source = Source(documents(count), f"r{count}")
        IndexBuilder(folder, CountingEmbedder()).sync_source(source, progress=no_progress)
    assert len(passage_ids(folder)) == 4


def test_a_new_revision_without_change_is_remembered(folder: Path) -> None:
    source = Source(documents(2), "r1")
    for source.revision in ("r1", "r2", "r2"):
        IndexBuilder(folder, CountingEmbedder()).sync_source(source, progress=no_progress)
    assert source.reads == 2


def test_another_embedder_builds_anew(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    other = CountingEmbedder()
    other.name = "another"
    sync(documents(2), folder, other)
    assert len(other.embedded) == 4


def test_a_damaged_index_is_built_anew(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    next(folder.rglob("passages.jsonl")).write_text("{", encoding="utf-8")
    sync(documents(2), folder, CountingEmbedder())
    assert len(passage_ids(folder)) == 4


def test_a_discarded_index_is_built_anew(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    discard_index(folder)
    embedder = CountingEmbedder()
    sync(documents(2), folder, embedder)
    assert len(embedder.embedded) == 4


def test_only_one_generation_is_left(folder: Path) -> None:
    for count in (1, 2, 3):
        sync(documents(count), folder, CountingEmbedder())
    assert len(list(folder.glob("generation-*"))) == 1


def test_a_generation_in_use_stays_until_it_is_let_go(folder: Path) -> None:
    sync(documents(1), folder, CountingEmbedder())
    with open_index(folder, WordHashEmbedder()) as old:
        sync(documents(2), folder, CountingEmbedder())
        assert len(old.search("测试", limit=9)) == 2
    sync(documents(3), folder, CountingEmbedder())
    assert len(list(folder.glob("generation-*"))) == 1


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


def test_progress_ends_at_its_total(folder: Path) -> None:
    told: dict[str, tuple[int, int]] = {}

    def progress(stage: str, done: int, total: int) -> None:
        told[stage] = (done, total)

    sync_index(documents(3), folder, CountingEmbedder(), progress=progress)
    assert told["正在计算文字向量"] == told["正在写入向量库"] == (6, 6)


_BUILD_FOREVER = """
import sys
from pathlib import Path
from corpus.progress import no_progress
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


def test_passages_in_the_index_are_those_that_cutting_gives(folder: Path) -> None:
    sync(documents(3), folder, CountingEmbedder())
    with open_index(folder, WordHashEmbedder()) as index:
        assert list(index.passages) == [p for d in documents(3) for p in make_passages(d)]


def test_a_lone_surrogate_in_a_text_does_no_harm(folder: Path) -> None:
    sync_index(
        [outlined("一、坏\ud800字\n内容\udfff。\n", "d\u4e00")],
        folder,
        CountingEmbedder(),
        progress=no_progress,
    )
    with open_index(folder, WordHashEmbedder()) as index:
        assert "\udfff" in index.search("内容", limit=1)[0].passage.text
