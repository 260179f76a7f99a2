"""Documents to an index, the stage in order; only what is new or changed is computed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document
from corpus.progress import Progress
from indexing.embed import Embedder, Vectors
from indexing.errors import IndexDamagedError, StorageError
from indexing.fuse import Moments, no_moments
from indexing.generations import (
    Generation,
    build_lock,
    current_generation,
    new_generation,
    partial_vectors,
)
from indexing.index_record import IndexRecord, fingerprint, record_of, write_record
from indexing.keyword_index import KeywordIndex, empty_keyword_index, units_of_passage
from indexing.make_passages import make_passages, text_to_embed
from indexing.passage_store import save_passages
from indexing.passages import Passage
from indexing.stored_index import StoredIndex, read_generation, read_generation_record
from indexing.vector_cache import VectorCache
from indexing.vector_index import UPSERT_BATCH, VectorIndex, open_vector_folder

Cut = Callable[[Document], list[Passage]]

_CUTTING, _STORING = "正在切分文件", "正在写入向量库"


def sync_index(
    documents: Iterable[Document],
    folder: Path,
    embedder: Embedder,
    *,
    progress: Progress,
    cut: Cut = make_passages,
    revision: str = "",
) -> IndexRecord:
    """Make the index in `folder` hold exactly these documents.

    Passages that the old index holds unchanged are taken over, vectors of texts it knows are
    reused. The new index is built beside the old one, which serves until the new one is whole;
    after a kill at any moment the next call goes on with the vectors computed so far.

    Args:
        cut: makes the passages of a document; an index keeps the rule it was begun with.
        revision: name of the documents' state, for `sync_source`.

    Raises:
        IndexBusyError: another process is building.
        StorageError: the disk is full or the folder cannot be written.
    """
    try:
        with build_lock(folder):
            old = _usable_index(folder, embedder)
            wanted = _want(documents, old, cut, progress)
            if old is not None and old.record.documents == wanted.fingerprints:
                return _stamped(old, revision)
            cache = VectorCache(partial_vectors(folder), embedder)
            with new_generation(folder) as new:
                count = _write(new, old, wanted.passages, _Vectoriser(cache, progress))
                record = record_of(
                    wanted.fingerprints, passages=count, embedder=embedder, revision=revision
                )
                write_record(record, new.record)
            cache.clear()
            return record
    except OSError as error:
        raise StorageError(
            f"索引写入失败：{error}。请检查 {folder} 所在磁盘的剩余空间和写入权限。"
        ) from error


class DocumentSource(Protocol):
    """Where documents come from, such as `corpus.catalogue.Catalogue`."""

    @property
    def revision(self) -> str:
        """A name for the state of all documents, quick to get; another one after any change."""
        ...

    def documents(self) -> Iterator[Document]:
        """Every document, each once."""
        ...


def sync_source(
    source: DocumentSource, folder: Path, embedder: Embedder, *, progress: Progress
) -> IndexRecord:
    """As `sync_index`, but reads no document when the index is of the source's revision already.

    Raises:
        IndexBusyError, StorageError: as there.
    """
    revision = source.revision  # before the documents: a change in between is found next time
    record = _current_record(folder)
    if record is not None and record.revision == revision and not record.differences(embedder):
        return record
    return sync_index(source.documents(), folder, embedder, progress=progress, revision=revision)


def _current_record(folder: Path) -> IndexRecord | None:
    generation = current_generation(folder)
    try:
        return None if generation is None else read_generation_record(generation)
    except IndexDamagedError:
        return None


def _stamped(old: StoredIndex, revision: str) -> IndexRecord:
    """The record of an index that needs no change, which from now on is of this revision."""
    if old.record.revision == revision:
        return old.record
    record = old.record.model_copy(update={"revision": revision})
    write_record(record, old.generation.record)
    return record


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the new index must hold: fingerprints by document id, and passages in order."""

    fingerprints: dict[str, str]
    passages: list[Passage]


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


