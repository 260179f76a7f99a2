"""Where the vectors of an index live: in its own folder, or on a Chroma server."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import Protocol

from indexing.generations import Generation
from indexing.vector_index import VectorIndex, open_vector_folder, open_vector_server


class VectorHome(Protocol):
    """Opens the vectors of a generation; those of different generations never mix."""

    @property
    def name(self) -> str:
        """Written into the index record: an index is not looked for in another home."""
        ...

    def open(self, generation: Generation) -> VectorIndex:
        """The vectors of a generation; none when it has none here."""
        ...

    def begin(self, new: Generation, old: Generation | None) -> VectorIndex:
        """A store for a new generation that holds what the old one holds, which it leaves alone.

        Raises:
            StorageError: the disk is full, the folder read-only or the server away.
            OSError: the old vectors cannot be copied.
        """
        ...


@dataclass(frozen=True, slots=True)
class InFolder:
    """Vectors in the generation's folder; they go when it goes."""

    name: str = "本机"

    def open(self, generation: Generation) -> VectorIndex:
        """The collection in the folder."""
        return open_vector_folder(generation.vectors)

    def begin(self, new: Generation, old: Generation | None) -> VectorIndex:
        """A copy of the old folder."""
        if old is not None:
            shutil.copytree(old.vectors, new.vectors)
        return self.open(new)


@dataclass(frozen=True, slots=True)
class OnServer:
    """Vectors in a collection for each generation, named after the folder of the index.

    The collection of the generation before stays until the next build, for those who still read.
    """

    url: str

    @property
    def name(self) -> str:
        """The address."""
        return self.url

    def open(self, generation: Generation) -> VectorIndex:
        """The generation's collection."""
        return open_vector_server(self.url, collection=_collection(generation))

    def begin(self, new: Generation, old: Generation | None) -> VectorIndex:
        """A new collection, filled from the old one; those of other generations are dropped."""
        leftovers = self.open(new)  # a build killed earlier may have left one of the same name
        leftovers.drop_others(_prefix(new), kept=[_collection(old)] if old is not None else [])
        leftovers.close()
        store = self.open(new)
        if old is not None:
            before = self.open(old)
            store.copy_from(before)
            before.close()
        return store


IN_FOLDER = InFolder()


def vector_home(chroma_url: str) -> VectorHome:
    """The home that a setting names: the address of a server, or "" for the index folder."""
    return OnServer(chroma_url) if chroma_url else IN_FOLDER


def _prefix(generation: Generation) -> str:
    place = str(generation.folder.parent.resolve())
    return f"zhice-{hashlib.sha256(place.encode()).hexdigest()[:12]}-"


def _collection(generation: Generation) -> str:
    return _prefix(generation) + generation.folder.name
