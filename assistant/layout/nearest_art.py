"""An idea or a claim -> the nearest patents, feature by feature, with the clauses that say it.

What is said is "found" or "not found in this data": no opinion on novelty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.layout.feature_match import (
    NOTHING,
    Match,
    Verdict,
    Weighed,
    best_match,
    stretches_of,
    weighed,
)
from assistant.layout.feature_meaning import raised_by_meaning
from assistant.layout.features import Feature, FeatureKind, Features, features_of
from assistant.layout.nearest_table import DISCLAIMER, NearestArt, NearPatent
from assistant.layout.patent_index import OpenPatents, Scores
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.scope import ScopeQuery, admitted_by
from corpus.patent_numbers import read_number

__all__ = ["DISCLAIMER", "NearPatent", "NearestArt", "find_nearest_art"]

CANDIDATES = 40
"""Applications nearest to the whole text whose words are compared."""

PER_FEATURE = 4
"""Applications nearest to each feature that are compared besides."""

SHOWN = 10

_WORTH = {Verdict.FOUND: 1.0, Verdict.PARTLY: 0.5, Verdict.NOT_FOUND: 0.0}


def find_nearest_art(
    patents: OpenPatents,
    reader: PatentReader,
    text: str,
    *,
    query: ScopeQuery | None = None,
    limit: int = SHOWN,
) -> NearestArt:
    """The nearest patents to an idea or a claim.

    Args:
        query: its filters and excluded numbers apply, its question does not; None for all.

    Raises:
        LayoutError: no feature could be read from the text, or a filter is wrong.
    """
    features = features_of(text)
    asked = query or ScopeQuery()
    searched, candidates = _candidates(patents, features, text, asked)
    matrix = _Matrix(patents, features.features)
    records = reader.by_id([patents.table.ids[row] for row, _ in candidates])
    compared = [
        (record, score)
        for row, score in candidates
        if (record := records.get(patents.table.ids[row]))
    ]
    matches = raised_by_meaning(
        [matrix.matches(record) for record, _ in compared],
        [feature.text for feature in features.features],
        patents.directions_of,
    )
    found = [
        NearPatent(record=record, score=round(score, 4), matches=said)
        for (record, score), said in zip(compared, matches, strict=True)
    ]
    found.sort(key=lambda patent: (-_covered(patent, features.features), -patent.score))
    return NearestArt(
        features=features,
        patents=tuple(found[:limit]),
        best=tuple(_best(found, column) for column in range(len(features.features))),
        searched=searched,
        compared=len(found),
        title_only=sum(not (p.record.abstract or p.record.first_claim) for p in found),
        revision=patents.table.revision,
    )


class _Matrix:
    """The features, weighed by what is rare among the viewer's patents."""

    def __init__(self, patents: OpenPatents, features: Sequence[Feature]) -> None:
        self._weighed: list[Weighed] = [weighed(f.text, patents.rarity) for f in features]
        self._units = frozenset(chain.from_iterable(one.weights for one in self._weighed))

    def matches(self, record: PatentRecord) -> tuple[Match, ...]:
        stretches = stretches_of(record, self._units)
        return tuple(best_match(feature, stretches, record) for feature in self._weighed)


def _candidates(
    patents: OpenPatents, features: Features, text: str, query: ScopeQuery
) -> tuple[int, list[tuple[int, float]]]:
    """Applications that pass the filters, and (row, score) of those to compare, nearest first."""
    table = patents.table
    admitted = admitted_by(table, query)
    for printed in query.exclude:
        admitted[table.rows_of_number.get(read_number(printed).text, [])] = False
    if not admitted.any():
        return 0, []
    parts = [f.text for f in features.features if f.kind is not FeatureKind.SUBJECT]
    scores, near = patents.nearness(text, parts)
    if not admitted.all():
        near[:, ~admitted] = -np.inf
    rows = set(_best_rows(np.where(admitted, scores, -np.inf), table.group, CANDIDATES))
    for closeness in near:
        rows |= set(_best_rows(closeness, table.group, PER_FEATURE))
    ordered = sorted(rows, key=lambda row: (-scores[row], row))
    return table.applications(admitted), _one_each(ordered, scores, table.group)


def _best_rows(scores: Scores, group: NDArray[np.int64], limit: int) -> list[int]:
    """The best rows of `limit` applications; those that do not count have the score −∞."""
    some = min(len(scores), 3 * limit)
    best = np.argpartition(-scores, some - 1)[:some]
    best = best[np.isfinite(scores[best])]
    ordered = best[np.lexsort((best, -scores[best]))].tolist()
    return [row for row, _ in _one_each(ordered, scores, group)[:limit]]


def _one_each(
    rows: Sequence[int], scores: Scores, group: NDArray[np.int64]
) -> list[tuple[int, float]]:
    """The first row of every application, with its score."""
    seen: Mapping[int, int] = {int(group[row]): row for row in reversed(rows)}
    kept = set(seen.values())
    return [(row, float(scores[row])) for row in rows if row in kept]


def _covered(patent: NearPatent, features: Sequence[Feature]) -> float:
    """Features found, those only partly found by half; effects count by half, known parts less."""
    return sum(
        _WORTH[match.verdict] * _weight(feature)
        for feature, match in zip(features, patent.matches, strict=True)
    )


def _weight(feature: Feature) -> float:
    if feature.kind is FeatureKind.EFFECT or feature.is_known:
        return 0.5
    return 1.0


def _best(found: Sequence[NearPatent], column: int) -> tuple[str, Match]:
    """Number and match of the patent that says a feature best."""
    best = max(found, key=lambda patent: patent.matches[column].score, default=None)
    if best is None or best.matches[column].verdict is Verdict.NOT_FOUND:
        return "", best.matches[column] if best else NOTHING
    return best.record.number, best.matches[column]
