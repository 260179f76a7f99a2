"""Writes the next generation of an index: as a small addition to its base, or as a new base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from indexing.embed import Vectors
from indexing.fuse import Moments, no_moments
from indexing.generations import Generation, new_generation
from indexing.index_record import Contents, IndexRecord, record_of, write_record
from indexing.keyword_index import units_of_passage
from indexing.make_passages import text_to_embed
from indexing.old_vectors import OldVectors
from indexing.passage_store import Groups, PassageTable, save_passages
from indexing.passages import Passage
from indexing.postings import Postings, empty_postings
from indexing.stored_index import Base, Changes, read_base, size_of_base
from indexing.vector_cache import VectorCache
from indexing.vector_home import VectorHome
from indexing.vector_index import UPSERT_BATCH, VectorIndex

_STORING, _COUNTING = "正在写入向量库", "正在建立关键词索引"
_COUNTING_STEP = 1000

RECENT_SHARE, LEAST_RECENT, MOST_RECENT = 0.1, 200, 4000
"""As many passages as this share of the base, within the bounds, may be added, changed or gone
before the base is written anew: a search looks at all of them, and an update writes them again."""


@dataclass(frozen=True, slots=True)
class GenerationWriter:
    """Writes generations.

    Attributes:
        folder: of the index, whose build lock is held.
        vectors: where vectors live.
        cache: gives the vectors that no old index has.
    """

    folder: Path
    vectors: VectorHome
    cache: VectorCache
    progress: Progress

    def write(self, old: Changes | None, prints: dict[str, str], changed: Groups) -> IndexRecord:
        """Write the generation that serves next.

        Args:
            prints: fingerprints of all documents wanted, in index order.
            changed: passages of those that are new or have others than in the old index.

        Raises:
            IndexDamagedError: passages or vectors of the old index are not all there.
            StorageError, OSError: something cannot be written.
        """
        vectors, moments = self._computed(old, prints, changed)
        recent = _recent(old, prints, changed, vectors)
        base = old.base if old is not None and _is_small(old, recent, moments.count) else None
        with new_generation(self.folder, base) as new:
            moments.save(new.moments)
            if old is not None and base is not None:
                self._save_recent(new, recent, self._recent_postings(old, recent))
                newer, size = recent.documents, old.record.base_passages
            else:
                self._save_base(new, old, prints, recent)
                self._save_recent(new, _nothing(vectors.shape[1]), empty_postings())
                newer, size = (), moments.count
            contents = Contents(
                documents=prints,
                passages=moments.count,
                recent=newer,
                base_passages=size,
                base_bytes=size_of_base(base or new),
            )
            record = record_of(contents, embedder=self.cache.embedder, vectors=self.vectors.name)
            write_record(record, new.record)
        return record

    def _computed(
        self, old: Changes | None, prints: dict[str, str], changed: Groups
    ) -> tuple[Vectors, Moments]:
        """Vectors of all changed passages in order, and moments of the new index."""
        left: Groups = {}
        if old is not None:
            left = old.groups_of(changed.keys() | (old.record.documents.keys() - prints.keys()))
        with OldVectors(old, self.vectors) as known:
            vectors = self._vectors_of(_passages(changed), _passages(left), known)
            moments = old.moments if old is not None else no_moments(vectors.shape[1])
            if left:
                moments = moments.minus(known.of([passage.id for passage in _passages(left)]))
        return vectors, moments.plus(vectors)

    def _vectors_of(
        self, passages: Sequence[Passage], left: Sequence[Passage], known: OldVectors
    ) -> Vectors:
        """In the order of `passages`; taken over for a text that a passage in `left` had."""
        texts = [text_to_embed(passage) for passage in passages]
        id_of = {text_to_embed(passage): passage.id for passage in left}
        reused = [row for row, text in enumerate(texts) if text in id_of]
        computed = [row for row, text in enumerate(texts) if text not in id_of]
        vectors = np.empty((len(texts), self.cache.embedder.dimension), dtype=np.float32)
        vectors[computed] = self.cache.embed([texts[row] for row in computed], self.progress)
        if reused:
            vectors[reused] = known.of([id_of[texts[row]] for row in reused])
        return vectors

    def _recent_postings(self, old: Changes, recent: _Recent) -> Postings:
        kept = np.full(len(old.recent.postings), -1, dtype=np.int64)
        stays = recent.before >= 0
        kept[recent.before[stays]] = np.flatnonzero(stays)
        fresh = np.flatnonzero(~stays).tolist()
        passages = _passages(recent.groups)
        return old.recent.postings.updated(
            kept, self._units([passages[row] for row in fresh]), fresh
        )

    def _save_recent(self, new: Generation, recent: _Recent, postings: Postings) -> None:
        save_passages(recent.groups, new.recent.passages)
        postings.save(new.recent.keywords)
        np.save(new.recent.recent_vectors, recent.vectors)

    def _save_base(
        self, new: Generation, old: Changes | None, prints: dict[str, str], recent: _Recent
    ) -> None:
        """Write all passages as a base: the old one's that still count, and the recent ones."""
        before = Base(new, {}, empty_postings()) if old is None else read_base(old.base)
        newer = frozenset(recent.documents)
        groups = {id_: (recent if id_ in newer else before).groups.get(id_, ()) for id_ in prints}
        table = PassageTable(groups)
        kept, fresh = table.rows_of(before.groups), _passages(recent.groups)
        replaced = np.flatnonzero(kept < 0)
        of_base = _passages(before.groups) if len(replaced) else ()
        gone = {of_base[row].id for row in replaced} - table.row_of.keys()
        store = self.vectors.begin(new, None if old is None else old.base)
        try:
            store.delete(sorted(gone))
            self._store(fresh, recent.vectors, store)
        finally:
            store.close()
        rows = table.rows_of(recent.groups).tolist()
        before.postings.updated(kept, self._units(fresh), rows).save(new.keywords)
        save_passages(groups, new.passages)

    def _store(self, passages: Sequence[Passage], vectors: Vectors, store: VectorIndex) -> None:
        for start in range(0, len(passages), UPSERT_BATCH):
            self.progress(_STORING, start, len(passages))
            end = start + UPSERT_BATCH
            store.upsert(passages[start:end], vectors[start:end])
        if passages:
            self.progress(_STORING, len(passages), len(passages))

    def _units(self, passages: Sequence[Passage]) -> Iterator[list[str]]:
        for done, passage in enumerate(passages):
            if done % _COUNTING_STEP == 0:
                self.progress(_COUNTING, done, len(passages))
            yield units_of_passage(passage)
        if passages:
            self.progress(_COUNTING, len(passages), len(passages))


