"""Vectors computed during a build, kept on disk so that an interrupted build goes on from there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from indexing.embed import Embedder, Vectors
from indexing.seed_vectors import SeedVectors

STAGE = "正在计算文字向量"
# Passages embedded between two writes: what a killed build loses at most, about five seconds.
CHUNK = 256


class VectorCache:
    """An append-only file of (digest, vector) entries; a torn last entry is ignored.

    Args:
        path: of the file; made with the first vector.
        embedder: public; computes what the file does not hold.
    """

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._path, self.embedder = path, embedder
        self._entry = np.dtype([("key", np.uint8, 32), ("vector", np.float32, embedder.dimension)])

    def embed(self, texts: Sequence[str], progress: Progress) -> Vectors:
        """Vectors in the order of `texts`, shape (n, dimension).

        Raises:
            OSError: the file cannot be written.
        """
        vectors = np.empty((len(texts), self.embedder.dimension), dtype=np.float32)
        known = self._read()
        seeds = SeedVectors() if texts else None
        keys = [digest(self.embedder.name, text) for text in texts]
        missing = []
        for row, key in enumerate(keys):
            vector = known.get(key)
            if vector is None and seeds is not None:
                vector = seeds.get(key)
            if vector is None:
                missing.append(row)
            else:
                vectors[row] = vector
        for start in range(0, len(missing), CHUNK):
            progress(STAGE, len(texts) - len(missing) + start, len(texts))
            rows = missing[start : start + CHUNK]
            vectors[rows] = self.embedder.embed_passages([texts[row] for row in rows])
            self._append([keys[row] for row in rows], vectors[rows])
        if missing:
            progress(STAGE, len(texts), len(texts))
        return vectors

    def clear(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[bytes, NDArray[np.float32]]:
        if not self._path.exists():
            return {}
        whole = self._path.stat().st_size // self._entry.itemsize
        entries = np.fromfile(self._path, dtype=self._entry, count=whole)
        if self._path.stat().st_size != entries.nbytes:
            with self._path.open("r+b") as file:
                file.truncate(entries.nbytes)
        return {entry["key"].tobytes(): entry["vector"] for entry in entries}

    def _append(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        entries = np.empty(len(keys), dtype=self._entry)
        entries["key"] = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, 32)
        entries["vector"] = vectors
        with self._path.open("ab") as file:
            file.write(entries.tobytes())


def digest(embedder_name: str, text: str) -> bytes:
    """32 bytes that stand for what this embedder makes of this text."""
    return hashlib.sha256(f"{embedder_name}\0{text}".encode(errors="surrogatepass")).digest()
