"""Features that a patent says in other words: the stretches likeliest by words, by their vectors.

Vectors of every clause would take seconds, so only the few stretches that share most words with a
feature are compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.layout.feature_match import FOUND, Match, verdict_of
from indexing.embed import Vectors

MOST_TEXTS = 24
"""Features and stretches embedded at most: some 50 ms on two cores."""

_LONGEST = 120
"""Characters of a stretch that is compared. The time grows with them, and one vector of a longer
one says little about a single feature; nine of ten stretches are shorter than 60."""

_A_FEATURE = 3
"""Stretches compared with each feature, as far as `MOST_TEXTS` allows."""

_SHIFT = 0.24
"""Words shared and cosine together, less this, are the score. Chosen on the half "选定" of
`evals/layout/features.csv`; both halves are reported in README."""

_NEAR = 0.36
"""A score that likeness raises to less raises no verdict: among the nearest neighbours of a patent
that says a feature, and that mostly do not, 8 of 100 reach it."""

Directions = Callable[[Sequence[str]], Vectors | None]
"""Unit vectors of texts, see `OpenPatents.directions_of`; None where they were never measured."""

Matches = tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Row of a patent, column of a feature."""

    row: int
    column: int


def raised_by_meaning(
    table: Sequence[Matches], features: Sequence[str], directions: Directions
) -> list[Matches]:
    """The table with matches raised where the vectors of a stretch and a feature lie near.

    Args:
        table: a row a patent, a match a feature. A match is never lowered.
    """
    pairs = list(_worth_comparing(table, len(features)))
    texts = list(
        dict.fromkeys(
            text
            for pair in pairs
            for text in (features[pair.column], table[pair.row][pair.column].quote)
        )
    )
    vectors = directions(texts) if texts else None
    if vectors is None:
        return list(table)
    place = {text: at for at, text in enumerate(texts)}
    rows = [list(matches) for matches in table]
    for pair in pairs:
        match = rows[pair.row][pair.column]
        near = vectors[place[match.quote]] @ vectors[place[features[pair.column]]]
        rows[pair.row][pair.column] = _raised(match, float(near))
    return [tuple(matches) for matches in rows]


def _raised(match: Match, likeness: float) -> Match:
    score = round(min(match.score + likeness - _SHIFT, 1.0), 4)
    verdict = verdict_of(score)
    if score < max(_NEAR, match.score) or verdict is match.verdict:
        return match
    return replace(match, score=score, verdict=verdict, by_meaning=True)


def _worth_comparing(table: Sequence[Matches], count: int) -> Iterator[_Pair]:
    """For each feature that no patent says in its words the stretches with most of them."""
    open_columns = [c for c in range(count) if all(row[c].score < FOUND for row in table)]
    open_columns = open_columns[: MOST_TEXTS // 2]
    each = min(_A_FEATURE, MOST_TEXTS // max(len(open_columns), 1) - 1)
    for column in open_columns:
        shared = [row for row in range(len(table)) if 0 < len(table[row][column].quote) <= _LONGEST]
        shared.sort(key=lambda row: -table[row][column].score)
        yield from (_Pair(row, column) for row in shared[:each])