@dataclass(frozen=True, slots=True)
class _Recent:
    """What the new index has beside the base of the old one.

    Attributes:
        documents: those it speaks for, in index order; some may have no passage.
        vectors: a row for each passage.
        before: row of each passage in the recent part of the old index, −1 for a changed one.
    """

    documents: tuple[str, ...]
    groups: Groups
    vectors: Vectors
    before: NDArray[np.int64]


def _recent(
    old: Changes | None, prints: dict[str, str], changed: Groups, vectors: Vectors
) -> _Recent:
    """The changed documents, and of the old recent ones those that stay.

    Args:
        vectors: of the passages of `changed`, in order.
    """
    if old is None:
        before = np.full(len(vectors), -1, dtype=np.int64)
        return _Recent(tuple(changed), changed, vectors, before)
    newer = changed.keys() | old.record.recent
    documents = tuple(id_ for id_ in prints if id_ in newer)
    groups = {
        id_: changed[id_] if id_ in changed else old.recent.groups.get(id_, ()) for id_ in documents
    }
    table = PassageTable(groups)
    stays, at = table.rows_of(old.recent.groups), table.rows_of(changed)
    rows = np.empty((len(table.passages), vectors.shape[1]), dtype=np.float32)
    rows[stays[stays >= 0]], rows[at] = old.recent.vectors[stays >= 0], vectors
    before = np.full(len(table.passages), -1, dtype=np.int64)
    before[stays[stays >= 0]] = np.flatnonzero(stays >= 0)
    return _Recent(documents, groups, rows, before)


def _nothing(dimension: int) -> _Recent:
    return _Recent((), {}, np.empty((0, dimension), np.float32), np.empty(0, np.int64))


def _is_small(old: Changes, recent: _Recent, passages: int) -> bool:
    """Whether the base of the old index, with that, is good for an index of so many passages."""
    base = old.record.base_passages
    outdated = base - (passages - len(recent.vectors))
    bound = min(max(LEAST_RECENT, RECENT_SHARE * base), MOST_RECENT)
    return len(recent.vectors) + outdated <= bound


def _passages(groups: Groups) -> tuple[Passage, ...]:
    return tuple(chain.from_iterable(groups.values()))
