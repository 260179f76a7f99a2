"""The index of a source that goes on changing: brought up to date, then opened."""

from __future__ import annotations

from pathlib import Path

from corpus.progress import Progress
from indexing.build_index import DocumentSource, IndexBuilder
from indexing.embed import Embedder
from indexing.errors import IndexBusyError, IndexDamagedError
from indexing.generations import current_generation, discard_index
from indexing.open_index import HybridIndex, open_index
from indexing.stored_index import Base
from indexing.vector_home import IN_FOLDER, VectorHome


class CurrentIndex:
    """Opens the index in `folder` over the source as it is at that moment, again and again.

    While another process builds, the index that serves is taken as it is. One whose files are
    damaged is built anew. What stays the same from one opening to the next is loaded once.
    """

    def __init__(
        self,
        folder: Path,
        source: DocumentSource,
        embedder: Embedder,
        *,
        vectors: VectorHome = IN_FOLDER,
    ) -> None:
        self._folder, self._source, self._embedder = folder, source, embedder
        self._vectors = vectors
        self._builder = IndexBuilder(folder, embedder, vectors=vectors)
        self._base: Base | None = None

    def open(self, progress: Progress) -> HybridIndex:
        """The index over the source as it is now; only what changed is read and embedded.

        Raises:
            IndexBusyError: another process builds the first index.
            IndexingError: the index cannot be built or opened.
        """
        self.refresh(progress)
        try:
            index = self._opened()
        except IndexDamagedError:
            discard_index(self._folder)
            self._sync(progress)
            index = self._opened()
        self._base = index.base
        return index

    def refresh(self, progress: Progress) -> None:
        """Bring the index up to date without opening it.

        Raises:
            IndexBusyError: another process builds the first index.
            IndexingError: the index cannot be built.
        """
        try:
            self._sync(progress)
        except IndexDamagedError:
            discard_index(self._folder)
            self._sync(progress)

    def _opened(self) -> HybridIndex:
        return open_index(self._folder, self._embedder, vectors=self._vectors, known=self._base)

    def _sync(self, progress: Progress) -> None:
        try:
            self._builder.sync_source(self._source, progress=progress)
        except IndexBusyError:
            if current_generation(self._folder) is None:
                raise