def _usable_index(folder: Path, embedder: Embedder) -> StoredIndex | None:
    """The index that serves, if it is sound and built as it would be built now."""
    generation = current_generation(folder)
    if generation is None:
        return None
    try:
        stored = read_generation(generation)
    except IndexDamagedError:
        return None
    return None if stored.record.differences(embedder) else stored


def _want(
    documents: Iterable[Document], old: StoredIndex | None, cut: Cut, progress: Progress
) -> _Wanted:
    """Cut every document the old index does not hold as it is now."""
    before = old.record.documents if old is not None else {}
    wanted = _Wanted({}, [])
    for done, document in enumerate(documents):
        print_ = fingerprint(document)
        wanted.fingerprints[document.id] = print_
        if old is not None and before.get(document.id) == print_:
            wanted.passages.extend(old.table.of_document(document.id))
        else:
            wanted.passages.extend(cut(document))
        if done % 100 == 0:
            progress(_CUTTING, done, 0)
    return wanted


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


def _write(
    new: Generation, old: StoredIndex | None, passages: list[Passage], vectoriser: _Vectoriser
) -> int:
    """Fill the new generation's folder, but for its record; tells how many passages it holds."""
    change = _changes(passages, old)
    fresh = [passages[row] for row in change.fresh]
    if old is not None:
        shutil.copytree(old.generation.vectors, new.vectors)
    store = open_vector_folder(new.vectors)
    try:
        vectors = vectoriser.vectors_of(fresh, old, store)
        moments = _moments(old, change, store, vectors)
        store.delete(change.gone)
        _store(fresh, vectors, store, vectoriser.progress)
    finally:
        store.close()
    before: KeywordIndex = old.keywords if old is not None else empty_keyword_index()
    before.updated(change.kept, map(units_of_passage, fresh), change.fresh).save(new.keywords)
    moments.save(new.moments)
    save_passages(passages, new.passages)
    return len(passages)


def _moments(
    old: StoredIndex | None, change: _Change, store: VectorIndex, fresh: Vectors
) -> Moments:
    """Moments of the new index; asks the store, not yet changed, for the vectors that go."""
    if old is None:
        return no_moments(fresh.shape[1]).plus(fresh)
    leaving = store.vectors(change.replaced)
    return (old.moments.minus(leaving) if len(leaving) else old.moments).plus(fresh)


def _store(
    passages: list[Passage], vectors: Vectors, store: VectorIndex, progress: Progress
) -> None:
    for start in range(0, len(passages), UPSERT_BATCH):
        progress(_STORING, start, len(passages))
        end = start + UPSERT_BATCH
        store.upsert(passages[start:end], vectors[start:end])
    if passages:
        progress(_STORING, len(passages), len(passages))


@dataclass(frozen=True, slots=True)
class _Vectoriser:
    """Finds the vectors of passages: in the old index, in the cache, else from the embedder."""

    cache: VectorCache
    progress: Progress

    def vectors_of(
        self, passages: list[Passage], old: StoredIndex | None, store: VectorIndex
    ) -> Vectors:
        """Rows in the order of `passages`; `store` still holds the old vectors."""
        texts = [text_to_embed(passage) for passage in passages]
        known = self._known_texts(passages, old)
        reused = [row for row, text in enumerate(texts) if text in known]
        computed = [row for row, text in enumerate(texts) if text not in known]
        vectors = np.empty((len(texts), self.cache.embedder.dimension), dtype=np.float32)
        vectors[computed] = self.cache.embed([texts[row] for row in computed], self.progress)
        if reused:
            vectors[reused] = store.vectors([known[texts[row]] for row in reused])
        return vectors

    def _known_texts(self, passages: list[Passage], old: StoredIndex | None) -> dict[str, str]:
        """Text that was embedded → id, for the old passages of the same documents."""
        if old is None:
            return {}
        documents = dict.fromkeys(passage.document_id for passage in passages)
        return {
            text_to_embed(before): before.id
            for document_id in documents
            for before in old.table.of_document(document_id)
        }
