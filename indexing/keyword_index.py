"""BM25 over the units of `indexing.words`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexing.passages import Passage
from indexing.postings import Postings, count_postings, unit_code
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


class KeywordIndex:
    """BM25 over one or more stocks of passages as if they were one.

    Weights are computed for the postings of a question only, so adding or removing passages never
    touches the others.

    Args:
        parts: postings, each with the row of each of its passages in the whole, −1 for one that is
            left out; together the rows are 0..n-1, each once.
        tuning: k1 and b of BM25.
    """

    def __init__(
        self,
        parts: Sequence[tuple[Postings, NDArray[np.int64]]],
        *,
        tuning: Tuning = DEFAULT_TUNING,
    ) -> None:
        self._tuning = tuning
        present = [postings.lengths[rows >= 0] for postings, rows in parts]
        self._size = sum(map(len, present))
        total = sum(int(lengths.sum(dtype=np.int64)) for lengths in present)
        mean = total / self._size if self._size else 1.0
        self._parts = [_Part(postings, rows, max(mean, 1.0), tuning) for postings, rows in parts]

    def __len__(self) -> int:
        return self._size

    def document_frequency(self, unit: str) -> int:
        """Passages that hold the unit."""
        return int(self.document_frequencies([unit])[0])

    def document_frequencies(self, asked: Sequence[str]) -> NDArray[np.int64]:
        """Passages that hold each unit, shape (u,)."""
        codes = np.array([unit_code(unit) for unit in asked], dtype=np.uint64)
        found = np.zeros(len(codes), dtype=np.int64)
        for part in self._parts:
            found += part.held(part.postings.slices(codes))
        return found

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
        scores = np.zeros(self._size, dtype=np.float32)
        if not query:
            return scores
        codes = np.array([unit_code(unit) for unit in query], dtype=np.uint64)
        weights = np.fromiter(query.values(), dtype=np.float64, count=len(query))
        found = [(part, part.postings.slices(codes)) for part in self._parts]
        spread = np.zeros(len(codes), dtype=np.int64)
        for part, slices in found:
            spread += part.held(slices)
        rarity = np.log1p((self._size - spread + 0.5) / (spread + 0.5))
        gains = (weights * rarity * (self._tuning.k1 + 1)).astype(np.float32)
        for part, slices in found:
            part.score(slices, gains, scores)
        return scores


class _Part:
    """Postings with the places of their passages in the whole."""

    def __init__(
        self, postings: Postings, rows: NDArray[np.int64], mean: float, tuning: Tuning
    ) -> None:
        self.postings = postings
        self._present = rows >= 0
        self._is_whole = bool(self._present.all())
        self._rows = rows[self._present]
        relative = postings.lengths / mean
        self._damping = (tuning.k1 * (1 - tuning.b + tuning.b * relative)).astype(np.float32)

    def held(self, slices: Sequence[slice]) -> NDArray[np.int64]:
        """Passages of the whole that hold each unit."""
        if self._is_whole:
            counted = [slice_.stop - slice_.start for slice_ in slices]
        else:
            rows = self.postings.rows
            counted = [np.count_nonzero(self._present[rows[slice_]]) for slice_ in slices]
        return np.array(counted, dtype=np.int64)

    def score(
        self, slices: Sequence[slice], gains: NDArray[np.float32], scores: NDArray[np.float32]
    ) -> None:
        """Write the scores of this part's passages in their places."""
        # One pass over all postings together: twice as fast as adding unit by unit.
        rows = np.concatenate([self.postings.rows[slice_] for slice_ in slices])
        counts = np.concatenate([self.postings.counts[slice_] for slice_ in slices])
        occurrences = counts.astype(np.float32)
        added = np.repeat(gains, [slice_.stop - slice_.start for slice_ in slices])
        added *= occurrences / (occurrences + self._damping[rows])
        own = np.bincount(rows, added, minlength=len(self.postings))
        scores[self._rows] = own if self._is_whole else own[self._present]


def build_keyword_index(
    passages: Iterable[Sequence[str]], *, tuning: Tuning = DEFAULT_TUNING
) -> KeywordIndex:
    """An index over the units of each passage, numbered in the order given."""
    postings = count_postings(passages)
    return KeywordIndex([(postings, np.arange(len(postings)))], tuning=tuning)


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
