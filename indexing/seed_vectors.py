"""Vectors of the built-in texts, computed beforehand so that the first start need not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors

SEED_FILE = Path(__file__).parent / "model" / "seed_vectors.npz"
"""Written by `scripts/build_seed_vectors.py`; a text that changed since is simply not in it."""


class SeedVectors:
    """Vectors by digest, half precision on disk; empty when the file is absent."""

    def __init__(self, path: Path = SEED_FILE) -> None:
        self._rows: dict[bytes, int] = {}
        self._vectors: NDArray[np.float16] = np.empty((0, 0), dtype=np.float16)
        if path.is_file():
            with np.load(path) as stored:
                self._vectors = stored["vectors"]
                self._rows = {key.tobytes(): row for row, key in enumerate(stored["keys"])}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, digest: bytes) -> NDArray[np.float32] | None:
        """The vector of the text with that digest, L2-normalised; `None` when it is not here."""
        row = self._rows.get(digest)
        if row is None:
            return None
        vector = self._vectors[row].astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def save_seed_vectors(digests: Sequence[bytes], vectors: Vectors, path: Path = SEED_FILE) -> None:
    """Write vectors, shape (n, d), with the digests of their texts, 32 bytes each."""
    keys = np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, 32)
    np.savez_compressed(path, keys=keys, vectors=vectors.astype(np.float16))
