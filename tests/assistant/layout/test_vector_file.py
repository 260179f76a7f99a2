from pathlib import Path

import numpy as np
import pytest

from assistant.layout import vector_file
from assistant.layout.vector_file import VectorFile, keys_of, places_of
from corpus.progress import no_progress
from indexing.embed import Vectors
from tests.fakes import WordHashEmbedder

TEXTS = [f"第{n}号装置的说明" for n in range(300)]
DIGESTS = [f"{n:08d} and more".encode() for n in range(300)]


class Counting(WordHashEmbedder):
    """Counts the texts it embedded; fails after `limit` of them."""

    def __init__(self, limit: int = 10**9) -> None:
        self.count, self.limit = 0, limit

    def embed_passages(self, texts: object) -> Vectors:
        """As the parent."""
        given = list(texts)  # type: ignore[call-overload]
        if self.count + len(given) > self.limit:
            raise KeyboardInterrupt
        self.count += len(given)
        return super().embed_passages(given)


def test_scores_are_cosines_up_to_rounding(tmp_path: Path) -> None:
    embedder = WordHashEmbedder()
    file = VectorFile(tmp_path, embedder)
    file.add(DIGESTS, TEXTS, no_progress)
    queries = embedder.embed_queries(["第7号装置", "说明"])

    mapped = file.mapped()
    rows = mapped.rows_of(keys_of(DIGESTS))
    exact = queries @ embedder.embed_passages(TEXTS).T

    assert np.abs(mapped.scores(queries)[:, rows] - exact).max() < 6e-3
    assert np.abs(queries @ mapped.vectors(rows).T - exact).max() < 6e-3


def test_blocks_of_rows_score_as_the_whole_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = VectorFile(tmp_path, WordHashEmbedder())
    file.add(DIGESTS, TEXTS, no_progress)
    queries = file.embedder.embed_queries(TEXTS[:3])
    whole = file.mapped().scores(queries)

    monkeypatch.setattr(vector_file, "_ROWS_AT_ONCE", 7)

    assert np.allclose(file.mapped().scores(queries), whole, atol=1e-6)


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    embedder = Counting()
    file = VectorFile(tmp_path, embedder)
    file.add(DIGESTS[:10] * 2, TEXTS[:10] * 2, no_progress)
    file.add(DIGESTS[:20], TEXTS[:20], no_progress)

    assert embedder.count == 20
    assert len(file.mapped().keys) == 20


def test_a_run_that_was_cut_short_is_gone_on_with(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        VectorFile(tmp_path, Counting(limit=200)).add(DIGESTS, TEXTS, no_progress)
    file = VectorFile(tmp_path, Counting())
    with file.path.open("ab") as torn:
        torn.write(b"half an entry")
    assert len(file.mapped().keys) == 128
    embedder = Counting()
    VectorFile(tmp_path, embedder).add(DIGESTS, TEXTS, no_progress)

    assert embedder.count == 300 - 128
    assert set(file.mapped().keys.tolist()) == set(keys_of(DIGESTS).tolist())


def test_vectors_nobody_needs_are_taken_out(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, WordHashEmbedder())
    file.add(DIGESTS[:10], TEXTS[:10], no_progress)
    file.keep_only(DIGESTS[5:])

    assert set(file.mapped().keys.tolist()) == set(keys_of(DIGESTS[5:10]).tolist())


def test_an_empty_file_finds_nothing(tmp_path: Path) -> None:
    mapped = VectorFile(tmp_path, WordHashEmbedder()).mapped()

    assert mapped.rows_of(keys_of(DIGESTS[:2])).tolist() == [-1, -1]
    assert mapped.scores(np.zeros((2, 64), dtype=np.float32)).shape == (2, 0)


def test_places_are_found_among_keys_in_any_order() -> None:
    keys = np.array([7, 3, 9], dtype=np.uint64)

    assert places_of(np.array([9, 4, 7], dtype=np.uint64), keys).tolist() == [2, -1, 0]
