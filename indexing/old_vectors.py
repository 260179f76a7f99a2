"""The vectors an index has already, wherever they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from types import TracebackType

import numpy as np

from indexing.embed import Vectors
from indexing.stored_index import Changes
from indexing.vector_home import VectorHome
from indexing.vector_index import VectorIndex


class OldVectors:
    """Vectors of an index by passage id. Chroma is opened when it is first needed, which takes
    longer than a small update does without it.

    Args:
        old: the index; None for one without passages.
        home: where the vectors of its base live.
    """

    def __init__(self, old: Changes | None, home: VectorHome) -> None:
        self._old, self._home = old, home
        self._chroma: VectorIndex | None = None
        recent = chain.from_iterable(old.recent.groups.values()) if old is not None else ()
        self._recent_row = {passage.id: row for row, passage in enumerate(recent)}

    def __enter__(self) -> OldVectors:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._chroma is not None:
            self._chroma.close()

    def of(self, ids: Sequence[str]) -> Vectors:
        """In the order of `ids`, which may repeat, shape (n, d); L2-normalised.

        Raises:
            IndexDamagedError: one of them is not there.
            StorageError: Chroma cannot open its files, or its server is away.
        """
        if self._old is None or not ids:
            return np.empty((0, 0), dtype=np.float32)
        vectors = np.empty((len(ids), self._old.record.dimension), dtype=np.float32)
        recent = np.array([self._recent_row.get(id_, -1) for id_ in ids])
        vectors[recent >= 0] = self._old.recent.vectors[recent[recent >= 0]]
        in_base = [id_ for id_, row in zip(ids, recent, strict=True) if row < 0]
        if in_base:
            vectors[recent < 0] = self._of_base(in_base)
        return vectors

    def _of_base(self, ids: Sequence[str]) -> Vectors:
        assert self._old is not None
        if self._chroma is None:
            self._chroma = self._home.open(self._old.base)
        unique = list(dict.fromkeys(ids))  # Chroma refuses to give one twice
        place = {id_: at for at, id_ in enumerate(unique)}
        return self._chroma.vectors(unique)[[place[id_] for id_ in ids]]
