"""How vectors of patents at large spread, so that a score means the same in every list.

In a list about batteries alone the average patent is about batteries: measured against it, nothing
would stand out. The shipped file holds mean and main directions of the vectors of 10,794 Chinese
patents of all sections; it holds no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Vectors

_FILE = "background.npz"
DIRECTIONS = 64
"""Main directions kept; the rest is one number, the variance they leave."""


@dataclass(frozen=True, slots=True)
class Background:
    """Mean and spread of vectors.

    Attributes:
        mean: shape (d,).
        directions: main directions scaled by their standard deviations, shape (k, d).
        rest: mean variance along all other directions.
    """

    mean: Vectors
    directions: Vectors
    rest: float

    def moments(self, query: Vectors) -> tuple[float, float]:
        """Mean and standard deviation of the inner products with a query of shape (d,)."""
        within = self.directions @ query
        lengths = np.linalg.norm(self.directions, axis=1)
        units = self.directions / np.maximum(lengths, 1e-9)[:, None]
        left = max(float(query @ query) - float(np.sum((units @ query) ** 2)), 0.0)
        variance = float(within @ within) + self.rest * left
        return float(self.mean @ query), max(variance, 1e-12) ** 0.5


def background_of(vectors: Vectors) -> Background:
    """The spread of some vectors, shape (n, d); of none a flat one."""
    if len(vectors) < 2:
        width = vectors.shape[1]
        return Background(np.zeros(width, np.float32), np.zeros((1, width), np.float32), 1 / width)
    mean = vectors.mean(axis=0)
    values, axes = np.linalg.eigh(np.cov(vectors.astype(np.float64), rowvar=False))
    values, axes = np.maximum(values[::-1], 0), axes[:, ::-1]
    kept = min(DIRECTIONS, len(values))
    directions = (axes[:, :kept] * np.sqrt(values[:kept])).T
    rest = float(values[kept:].mean()) if kept < len(values) else 0.0
    return Background(mean.astype(np.float32), directions.astype(np.float32), rest)


def save_background(background: Background, embedder: str, path: Path) -> None:
    """Write the file this module ships; `embedder` is the name of the model."""
    mean, directions = background.mean, background.directions.astype(np.float16)
    np.savez_compressed(
        path, mean=mean, directions=directions, rest=background.rest, embedder=embedder
    )


def shipped_background(embedder: str) -> Background | None:
    """The shipped spread; None when it is of another model."""
    with files("assistant.layout").joinpath(_FILE).open("rb") as file, np.load(file) as stored:
        if str(stored["embedder"]) != embedder:
            return None
        directions: NDArray[np.float32] = stored["directions"].astype(np.float32)
        return Background(stored["mean"], directions, float(stored["rest"]))
