"""Measures over many judged answers; each docstring entry is numerator / divisor."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.answer_measures import Judgement
from evals.cases import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFigures:
    """Of the `cases` of one category, how many are right."""

    cases: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Measures over a set of cases; a share over nothing is None, never 0 or 1.

    Attributes:
        right: right with the right source / answerable.
        right_text: all facts, nothing forbidden / answerable; whatever was cited.
        right_source: a wanted source cited, not refused / answerable.
        unanswerable_refused: refused / unanswerable (recall of refusals).
        refusal_precision: refusals that are right / refusals.
        false_refusals: refused without an accepted reason / answerable.
        reason_accuracy: accepted reason / unanswerable that were refused.
        sentences_without_citation, invented_numbers, status_errors, place_errors: counts.
        quotes_verbatim: verbatim at their offsets / all quotes, refusals' included.
        p50_ms, p95_ms: of the wall time of the answers that did not crash.
        median_characters: of the texts shown.
    """

    cases: int
    answerable: int
    crashed: int
    right: float | None
    right_text: float | None
    right_source: float | None
    unanswerable_refused: float | None
    refusal_precision: float | None
    false_refusals: float | None
    reason_accuracy: float | None
    sentences_without_citation: int
    quotes: int
    quotes_verbatim: float | None
    invented_numbers: int
    status_errors: int
    place_errors: int
    p50_ms: float | None
    p95_ms: float | None
    median_characters: float | None
    per_category: dict[Category, CategoryFigures]


def figures(judgements: Sequence[Judgement]) -> Figures:
    """Every measure over these judgements; crashes count as wrong and stay in every divisor."""
    answerable = [j for j in judgements if j.case.answerable]
    unanswerable = [j for j in judgements if not j.case.answerable]
    refused = [j for j in judgements if j.refused]
    times = [j.took_ms for j in judgements if j.answer is not None]
    quotes = sum(j.quotes for j in judgements)
    return Figures(
        cases=len(judgements),
        answerable=len(answerable),
        crashed=sum(bool(j.crashed) for j in judgements),
        right=_share(j.right for j in answerable),
        right_text=_share(j.text_right for j in answerable),
        right_source=_share(j.source_right and not j.refused for j in answerable),
        unanswerable_refused=_share(j.refused for j in unanswerable),
        refusal_precision=_share(not j.falsely_refused for j in refused),
        false_refusals=_share(j.falsely_refused for j in answerable),
        reason_accuracy=_share(j.refusal_is_accepted for j in unanswerable if j.refused),
        sentences_without_citation=sum(len(j.uncited_sentences) for j in judgements),
        quotes=quotes,
        quotes_verbatim=sum(j.quotes_verbatim for j in judgements) / quotes if quotes else None,
        invented_numbers=sum(len(j.invented_numbers) for j in judgements),
        status_errors=sum(len(j.status_errors) for j in judgements),
        place_errors=sum(len(j.place_errors) for j in judgements),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
        median_characters=percentile([float(j.characters) for j in judgements if j.answer], 50),
        per_category=_by_category(judgements),
    )


def _by_category(judgements: Sequence[Judgement]) -> dict[Category, CategoryFigures]:
    found: dict[Category, CategoryFigures] = {}
    for category in Category:
        of_it = [j for j in judgements if j.case.category == category]
        if of_it:
            right = sum(j.right for j in of_it)
            found[category] = CategoryFigures(cases=len(of_it), right=right)
    return found


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else None


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The smallest value with at least `percent` per cent of the values at or below it.

    Nearest rank, so it is always a value that occurred; None for no values.

    Raises:
        ValueError: `percent` lies outside 0..100, 0 excluded.
    """
    if not 0 < percent <= 100:
        raise ValueError(f"{percent} outside ]0, 100]")
    if not values:
        return None
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]
