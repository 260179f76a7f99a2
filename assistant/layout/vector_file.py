"""Vectors of patents' texts in one append-only file, mapped from disk, a byte a component.

An entry holds a key of the text, a scale and the vector in whole numbers −127..127: 396 bytes for
384 components, 80 MB for 200,000 patents. The rounding moves a cosine by less than a thousandth.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.layout.one_thread import one_thread
from corpus.progress import Progress
from indexing.cores import available_cores
from indexing.embed import Embedder, Vectors
from indexing.folder_lock import locked_for_writing

STAGE = "正在计算专利向量"

CHUNK = 128
"""Texts between two writes: what a killed run loses at most, about five seconds."""

_ROWS_AT_ONCE = 2048
"""Rows widened to floats at once: 3 MB, which stay in the processor's cache; of twice as many the
product takes a fifth longer, of four times as many twice as long."""

_WAIT_SECONDS = 0.2

Keys = NDArray[np.uint64]


class VectorFile:
    """The vectors of one model in one folder; several processes may read and add.

    Args:
        folder: made with the first vector.
        embedder: its name goes into the file's name: another model gets another file.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.embedder = embedder
        model = hashlib.blake2b(embedder.name.encode(), digest_size=6).hexdigest()
        self.path = folder / f"vectors-{model}.bin"
        self._entry = np.dtype(
            [("key", "<u8"), ("scale", "<f4"), ("vector", np.int8, (embedder.dimension,))]
        )

    def add(self, digests: Sequence[bytes], texts: Sequence[str], progress: Progress) -> None:
        """Compute and append what is not in the file yet; a killed run is gone on with.

        Raises:
            OSError: the file cannot be written.
        """
        keys = keys_of(digests)
        with self._writing():
            missing = np.flatnonzero(~np.isin(keys, self.mapped().keys))
            missing = missing[np.sort(np.unique(keys[missing], return_index=True)[1])]
            for start in range(0, len(missing), CHUNK):
                progress(STAGE, len(texts) - len(missing) + start, len(texts))
                rows = missing[start : start + CHUNK]
                vectors = self.embedder.embed_passages([texts[row] for row in rows.tolist()])
                self._append(keys[rows], vectors)
        if len(missing):
            progress(STAGE, len(texts), len(texts))

    def keep_only(self, digests: Sequence[bytes]) -> None:
        """Rewrite the file without the vectors of other texts, for instance of a deleted list."""
        with self._writing():
            mapped = self.mapped()
            kept = np.isin(mapped.keys, keys_of(digests))
            if kept.all():
                return
            fresh = self.path.with_suffix(".new")
            mapped.entries[kept].tofile(fresh)
            fresh.replace(self.path)

    def mapped(self) -> MappedVectors:
        """The vectors as they are now; a torn last entry is left out."""
        # Opened once: `keep_only` may put another file in its place.
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            count = os.fstat(file.fileno()).st_size // self._entry.itemsize
            if count:
                return MappedVectors(np.memmap(file, dtype=self._entry, mode="r", shape=(count,)))
        return MappedVectors(np.empty(0, dtype=self._entry))

    def _append(self, keys: Keys, vectors: Vectors) -> None:
        entries = np.empty(len(keys), dtype=self._entry)
        scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
        entries["key"], entries["scale"] = keys, scales
        entries["vector"] = np.rint(vectors / scales[:, None]).astype(np.int8)
        with self.path.open("ab") as file:
            file.write(entries.tobytes())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone, after waiting for another process; a torn last entry is cut off."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = self.path.with_suffix(".lock")
        with alone(lock):
            if self.path.exists():
                size = self.path.stat().st_size
                with self.path.open("r+b") as file:
                    file.truncate(size - size % self._entry.itemsize)
            yield


class MappedVectors:
    """Vectors by row of the file.

    Args:
        entries: as the file holds them.
    """

    def __init__(self, entries: np.ndarray[tuple[int], np.dtype[np.void]]) -> None:
        self.entries = np.asarray(entries)  # slices of a memmap object take twice as long
        self.keys: Keys = np.array(entries["key"], dtype=np.uint64)

    def rows_of(self, keys: Keys) -> NDArray[np.int64]:
        """The row of each key, −1 for one that is not here."""
        return places_of(keys, self.keys)

    def scores(self, queries: Vectors) -> NDArray[np.float32]:
        """Inner product of queries in rows, shape (m, d), with every row; shape (m, n)."""
        found = np.empty((len(queries), len(self.entries)), dtype=np.float32)
        columns = np.ascontiguousarray(queries.T)

        def fill(start: int) -> None:
            part = self.entries[start : start + _ROWS_AT_ONCE]
            products = part["vector"].astype(np.float32) @ columns
            products *= part["scale"][:, None]
            found[:, start : start + len(part)] = products.T

        with one_thread(), ThreadPoolExecutor(available_cores()) as pool:
            for _ in pool.map(fill, range(0, len(self.entries), _ROWS_AT_ONCE)):
                pass  # an error in a block comes out here
        return found

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of some rows, shape (n, d), nearly L2-normalised."""
        part = self.entries[rows]
        return np.asarray(part["vector"] * part["scale"][:, None], dtype=np.float32)


def keys_of(digests: Sequence[bytes]) -> Keys:
    """Eight bytes of each digest: that two of a million texts share them is one in 40 million."""
    joined = b"".join(digest[:8] for digest in digests)
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)


def places_of(wanted: Keys, keys: Keys) -> NDArray[np.int64]:
    """Where each wanted key stands among `keys`, −1 for one that is not among them."""
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    places = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    rows = order[places]
    return np.where(keys[rows] == wanted, rows, -1)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold the lock, waiting for whoever has it: they make what we would make."""
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(locked_for_writing(lock))
                break
            except BlockingIOError:
                time.sleep(_WAIT_SECONDS)
        yield
