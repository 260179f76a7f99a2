from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.progress import no_progress
from indexing import write_generation
from indexing.build_index import IndexBuilder, sync_index
from indexing.embed import Vectors
from indexing.generations import current_generation, discard_index
from indexing.index_record import IndexRecord, fingerprint
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


def test_a_text_that_two_documents_share_is_embedded_once(folder: Path) -> None:
    text = documents(1)[0].text
    sync([outlined(text, "a")], folder, CountingEmbedder())
    embedder = CountingEmbedder()
    ended = [outlined(text, id_, expires=date(2020, 1, 1)) for id_ in "ab"]
    sync(ended, folder, embedder)
    assert (embedder.embedded, len(passage_ids(folder))) == ([], 4)


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
    """Documents with fingerprints; remembers which of them are read."""

    def __init__(self, found: list[Document]) -> None:
        self.found = {document.id: document for document in found}
        self.read: list[str] = []

    def fingerprints(self) -> dict[str, str]:
        return {id_: fingerprint(document) for id_, document in self.found.items()}

    def get(self, document_id: str) -> Document:
        self.read.append(document_id)
        return self.found[document_id]


def sync_source(source: Source, folder: Path) -> IndexRecord:
    return IndexBuilder(folder, CountingEmbedder()).sync_source(source, progress=no_progress)


def test_only_new_and_changed_documents_are_read(folder: Path) -> None:
    sync_source(Source(documents(3)), folder)
    ended = replace(documents(3)[1], expires=date(2020, 1, 1))
    source = Source([documents(3)[0], ended, documents(4)[3]])
    sync_source(source, folder)
    assert source.read == ["d1", "d3"]


def test_a_source_without_changes_is_not_read(folder: Path) -> None:
    sync_source(Source(documents(2)), folder)
    source = Source(documents(2))
    sync_source(source, folder)
    assert source.read == []


def test_a_change_that_no_passage_carries_is_read_once(folder: Path) -> None:
    sync_source(Source(documents(2)), folder)
    source = Source(documents(2))
    source.fingerprints = lambda: {"d0": "new", "d1": "new"}  # type: ignore[method-assign]
    before = current_generation(folder)
    for _ in range(2):
        sync_source(source, folder)
    assert (source.read, current_generation(folder)) == (["d0", "d1"], before)


class Vanishing(Source):
    def get(self, document_id: str) -> Document:
        if document_id == "d1":
            raise UnknownDocumentError(document_id)
        return super().get(document_id)


def test_a_document_taken_out_while_it_was_to_be_read_is_left_out(folder: Path) -> None:
    assert list(sync_source(Vanishing(documents(3)), folder).documents) == ["d0", "d2"]


def test_a_small_change_leaves_the_base_alone(folder: Path) -> None:
    sync(documents(3), folder, CountingEmbedder())
    (base,) = folder.glob("generation-*")
    before = sorted(path.stat().st_mtime_ns for path in base.rglob("*") if path.is_file())
    sync(documents(5), folder, CountingEmbedder())
    assert before == sorted(path.stat().st_mtime_ns for path in base.rglob("*") if path.is_file())


def test_many_changes_write_the_base_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_generation, "LEAST_RECENT", 4)
    records = [sync(documents(count), folder, CountingEmbedder()) for count in (2, 3, 4, 5)]
    assert [record.base_passages for record in records] == [4, 4, 4, 10]


def test_another_embedder_builds_anew(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    other = CountingEmbedder()
    other.name = "another"
    sync(documents(2), folder, other)
    assert len(other.embedded) == 4


def test_a_discarded_index_is_built_anew(folder: Path) -> None:
    sync(documents(2), folder, CountingEmbedder())
    discard_index(folder)
    embedder = CountingEmbedder()
    sync(documents(2), folder, embedder)
    assert len(embedder.embedded) == 4


def test_only_the_generation_that_serves_and_its_base_are_left(folder: Path) -> None:
    for count in (1, 2, 3):
        sync(documents(count), folder, CountingEmbedder())
    assert {path.name for path in folder.glob("generation-*")} == {"generation-1", "generation-3"}


def test_a_generation_in_use_stays_until_it_is_let_go(folder: Path) -> None:
    sync(documents(1), folder, CountingEmbedder())
    with open_index(folder, WordHashEmbedder()) as old:
        for word in ("另外", "再次"):  # every passage is another, so the base is too
            sync(documents(101, word=word), folder, CountingEmbedder())
        assert len(old.search("测试", limit=9)) == 2
    sync([], folder, CountingEmbedder())
    assert {path.name for path in folder.glob("generation-*")} == {"generation-4"}


def test_progress_ends_at_its_total(folder: Path) -> None:
    told: dict[str, tuple[int, int]] = {}

    def progress(stage: str, done: int, total: int) -> None:
        told[stage] = (done, total)

    sync_index(documents(3), folder, CountingEmbedder(), progress=progress)
    assert told["正在计算文字向量"] == told["正在写入向量库"] == (6, 6)


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
