"""A list of any number of patents made of the parts of real ones, and vectors for it at no cost.

What is made stands for nothing: it shows how time and memory grow with the number of records.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np

from corpus.read_patent_table import PatentRows
from corpus.source_text import PatentRecord
from indexing.embed import Embedder, Vectors

_CLAUSE = re.compile(r"[^，,；;。]+[，,；;。]?")
FIRST_DAY = date(2010, 1, 1)
_DAYS = 5000
_CLASSES = ("A01B", "A61K", "B01D", "B60L", "C02F", "F24F", "G06F", "G06Q", "H01M", "H02J", "H04L")
_JITTER = 0.1
"""Length of what is added to a vector of length one: about as near as neighbours in a real list."""


def read_originals(path: Path) -> list[PatentRecord]:
    """The patents of a file that have an abstract."""
    return [row for row in PatentRows(path, path.suffix) if row.abstract]


def write_list(originals: Sequence[PatentRecord], path: Path, *, count: int) -> None:
    """`count` rows as JSON Lines; the same originals give the same rows."""
    random = Random(7)
    clauses = [_CLAUSE.findall(row.abstract) for row in originals]
    applicants = sorted({name for row in originals for name in row.applicants}) or ["某某公司"]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            first, second = random.randrange(len(originals)), random.randrange(len(originals))
            said = clauses[first] + clauses[second][: len(clauses[second]) // 2]
            opening, rest = said[0], said[1:]
            random.shuffle(rest)
            filed = FIRST_DAY + timedelta(days=random.randrange(_DAYS))
            row = {
                "公开（公告）号": f"CN{100_000_000 + number}A",
                "标题": originals[first].title,
                "摘要": opening + "".join(rest),
                "申请人": random.choice(applicants),
                "申请日": filed.isoformat(),
                "IPC分类号": f"{random.choice(_CLASSES)}{random.randint(1, 60)}/00",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def days_of(share: float) -> int:
    """Days from the first on in which that share of a list was filed."""
    return round(share * _DAYS) - 1


class JitteredEmbedder:
    """An `Embedder` whose passages get the vector of the original with their title, moved a little.

    Questions are embedded by the real model, so that they cost what they cost.

    Args:
        titles, vectors: of some originals, rows in their order, shape (n, d); other titles take
            the vector of one of them.
    """

    def __init__(self, embedder: Embedder, titles: Sequence[str], vectors: Vectors) -> None:
        self._embedder, self._vectors = embedder, vectors
        self._row_of = {title: row for row, title in enumerate(titles)}
        self.name, self.dimension = embedder.name, embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of `texts`, L2-normalised; shape (0, dimension) for none."""
        moved = np.array(list(self._moved(texts)), dtype=np.float32).reshape(-1, self.dimension)
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        """As the real model."""
        return self._embedder.embed_query(text)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As the real model."""
        return self._embedder.embed_queries(texts)

    def _moved(self, texts: Sequence[str]) -> Iterator[Vectors]:
        spread = _JITTER / self.dimension**0.5
        for text in texts:
            seed = zlib.crc32(text.encode("utf-8", "surrogatepass"))
            row = self._row_of.get(text.partition("。")[0], seed % len(self._vectors))
            noise = np.random.default_rng(seed).normal(0, spread, self.dimension)
            yield self._vectors[row] + noise.astype(np.float32)
