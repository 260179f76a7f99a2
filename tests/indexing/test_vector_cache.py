from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.progress import no_progress
from indexing.embed import Vectors
from indexing.vector_cache import VectorCache, digest
from tests.fakes import WordHashEmbedder


class Counting(WordHashEmbedder):
    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return super().embed_passages(texts)


def test_vectors_come_in_the_order_of_the_texts(tmp_path: Path) -> None:
    VectorCache(tmp_path / "v", Counting()).embed(["乙"], no_progress)
    found = VectorCache(tmp_path / "v", Counting()).embed(["甲", "乙"], no_progress)
    assert found.tolist() == Counting().embed_passages(["甲", "乙"]).tolist()


def test_what_is_known_is_not_computed_again(tmp_path: Path) -> None:
    VectorCache(tmp_path / "v", Counting()).embed(["甲", "乙"], no_progress)
    embedder = Counting()
    VectorCache(tmp_path / "v", embedder).embed(["甲", "丙", "乙"], no_progress)
    assert embedder.embedded == ["丙"]


@pytest.mark.parametrize("lost", [1, 40, 287])
def test_an_entry_cut_off_by_a_kill_costs_only_itself(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "v"
    VectorCache(path, Counting()).embed(["甲", "乙"], no_progress)
    path.write_bytes(path.read_bytes()[:-lost])
    embedder = Counting()
    cache = VectorCache(path, embedder)
    cache.embed(["甲", "乙"], no_progress)
    assert (
        cache.embed(["甲", "乙"], no_progress).tolist()
        == Counting().embed_passages(["甲", "乙"]).tolist()
    )
    assert embedder.embedded == ["乙"]


def test_no_text_needs_no_file(tmp_path: Path) -> None:
    assert VectorCache(tmp_path / "v", Counting()).embed([], no_progress).shape == (0, 64)
    assert not (tmp_path / "v").exists()


def test_another_embedder_has_other_digests() -> None:
    assert digest("a", "甲") != digest("b", "甲")
