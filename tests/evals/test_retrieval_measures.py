from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval_measures import means, measured

ids = st.sampled_from([f"d{n}" for n in range(15)])


def value(name: str, ranking: list[str], gains: dict[str, int]) -> float:
    return measured({"q": ranking}, {"q": gains})[name]["q"]


def test_ndcg_by_hand() -> None:
    expected = (1 / log2(3)) / (1 + 1 / log2(3))
    assert value("ndcg@10", ["x", "a"], {"a": 1, "b": 1}) == pytest.approx(expected)


def test_recall_by_hand() -> None:
    assert value("recall@10", ["x", "a"], {"a": 1, "b": 1}) == 0.5


def test_reciprocal_rank_by_hand() -> None:
    assert value("mrr@10", ["x", "y", "a"], {"a": 1}) == pytest.approx(1 / 3)


def test_average_precision_by_hand() -> None:
    assert value("map@10", ["a", "x", "b"], {"a": 1, "b": 1}) == pytest.approx((1 + 2 / 3) / 2)


def test_success_looks_for_one_right_document() -> None:
    gains = {"a": 1, "b": 1}
    assert (value("success@1", ["x", "a"], gains), value("success@10", ["x", "a"], gains)) == (0, 1)


def test_what_comes_after_the_cutoff_does_not_count() -> None:
    ranking = [f"x{n}" for n in range(10)] + ["a"]
    assert value("recall@10", ranking, {"a": 1}) == 0


def test_a_question_without_ranking_counts_as_zero() -> None:
    gains = {"q1": {"a": 1}, "q2": {"a": 1}}
    assert means(measured({"q1": ["a"]}, gains))["ndcg@10"] == 0.5


@given(st.lists(ids, unique=True, max_size=15), st.dictionaries(ids, st.integers(1, 3), min_size=1))
def test_every_value_is_a_share(ranking: list[str], gains: dict[str, int]) -> None:
    values = measured({"q": ranking}, {"q": gains})
    assert all(0 <= per_question["q"] <= 1 for per_question in values.values())


def test_the_order_given_is_the_order_measured() -> None:
    ranking = [f"d{n}" for n in range(10)]
    assert value("mrr@10", ranking, {"d9": 1}) == pytest.approx(1 / 10)
