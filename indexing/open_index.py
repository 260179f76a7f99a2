"""Opens what `build_index` wrote and searches it: keywords and vectors, fused."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Embedder, Vectors
from indexing.errors import IndexDamagedError, IndexMismatchError
from indexing.fuse import fused
from indexing.generations import Generation, hold_current
from indexing.index_record import IndexRecord
from indexing.passages import EVERYTHING, Passage, Scope, ScoredPassage
from indexing.stored_index import Base, StoredIndex, read_generation, read_generation_record
from indexing.vector_home import IN_FOLDER, VectorHome
from indexing.vector_index import VectorIndex
from indexing.vector_rows import VectorRows

# Of each side that get a fused score; on 771 questions 50 give the first ten that all would.
CANDIDATES = 100
# Fused scores this close are equal: a cosine of single precision is off by 1e-7, and 0.015 of E5's
# make one standard deviation.
_EQUAL = 2e-5
_REBUILD = "请运行 python -m indexing build --force 重建。"


class HybridIndex:
    """All passages of an index, ranked for a question by meaning and by words together.

    Safe to use from several threads at once.

    Args:
        stored: the parts in memory.
        chroma: opened on the base of the same generation.
        embedder: the one the index was built with.
        locks: keep the generation's files; closed with the index.
    """

    def __init__(
        self, stored: StoredIndex, chroma: VectorIndex, embedder: Embedder, locks: ExitStack
    ) -> None:
        self._stored, self._embedder, self._locks = stored, embedder, locks
        self._vectors = VectorRows(stored, chroma)

    @property
    def record(self) -> IndexRecord:
        """How the index was built."""
        return self._stored.record

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, document by document, in text order."""
        return self._stored.table.passages

    @property
    def base(self) -> Base:
        """The part that stays the same over many small updates."""
        return self._stored.base

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Passages of one document in text order; () when the index does not hold it."""
        return self._stored.table.of_document(document_id)

    def search(
        self, question: str, *, limit: int, scope: Scope = EVERYTHING
    ) -> list[ScoredPassage]:
        """The admitted passages that fit best, best first; [] when the scope admits none.

        Raises:
            ValueError: `limit` is below 1.
            StorageError: Chroma fails.
        """
        if limit < 1:
            raise ValueError(f"limit must be at least 1, got {limit}")
        admitted = self._stored.table.admitted(scope)
        if not admitted.any():
            return []
        query = self._embedder.embed_query(question)
        probe = self._stored.moments.off_axis(query)
        keyword_scores = self.keyword_scores(question)
        near = self._candidates(probe, keyword_scores, admitted, max(limit, CANDIDATES), scope)
        rows = np.fromiter(near, dtype=np.int64, count=len(near))
        scores = fused(
            np.fromiter(near.values(), dtype=np.float32, count=len(near)),
            keyword_scores[rows],
            cosine_moments=self._stored.moments.of_cosines(probe),
            keyword_moments=(float(keyword_scores.mean()), float(keyword_scores.std())),
        )
        best = _ranked(scores, rows)[:limit]
        cosines = self._vectors.cosines(query, rows[best])
        return [
            ScoredPassage(
                passage=self.passages[rows[i]],
                score=float(scores[i]),
                vector_score=cosines[int(rows[i])],
                keyword_score=float(keyword_scores[rows[i]]),
            )
            for i in best
        ]

    def document_frequency(self, unit: str) -> int:
        """Passages that hold a unit of `indexing.words.units`."""
        return self._stored.keywords.document_frequency(unit)

    def keyword_scores(self, question: str) -> NDArray[np.float32]:
        """BM25 of all passages in order, shape (n,)."""
        return self._stored.keywords.scores(question)

    def vectors(self) -> Vectors:
        """Vectors of all passages in order, shape (n, d); takes seconds, for measuring."""
        return self._vectors.all()

    def close(self) -> None:
        """Release files; the object is of no use afterwards."""
        self._vectors.close()
        self._locks.close()

    def __enter__(self) -> HybridIndex:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _candidates(
        self,
        probe: NDArray[np.float32],
        keyword_scores: NDArray[np.float32],
        admitted: NDArray[np.bool_],
        wanted: int,
        scope: Scope,
    ) -> dict[int, float]:
        """Row → cosine of the `wanted` best of either side."""
        if admitted.sum() <= wanted:
            return self._vectors.cosines(probe, np.flatnonzero(admitted))
        near = self._vectors.nearest(probe, admitted, wanted, scope)
        named = _best(np.where(admitted, keyword_scores, 0), wanted)
        return near | self._vectors.cosines(probe, [row for row in named if row not in near])


def open_index(
    folder: Path,
    embedder: Embedder,
    *,
    vectors: VectorHome = IN_FOLDER,
    known: Base | None = None,
) -> HybridIndex:
    """The index that serves in `folder`, which stays readable until it is closed.

    Args:
        known: of an index of this folder opened before; if it is still the base it is not read
            again.

    Raises:
        IndexMissingError: nothing was built yet.
        IndexMismatchError: it was built by another model or other rules.
        IndexDamagedError: files or vectors are missing or unreadable.
        StorageError: Chroma cannot open its files, or its server is away.
    """
    try:
        generation, locks = hold_current(folder)
    except OSError as error:
        raise IndexDamagedError(f"索引打不开（{error}）。{_REBUILD}") from error
    with locks:
        _check_match(generation, embedder, vectors)
        stored = read_generation(generation, known)
        return HybridIndex(stored, _opened_chroma(stored.base, vectors), embedder, locks.pop_all())


def _check_match(generation: Generation, embedder: Embedder, vectors: VectorHome) -> None:
    differences = read_generation_record(generation).differences(embedder, vectors=vectors.name)
    if differences:
        raise IndexMismatchError(
            f"索引与当前设置不一致：{'；'.join(differences)}。"
            "请运行 python -m indexing build 重建。"
        )


def _opened_chroma(base: Base, vectors: VectorHome) -> VectorIndex:
    """The store of the base, if it holds its first and its last passage."""
    opened = vectors.open(base.generation)
    groups = list(base.groups.values())
    ends = {passage.id for group in (*groups[:1], *groups[-1:]) for passage in group}
    if ends and not opened.holds(sorted(ends)):
        opened.close()
        raise IndexDamagedError(f"向量库里没有索引的段落。{_REBUILD}")
    return opened


def _ranked(scores: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of the scores, best first; equal ones, as of the same text in two documents, by row.

    Chroma and numpy differ in the last bits of a cosine, which must not decide.
    """
    order = np.argsort(-scores, kind="stable")
    falls = -np.diff(scores[order], prepend=scores[order[:1]])
    return order[np.lexsort((rows[order], np.cumsum(falls > _EQUAL)))]


def _best(scores: NDArray[np.float32], wanted: int) -> list[int]:
    """Rows of the highest positive scores, at most `wanted`."""
    top = np.argpartition(-scores, min(wanted, len(scores) - 1))[:wanted]
    return [int(row) for row in top if scores[row] > 0]
