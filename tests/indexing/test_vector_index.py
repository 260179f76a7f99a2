from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from indexing.embed import Vectors
from indexing.errors import IndexDamagedError, StorageError
from indexing.make_passages import make_passages, text_to_embed
from indexing.vector_index import (
    VectorIndex,
    langchain_embeddings,
    open_vector_folder,
    open_vector_server,
    translated_errors,
)
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined

PASSAGES = [
    passage
    for n in range(30)
    for passage in make_passages(outlined(f"第一条 甲{n}{n * 7}乙。\n", f"d{n}"))
]
VECTORS = WordHashEmbedder().embed_passages([text_to_embed(passage) for passage in PASSAGES])
QUERY = WordHashEmbedder().embed_query("甲12乙")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = open_vector_folder(tmp_path / "chroma")
    opened.upsert(PASSAGES, VECTORS)
    yield opened
    opened.close()


def test_the_nearest_are_those_of_an_exhaustive_search(store: VectorIndex) -> None:
    cosines = VECTORS @ QUERY
    best = np.sort(cosines)[::-1][:5]
    found = store.nearest(QUERY, limit=5)
    assert list(found.values()) == pytest.approx(best.tolist(), abs=1e-5)


def test_cosines_are_exact(store: VectorIndex) -> None:
    found = store.cosines(QUERY, [PASSAGES[3].id, "unknown"])
    assert found == {PASSAGES[3].id: pytest.approx(float(VECTORS[3] @ QUERY), abs=1e-5)}


def test_upserting_twice_keeps_one(store: VectorIndex) -> None:
    store.upsert(PASSAGES[:3], VECTORS[:3])
    assert len(store) == len(PASSAGES)


def test_what_is_deleted_is_not_found(store: VectorIndex) -> None:
    store.delete([PASSAGES[12].id, "unknown"])
    assert PASSAGES[12].id not in store.nearest(QUERY, limit=30)


def test_vectors_come_in_the_order_asked_for(store: VectorIndex) -> None:
    ids = [PASSAGES[n].id for n in (5, 2, 9)]
    assert store.vectors(ids) == pytest.approx(VECTORS[[5, 2, 9]], abs=1e-6)


def test_a_vector_that_is_not_there_is_damage(store: VectorIndex) -> None:
    with pytest.raises(IndexDamagedError, match="1 段"):
        store.vectors(["unknown"])


def test_reopening_finds_everything(tmp_path: Path, store: VectorIndex) -> None:
    store.close()
    again = open_vector_folder(tmp_path / "chroma")
    assert len(again) == len(PASSAGES)
    again.close()


def test_langchain_sees_the_same_collection(store: VectorIndex) -> None:
    chain_store = store.as_langchain(WordHashEmbedder())
    (document,) = chain_store.similarity_search("甲12乙", k=1)
    best = next(iter(store.nearest(QUERY, limit=1)))
    assert (document.id, document.metadata["document_id"]) == (best, best.split(":")[0])


class Prompted(WordHashEmbedder):
    """Puts another prompt before a query than before a passage, as E5 does."""

    def embed_query(self, text: str) -> Vectors:
        return super().embed_query("query: " + text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([super(Prompted, self).embed_query("passage: " + text) for text in texts])


def test_langchain_embeddings_keep_query_and_passage_apart() -> None:
    embeddings, plain = langchain_embeddings(Prompted()), WordHashEmbedder()
    assert embeddings.embed_query("甲") == plain.embed_query("query: 甲").tolist()
    assert embeddings.embed_documents(["甲"]) == [plain.embed_query("passage: 甲").tolist()]


def test_every_error_of_chroma_becomes_ours() -> None:
    import chromadb.errors

    kinds = [
        kind
        for _, kind in inspect.getmembers(chromadb.errors, inspect.isclass)
        if issubclass(kind, Exception) and kind.__module__ == "chromadb.errors"
    ]
    for kind in kinds:
        with pytest.raises(StorageError), translated_errors():
            raise kind("broken")


def test_a_file_that_is_no_database_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"junk" * 1000)
    with pytest.raises(StorageError, match="向量库"):
        open_vector_folder(tmp_path)


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://host", "http://"])
def test_an_address_that_is_none_is_explained(url: str) -> None:
    with pytest.raises(StorageError, match="http://主机:8000"):
        open_vector_server(url)


def test_a_server_that_is_away_is_a_storage_error() -> None:
    with pytest.raises(StorageError, match="确认它已启动"):
        open_vector_server("http://127.0.0.1:9")
