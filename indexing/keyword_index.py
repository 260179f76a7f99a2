"""BM25 over the units of `indexing.words`: build, update, save, load, score."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexing.passages import Passage
from indexing.words import expand, units


@dataclass(frozen=True, slots=True)
class Tuning:
    """Saturation and length normalisation of Okapi BM25."""

    k1: float
    b: float


# Of a grid on 771 lay questions; b = 0.85 is .003 nDCG@10 better there, which is within noise.
DEFAULT_TUNING = Tuning(k1=0.9, b=0.7)
TITLE_WEIGHT = 2
# What a term added from the synonym table counts, one of the question's own being 1. Formal
# questions neither gain nor lose by it (0 .. 0.7 measured); everyday ones find what they mean.
EXPANSION_WEIGHT = 0.5

_ARTICLE_NUMBER = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?")
_HEADING_LABEL = re.compile(
    r"^第\S+?[编章节条款项目](?:之\S+)?$|^[（(]?[一二三四五六七八九十\d.]+[）)、]?"
)
_FILES = ("codes", "starts", "rows", "counts", "lengths")


class KeywordIndex:
    """Occurrences of every unit in every passage, by unit; small enough to stay mapped from disk.

    Weights are computed for the postings of a question only, so adding or removing passages never
    touches the others.

    Args:
        codes: of the units, ascending, shape (u,).
        starts: `rows[starts[i]:starts[i + 1]]` holds unit i, shape (u + 1,).
        rows: passage numbers from 0, shape (postings,).
        counts: occurrences of the unit in that passage, 1 or more, shape (postings,).
        lengths: units in each passage, repetitions included, shape (n,).
        tuning: k1 and b of BM25.
    """

    def __init__(
        self,
        codes: NDArray[np.uint64],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        counts: NDArray[np.uint16],
        lengths: NDArray[np.int32],
        *,
        tuning: Tuning = DEFAULT_TUNING,
    ) -> None:
        self._codes, self._starts = codes, starts
        self._rows, self._counts, self._lengths = rows, counts, lengths
        mean = float(lengths.mean()) if len(lengths) else 1.0
        self._tuning = tuning
        relative = lengths / max(mean, 1.0)
        self._damping = (tuning.k1 * (1 - tuning.b + tuning.b * relative)).astype(np.float32)

    def __len__(self) -> int:
        return len(self._lengths)

    def document_frequency(self, unit: str) -> int:
        """Passages that hold the unit."""
        place = int(np.searchsorted(self._codes, _code(unit)))
        if place >= len(self._codes) or self._codes[place] != _code(unit):
            return 0
        return int(self._starts[place + 1] - self._starts[place])

    def scores(self, question: str) -> NDArray[np.float32]:
        """BM25 of every passage, shape (n,), 0 for a passage that shares nothing with it."""
        query: dict[str, float] = dict(Counter(units(question)))
        for term in expand(question):
            for unit in units(term):
                query.setdefault(unit, EXPANSION_WEIGHT)
        return self.scores_of_units(query)

    def scores_of_units(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """BM25 of every passage for weighted units, shape (n,).

        A unit in d of n passages and c times in a passage of length l adds its weight times
        ln(1 + (n − d + ½) / (d + ½)) · c · (k1 + 1) / (c + k1 · (1 − b + b · l / mean l)).

        Source: Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009; the logarithm
        as in Lucene, never negative.
        """
        if not query or not len(self._codes):
            return np.zeros(len(self), dtype=np.float32)
        codes = np.array([_code(unit) for unit in query], dtype=np.uint64)
        weights = np.fromiter(query.values(), dtype=np.float64, count=len(query))
        places = np.searchsorted(self._codes, codes)
        known = self._codes[np.minimum(places, len(self._codes) - 1)] == codes
        if not known.any():
            return np.zeros(len(self), dtype=np.float32)
        starts, ends = self._starts[places[known]], self._starts[places[known] + 1]
        spread = ends - starts
        rarity = np.log1p((len(self) - spread + 0.5) / (spread + 0.5))
        slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        # One pass over all postings together: twice as fast as adding unit by unit.
        rows = np.concatenate([self._rows[slice_] for slice_ in slices])
        counts = np.concatenate([self._counts[slice_] for slice_ in slices]).astype(np.float32)
        gains = np.repeat(
            (weights[known] * rarity * (self._tuning.k1 + 1)).astype(np.float32), spread
        )
        gains *= counts / (counts + self._damping[rows])
        return np.bincount(rows, gains, minlength=len(self)).astype(np.float32)

    def updated(
        self, kept: NDArray[np.int64], added: Iterable[Sequence[str]], added_at: Sequence[int]
    ) -> KeywordIndex:
        """A new index in which some passages moved, some are gone and some are new.

        Args:
            kept: new number of each passage here, −1 for those to leave out, shape (n,).
            added: units of each new passage.
            added_at: their numbers; together with `kept` they make 0..m-1, each once.
        """
        rows = kept[self._rows]
        stays = rows >= 0
        codes = np.repeat(self._codes, np.diff(self._starts))[stays]
        new_codes, new_rows, new_counts, new_lengths = _count(added, added_at)
        lengths = np.empty(int((kept >= 0).sum()) + len(added_at), dtype=np.int32)
        lengths[kept[kept >= 0]] = self._lengths[kept >= 0]
        lengths[np.asarray(added_at, dtype=np.int64)] = new_lengths
        return _by_unit(
            np.concatenate([codes, new_codes]),
            np.concatenate([rows[stays].astype(np.int32), new_rows]),
            np.concatenate([self._counts[stays], new_counts]),
            lengths,
            tuning=self._tuning,
        )

    def save(self, folder: Path) -> None:
        """Write five `.npy` files into `folder`, which exists."""
        for name in _FILES:
            np.save(folder / f"{name}.npy", getattr(self, f"_{name}"))


def build_keyword_index(
    passages: Iterable[Sequence[str]], *, tuning: Tuning = DEFAULT_TUNING
) -> KeywordIndex:
    """An index over the units of each passage, numbered in the order given."""
    rows = list(passages)
    return empty_keyword_index(tuning).updated(np.empty(0, np.int64), rows, range(len(rows)))


def empty_keyword_index(tuning: Tuning = DEFAULT_TUNING) -> KeywordIndex:
    """An index of nothing, to update."""
    return KeywordIndex(
        np.empty(0, np.uint64),
        np.zeros(1, np.int64),
        np.empty(0, np.int32),
        np.empty(0, np.uint16),
        np.empty(0, np.int32),
        tuning=tuning,
    )


def load_keyword_index(folder: Path) -> KeywordIndex:
    """Map the files that `save` wrote; pages are read when a question needs them.

    Raises:
        OSError: a file is missing.
        ValueError: a file is not what `save` wrote.
    """
    return KeywordIndex(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in _FILES))


def units_of_passage(passage: Passage) -> list[str]:
    """What BM25 counts: title and names, words of the heading, names of columns, the text.

    The number of an article says nothing about its content and is left out; a clause asked for by
    number is looked up, not searched.
    """
    names = _units_of_names(passage.title, passage.document_number, passage.aliases)
    number = _ARTICLE_NUMBER.match(passage.text)
    text = passage.text[number.end() :] if number else passage.text
    parts = (_HEADING_LABEL.sub("", part) for part in passage.heading.split(" › "))
    headings = " ".join(part for part in parts if part and part not in passage.text)
    return [*names, *units(headings), *units(passage.columns), *units(text)]


@lru_cache(maxsize=4096)
def _units_of_names(title: str, number: str | None, aliases: tuple[str, ...]) -> tuple[str, ...]:
    name = _ARTICLE_NUMBER.sub("", title)
    rest = (alias for alias in aliases if alias not in title)
    return (*units(name) * TITLE_WEIGHT, *units(" ".join((number or "", *rest))))


def _count(
    passages: Iterable[Sequence[str]], numbers: Sequence[int]
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint16], NDArray[np.int32]]:
    """Codes, rows and counts of every posting, and the length of every passage."""
    codes: list[int] = []
    counts: list[int] = []
    widths: list[int] = []
    lengths: list[int] = []
    code_of = _CodeTable()
    for passage in passages:
        occurrences = Counter(passage)
        codes.extend(map(code_of.__getitem__, occurrences))
        counts.extend(occurrences.values())
        widths.append(len(occurrences))
        lengths.append(len(passage))
    rows = np.repeat(np.asarray(numbers, dtype=np.int32), np.asarray(widths, dtype=np.int64))
    return (
        np.asarray(codes, dtype=np.uint64),
        rows,
        np.asarray(counts, dtype=np.uint16),
        np.asarray(lengths, dtype=np.int32),
    )


def _by_unit(
    codes: NDArray[np.uint64],
    rows: NDArray[np.int32],
    counts: NDArray[np.uint16],
    lengths: NDArray[np.int32],
    tuning: Tuning,
) -> KeywordIndex:
    order = np.argsort(codes, kind="stable")
    unique, starts = np.unique(codes[order], return_index=True)
    bounds = np.append(starts, len(codes)).astype(np.int64)
    return KeywordIndex(unique, bounds, rows[order], counts[order], lengths, tuning=tuning)


class _CodeTable(dict[str, int]):
    """Codes of the units seen so far."""

    def __missing__(self, unit: str) -> int:
        code = self[unit] = int(_code(unit))
        return code


def _code(unit: str) -> np.uint64:
    """One or two characters as their code points, anything longer as a hash with the top bit set.

    Numbers need no dictionary in memory; that two of a million hashes of 63 bits collide has a
    chance of one in ten million.
    """
    if len(unit) <= 2:
        return np.uint64(ord(unit[0]) << 32 | (ord(unit[1]) if len(unit) == 2 else 0))
    digest = hashlib.blake2b(unit.encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little") | 1 << 63)
