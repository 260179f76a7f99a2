"""Documents to an index, the stage in order; only what is new or changed is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from corpus.documents import Document
from corpus.progress import Progress
from indexing.embed import Embedder
from indexing.errors import IndexDamagedError, StorageError
from indexing.generations import build_lock, current_generation, new_generation, partial_vectors
from indexing.index_record import IndexRecord, fingerprint, record_of, write_record
from indexing.make_passages import make_passages
from indexing.passages import Passage
from indexing.stored_index import StoredIndex, read_generation, read_generation_record
from indexing.vector_cache import VectorCache
from indexing.vector_home import IN_FOLDER, VectorHome
from indexing.write_generation import GenerationWriter

Cut = Callable[[Document], list[Passage]]

_CUTTING = "正在切分文件"


def sync_index(
    documents: Iterable[Document], folder: Path, embedder: Embedder, *, progress: Progress
) -> IndexRecord:
    """Make the index in `folder` hold exactly these documents, its vectors beside it.

    Raises:
        IndexBusyError: another process is building.
        StorageError: the disk is full or the folder cannot be written.
    """
    return IndexBuilder(folder, embedder).sync(documents, progress=progress)


class DocumentSource(Protocol):
    """Where documents come from, such as `corpus.catalogue.Catalogue`."""

    @property
    def revision(self) -> str:
        """A name for the state of all documents, quick to get; another one after any change."""
        ...

    def documents(self) -> Iterator[Document]:
        """Every document, each once."""
        ...


class IndexBuilder:
    """Builds and updates the index of one folder.

    Args:
        folder: of the index; made when it is not there.
        vectors: where vectors live.
        cut: makes the passages of a document; always the same one for one folder.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        *,
        vectors: VectorHome = IN_FOLDER,
        cut: Cut = make_passages,
    ) -> None:
        self._folder, self._embedder, self._vectors, self._cut = folder, embedder, vectors, cut

    def sync(
        self, documents: Iterable[Document], *, progress: Progress, revision: str = ""
    ) -> IndexRecord:
        """Make the index hold exactly these documents.

        Passages that the old index holds unchanged are taken over, vectors of texts it knows are
        reused. The new index is built beside the old one, which serves until the new one is whole;
        after a kill at any moment the next call goes on with the vectors computed so far.

        Args:
            revision: name of the documents' state, for `sync_source`.

        Raises:
            IndexBusyError: another process is building.
            IndexDamagedError: vectors of the old index are missing.
            StorageError: the disk is full, the folder read-only or the Chroma server away.
        """
        try:
            with build_lock(self._folder):
                old = self._usable_index()
                prints, passages = self._want(documents, old, progress)
                if old is not None and old.record.documents == prints:
                    return _stamped(old, revision)
                return self._build(old, prints, passages, progress=progress, revision=revision)
        except OSError as error:
            raise StorageError(
                f"索引写入失败：{error}。请检查 {self._folder} 所在磁盘的剩余空间和写入权限。"
            ) from error

    def sync_source(self, source: DocumentSource, *, progress: Progress) -> IndexRecord:
        """As `sync`, but reads no document when the index is of the source's revision already."""
        revision = source.revision  # before the documents: a change in between is found next time
        record = self._current_record()
        if record is not None and record.revision == revision and not self._differs(record):
            return record
        return self.sync(source.documents(), progress=progress, revision=revision)

    def _build(
        self,
        old: StoredIndex | None,
        prints: dict[str, str],
        passages: list[Passage],
        *,
        progress: Progress,
        revision: str,
    ) -> IndexRecord:
        cache = VectorCache(partial_vectors(self._folder), self._embedder)
        record = record_of(
            prints,
            passages=len(passages),
            embedder=self._embedder,
            vectors=self._vectors.name,
            revision=revision,
        )
        with new_generation(self._folder) as new:
            GenerationWriter(self._vectors, cache, progress).write(new, old, passages)
            write_record(record, new.record)
        cache.clear()
        return record

    def _want(
        self, documents: Iterable[Document], old: StoredIndex | None, progress: Progress
    ) -> tuple[dict[str, str], list[Passage]]:
        """Fingerprints by id, and passages; cuts only what the old index does not hold as it is."""
        before = old.record.documents if old is not None else {}
        prints: dict[str, str] = {}
        passages: list[Passage] = []
        for done, document in enumerate(documents):
            prints[document.id] = fingerprint(document)
            if old is not None and before.get(document.id) == prints[document.id]:
                passages.extend(old.table.of_document(document.id))
            else:
                passages.extend(self._cut(document))
            if done % 100 == 0:
                progress(_CUTTING, done, 0)
        return prints, passages

    def _usable_index(self) -> StoredIndex | None:
        """The index that serves, if it is sound and built as it would be built now."""
        generation = current_generation(self._folder)
        if generation is None:
            return None
        try:
            stored = read_generation(generation)
        except IndexDamagedError:
            return None
        return None if self._differs(stored.record) else stored

    def _current_record(self) -> IndexRecord | None:
        generation = current_generation(self._folder)
        try:
            return None if generation is None else read_generation_record(generation)
        except IndexDamagedError:
            return None

    def _differs(self, record: IndexRecord) -> bool:
        return bool(record.differences(self._embedder, vectors=self._vectors.name))


def _stamped(old: StoredIndex, revision: str) -> IndexRecord:
    """The record of an index that needs no change, which from now on is of this revision."""
    if old.record.revision == revision:
        return old.record
    record = old.record.model_copy(update={"revision": revision})
    write_record(record, old.generation.record)
    return record
