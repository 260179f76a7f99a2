"""Vectors by row of an index: those of the base in Chroma, the recent ones in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors
from indexing.passages import Scope
from indexing.stored_index import StoredIndex
from indexing.vector_index import VectorIndex

# Asked of Chroma without a filter, thirty times faster than with one; most scopes leave enough.
OVERSAMPLE = 300


class VectorRows:
    """Finds and compares vectors by the rows of an index.

    Args:
        stored: the index.
        chroma: the store of its base; closed with this object.
    """

    def __init__(self, stored: StoredIndex, chroma: VectorIndex) -> None:
        self._table, self._chroma, self._recent = stored.table, chroma, stored.recent.vectors
        self._recent_rows = stored.table.rows_of(stored.recent.groups)
        self._recent_at = np.full(len(stored.table.passages), -1, dtype=np.int64)
        self._recent_at[self._recent_rows] = np.arange(len(self._recent_rows))
        counted = stored.table.rows_of(stored.base.groups) >= 0
        self._outdated = 0 if counted.all() else int(np.count_nonzero(~counted))

    def nearest(
        self, probe: NDArray[np.float32], admitted: NDArray[np.bool_], wanted: int, scope: Scope
    ) -> dict[int, float]:
        """Row → cosine of the nearest admitted passages, best first, at most `wanted`.

        Args:
            admitted: for each row whether `scope` admits it.
        """
        near = self._nearest_in_base(probe, admitted, wanted, scope)
        rows = self._recent_rows[admitted[self._recent_rows]]
        near |= self._cosines_of_recent(probe, rows)
        best = sorted(near.items(), key=lambda pair: -pair[1])
        return dict(best[:wanted])

    def cosines(
        self, query: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64]
    ) -> dict[int, float]:
        """Row → exact cosine."""
        wanted = np.asarray(rows, dtype=np.int64)
        is_recent = self._recent_at[wanted] >= 0
        ids = [self._table.passages[row].id for row in wanted[~is_recent].tolist()]
        found = self._chroma.cosines(query, ids)
        near = {self._table.row_of[id_]: cosine for id_, cosine in found.items()}
        return near | self._cosines_of_recent(query, wanted[is_recent])

    def all(self) -> Vectors:
        """Vectors in row order, shape (n, d); takes seconds."""
        of_base = np.flatnonzero(self._recent_at < 0)
        vectors = np.empty((len(self._recent_at), self._recent.shape[1]), dtype=np.float32)
        vectors[self._recent_rows] = self._recent
        if len(of_base):
            ids = [self._table.passages[row].id for row in of_base.tolist()]
            vectors[of_base] = self._chroma.vectors(ids)
        return vectors

    def close(self) -> None:
        """Release files; the object is of no use afterwards."""
        self._chroma.close()

    def _nearest_in_base(
        self, probe: NDArray[np.float32], admitted: NDArray[np.bool_], wanted: int, scope: Scope
    ) -> dict[int, float]:
        """Filters in Chroma only if it must."""
        in_base = admitted & (self._recent_at < 0)
        possible = int(np.count_nonzero(in_base))
        if not possible:
            return {}
        found = self._chroma.nearest(probe, limit=max(wanted, OVERSAMPLE))
        near = self._counted(found, in_base)
        if len(near) < min(wanted, possible):
            # Chroma still has what is outdated, and what is outdated may be the nearest.
            found = self._chroma.nearest(probe, limit=wanted + self._outdated, scope=scope)
            near = self._counted(found, in_base)
        return near

    def _counted(self, found: dict[str, float], in_base: NDArray[np.bool_]) -> dict[int, float]:
        """By row, without what is outdated in the base or not admitted."""
        near = ((self._table.row_of.get(id_, -1), cosine) for id_, cosine in found.items())
        return {row: cosine for row, cosine in near if row >= 0 and in_base[row]}

    def _cosines_of_recent(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> dict[int, float]:
        cosines = self._recent[self._recent_at[rows]] @ query
        return dict(zip(rows.tolist(), cosines.tolist(), strict=True))
