"""How good rankings are, by ir_measures: values per question and their means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ir_measures.measures import Measure

Rankings = Mapping[str, Sequence[str]]
"""Document ids, best first and each once, by question id."""

Gains = Mapping[str, Mapping[str, int]]
"""Gain of each document that is right, above 0, by question id."""

PerQuestion = dict[str, dict[str, float]]
"""Values 0..1 by measure name, then by question id."""

CUTOFF = 10


def measured(rankings: Rankings, gains: Gains, *, cutoff: int = CUTOFF) -> PerQuestion:
    """nDCG, recall, MRR, MAP and success of the first `cutoff`, and success of the first alone.

    Every judged question counts: one without ranking scores 0. nDCG has linear gains, as
    trec_eval computes it.
    """
    import ir_measures  # brings scipy: a quarter of a second

    named = _named(cutoff)
    names = {measure: name for name, measure in named.items()}
    values: PerQuestion = {name: {} for name in named}
    for value in ir_measures.iter_calc(list(names), _judged(gains), _scored(rankings)):
        values[names[value.measure]][value.query_id] = value.value
    return values


def means(values: PerQuestion) -> dict[str, float]:
    """The mean of every measure over its questions."""
    return {name: fmean(per_question.values()) for name, per_question in values.items()}


def _named(cutoff: int) -> dict[str, Measure]:
    from ir_measures import AP, RR, R, Success, nDCG

    return {
        f"ndcg@{cutoff}": nDCG @ cutoff,
        f"recall@{cutoff}": R @ cutoff,
        f"mrr@{cutoff}": RR @ cutoff,
        f"map@{cutoff}": AP @ cutoff,
        "success@1": Success @ 1,
        f"success@{cutoff}": Success @ cutoff,
    }


def _judged(gains: Gains) -> dict[str, dict[str, int]]:
    return {question: dict(right) for question, right in gains.items()}


def _scored(rankings: Rankings) -> dict[str, dict[str, float]]:
    """Scores that keep the order given: trec_eval sorts by score and ignores the position."""
    return {
        question: {id_: float(-rank) for rank, id_ in enumerate(ranking)}
        for question, ranking in rankings.items()
    }
