"""Documents to an index, the stage in order; only what is new or changed is read and computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.progress import Progress
from indexing.embed import Embedder
from indexing.errors import IndexDamagedError, StorageError
from indexing.generations import build_lock, current_generation, partial_vectors
from indexing.index_record import IndexRecord, fingerprint, write_record
from indexing.make_passages import make_passages
from indexing.passage_store import Groups
from indexing.passages import Passage
from indexing.stored_index import Changes, read_changes, read_generation_record
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

    def fingerprints(self) -> Mapping[str, str]:
        """By id of every document, in index order, what changes with anything of the document."""
        ...

    def get(self, document_id: str) -> Document:
        """One of them.

        Raises:
            UnknownDocumentError: it went away.
        """
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

    def sync(self, documents: Iterable[Document], *, progress: Progress) -> IndexRecord:
        """Make the index hold exactly these documents.

        Passages that the old index holds unchanged are taken over, vectors of texts it knows are
        reused. The new index is built beside the old one, which serves until the new one is whole;
        after a kill at any moment the next call goes on with the vectors computed so far.

        Raises:
            IndexBusyError: another process is building.
            IndexDamagedError: vectors of the old index are missing.
            StorageError: the disk is full, the folder read-only or the Chroma server away.
        """
        with self._building():
            old = self._usable_index()
            before = old.record.documents if old is not None else {}
            prints: dict[str, str] = {}
            cut: Groups = {}
            for done, document in enumerate(documents):
                prints[document.id] = fingerprint(document)
                if before.get(document.id) != prints[document.id]:
                    cut[document.id] = tuple(self._cut(document))
                _tell(progress, done)
            return self._update(old, prints, cut, progress)

    def sync_source(self, source: DocumentSource, *, progress: Progress) -> IndexRecord:
        """As `sync`, but reads only the documents whose fingerprints are new."""
        record = self._current_record()
        if record is not None and record.documents == source.fingerprints():
            return record
        with self._building():
            old = self._usable_index()
            before = old.record.documents if old is not None else {}
            prints = dict(source.fingerprints())
            changed = [id_ for id_, now in prints.items() if before.get(id_) != now]
            cut: Groups = {}
            for done, id_ in enumerate(changed):
                try:
                    cut[id_] = tuple(self._cut(source.get(id_)))
                except UnknownDocumentError:  # taken out by another process since
                    del prints[id_]
                _tell(progress, done)
            return self._update(old, prints, cut, progress)

    def _update(
        self, old: Changes | None, prints: dict[str, str], cut: Groups, progress: Progress
    ) -> IndexRecord:
        """Write the next generation if any passage is another than before.

        Args:
            prints: fingerprints of all documents wanted.
            cut: passages of those whose fingerprints are new.
        """
        if old is not None:
            before = old.record.documents
            known = old.groups_of(cut)
            cut = {
                id_: group
                for id_, group in cut.items()
                if id_ not in before or known.get(id_, ()) != group
            }
            if not cut and not before.keys() - prints.keys():
                return _stamped(old, prints)
        cache = VectorCache(partial_vectors(self._folder), self._embedder)
        writer = GenerationWriter(self._folder, self._vectors, cache, progress)
        record = writer.write(old, prints, cut)
        cache.clear()
        return record

    @contextmanager
    def _building(self) -> Iterator[None]:
        """Alone in the folder; what the disk says against it becomes a `StorageError`."""
        try:
            with build_lock(self._folder):
                yield
        except OSError as error:
            raise StorageError(
                f"索引写入失败：{error}。请检查 {self._folder} 所在磁盘的剩余空间和写入权限。"
            ) from error

    def _usable_index(self) -> Changes | None:
        """The index that serves, if it is sound and built as it would be built now."""
        generation = current_generation(self._folder)
        if generation is None:
            return None
        try:
            changes = read_changes(generation)
        except IndexDamagedError:
            return None
        return None if self._differs(changes.record) else changes

    def _current_record(self) -> IndexRecord | None:
        """The record of the index that serves, if it was built as it would be built now."""
        generation = current_generation(self._folder)
        try:
            record = None if generation is None else read_generation_record(generation)
        except IndexDamagedError:
            return None
        return None if record is None or self._differs(record) else record

    def _differs(self, record: IndexRecord) -> bool:
        return bool(record.differences(self._embedder, vectors=self._vectors.name))


def _stamped(old: Changes, prints: dict[str, str]) -> IndexRecord:
    """The record of an index that needs no change, which from now on has these fingerprints."""
    if old.record.documents == prints:
        return old.record
    record = old.record.model_copy(update={"documents": prints})
    write_record(record, old.generation.record)
    return record


def _tell(progress: Progress, done: int) -> None:
    if done % 100 == 0:
        progress(_CUTTING, done, 0)
