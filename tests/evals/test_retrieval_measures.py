from __future__ import annotations

from math import log2

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval_measures import ndcg_at, recall_at, reciprocal_rank_at

ids = st.sampled_from([f"d{n}" for n in range(15)])
rankings = st.lists(ids, unique=True, max_size=15)
judgements = st.dictionaries(ids, st.integers(0, 3), min_size=1, max_size=8)


@given(rankings, judgements, st.integers(1, 12))
def test_measures_agree_with_ir_measures(ranking: list[str], gains: dict[str, int], k: int) -> None:
    wanted = {
        ir_measures.nDCG @ k: ndcg_at(k, ranking, gains),
        ir_measures.R @ k: recall_at(k, ranking, gains),
        ir_measures.RR @ k: reciprocal_rank_at(k, ranking, gains),
    }
    judged = [ir_measures.Qrel("q", id_, gain) for id_, gain in gains.items()]
    run = [ir_measures.ScoredDoc("q", id_, -rank) for rank, id_ in enumerate(ranking)]
    reference = ir_measures.calc_aggregate(list(wanted), judged, run)
    for measure, ours in wanted.items():
        assert ours == pytest.approx(reference[measure], abs=1e-9), measure


def test_ndcg_by_hand() -> None:
    gains = {"a": 1, "b": 1}
    expected = (1 / log2(3)) / (1 + 1 / log2(3))
    assert ndcg_at(10, ["x", "a"], gains) == pytest.approx(expected)


def test_recall_by_hand() -> None:
    assert recall_at(2, ["x", "a", "b"], {"a": 1, "b": 1}) == 0.5


def test_reciprocal_rank_by_hand() -> None:
    assert reciprocal_rank_at(10, ["x", "y", "a"], {"a": 1}) == pytest.approx(1 / 3)


@pytest.mark.parametrize("measure", [ndcg_at, recall_at, reciprocal_rank_at])
def test_an_empty_ranking_scores_nothing(measure: object) -> None:
    assert callable(measure)
    assert measure(10, [], {"a": 1}) == 0
