"""Fills the folder of a new generation: takes over what the old one has, computes the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from indexing.embed import Vectors
from indexing.fuse import Moments, no_moments
from indexing.generations import Generation
from indexing.keyword_index import KeywordIndex, empty_keyword_index, units_of_passage
from indexing.make_passages import text_to_embed
from indexing.passage_store import save_passages
from indexing.passages import Passage
from indexing.stored_index import StoredIndex
from indexing.vector_cache import VectorCache
from indexing.vector_home import VectorHome
from indexing.vector_index import UPSERT_BATCH, VectorIndex

_STORING, _COUNTING = "正在写入向量库", "正在建立关键词索引"
_COUNTING_STEP = 1000


@dataclass(frozen=True, slots=True)
class GenerationWriter:
    """Writes generations, but for their records.

    Attributes:
        vectors: where vectors live.
        cache: gives the vectors that no old index has.
    """

    vectors: VectorHome
    cache: VectorCache
    progress: Progress

    def write(self, new: Generation, old: StoredIndex | None, passages: list[Passage]) -> None:
        """Make the new generation hold exactly these passages.

        Raises:
            IndexDamagedError: the old vectors are not all there.
            StorageError, OSError: something cannot be written.
        """
        change = _changes(passages, old)
        fresh = [passages[row] for row in change.fresh]
        store = self.vectors.begin(new, old.generation if old is not None else None)
        try:
            vectors = self._vectors_of(fresh, old, store)
            moments = _moments(old, change, store, vectors)
            store.delete(change.gone)
            self._store(fresh, vectors, store)
        finally:
            store.close()
        before: KeywordIndex = old.keywords if old is not None else empty_keyword_index()
        before.updated(change.kept, self._units(fresh), change.fresh).save(new.keywords)
        moments.save(new.moments)
        save_passages(passages, new.passages)

    def _units(self, passages: list[Passage]) -> Iterator[list[str]]:
        for done, passage in enumerate(passages):
            if done % _COUNTING_STEP == 0:
                self.progress(_COUNTING, done, len(passages))
            yield units_of_passage(passage)
        if passages:
            self.progress(_COUNTING, len(passages), len(passages))

    def _store(self, passages: list[Passage], vectors: Vectors, store: VectorIndex) -> None:
        for start in range(0, len(passages), UPSERT_BATCH):
            self.progress(_STORING, start, len(passages))
            end = start + UPSERT_BATCH
            store.upsert(passages[start:end], vectors[start:end])
        if passages:
            self.progress(_STORING, len(passages), len(passages))

    def _vectors_of(
        self, passages: list[Passage], old: StoredIndex | None, store: VectorIndex
    ) -> Vectors:
        """Rows in the order of `passages`; `store` still holds the old vectors."""
        texts = [text_to_embed(passage) for passage in passages]
        known = _known_texts(passages, old)
        reused = [row for row, text in enumerate(texts) if text in known]
        computed = [row for row, text in enumerate(texts) if text not in known]
        vectors = np.empty((len(texts), self.cache.embedder.dimension), dtype=np.float32)
        vectors[computed] = self.cache.embed([texts[row] for row in computed], self.progress)
        if reused:
            vectors[reused] = store.vectors([known[texts[row]] for row in reused])
        return vectors


@dataclass(frozen=True, slots=True)
class _Change:
    """How the passages of the new index differ from those of the old one.

    Attributes:
        kept: new row of each old passage, −1 where it is gone or altered.
        fresh: new rows that are not in the old index as they are now.
        replaced: ids in the old index that are gone or altered.
        gone: those of them that the new index has no passage for.
    """

    kept: NDArray[np.int64]
    fresh: list[int]
    replaced: list[str]
    gone: list[str]


def _changes(passages: list[Passage], old: StoredIndex | None) -> _Change:
    before = old.table.passages if old is not None else ()
    row_before = old.table.row_of if old is not None else {}
    kept = np.full(len(before), -1, dtype=np.int64)
    fresh = []
    for row, passage in enumerate(passages):
        old_row = row_before.get(passage.id)
        if old_row is not None and before[old_row] == passage:
            kept[old_row] = row
        else:
            fresh.append(row)
    ids = {passage.id for passage in passages}
    replaced = [before[row].id for row in np.flatnonzero(kept < 0)]
    return _Change(kept, fresh, replaced, [id_ for id_ in replaced if id_ not in ids])


def _moments(
    old: StoredIndex | None, change: _Change, store: VectorIndex, fresh: Vectors
) -> Moments:
    """Moments of the new index; asks the store, not yet changed, for the vectors that go."""
    if old is None:
        return no_moments(fresh.shape[1]).plus(fresh)
    leaving = store.vectors(change.replaced)
    return (old.moments.minus(leaving) if len(leaving) else old.moments).plus(fresh)


def _known_texts(passages: Sequence[Passage], old: StoredIndex | None) -> dict[str, str]:
    """Text that was embedded → id, for the old passages of the same documents."""
    if old is None:
        return {}
    documents = dict.fromkeys(passage.document_id for passage in passages)
    return {
        text_to_embed(before): before.id
        for document_id in documents
        for before in old.table.of_document(document_id)
    }
