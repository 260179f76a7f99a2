from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.significance import Difference, interval, paired_difference

shares = st.lists(st.floats(0, 1), min_size=2, max_size=30)


def test_equal_runs_do_not_differ() -> None:
    found = paired_difference([0, 1, 1], [0, 1, 1])
    assert (found.mean, found.low, found.high, found.p_value) == (0, 0, 0, 1)


def test_the_difference_is_second_minus_first() -> None:
    assert paired_difference([0.0, 0.5], [1.0, 1.0]).mean == 0.75


def test_a_difference_on_every_question_is_no_chance() -> None:
    assert paired_difference([0.0] * 12, [1.0] * 12).is_significant


@pytest.mark.parametrize(("p_value", "is_significant"), [(0.049, True), (0.051, False)])
def test_more_than_chance_means_fewer_than_one_of_twenty(
    p_value: float, is_significant: bool
) -> None:
    found = Difference(mean=0.1, low=0.0, high=0.2, p_value=p_value)
    assert found.is_significant is is_significant


def test_one_question_more_of_forty_may_be_chance() -> None:
    assert not paired_difference([0.0] + [1.0] * 39, [1.0] * 40).is_significant


def test_few_questions_are_tested_exactly() -> None:
    """Of the 8 ways to draw 3 signs, 2 give a mean as far from 0."""
    assert paired_difference([0.0] * 3, [1.0] * 3).p_value == pytest.approx(2 / 8)


def test_the_interval_is_near_the_textbook_one() -> None:
    values = np.random.default_rng(7).normal(10, 2, 400).tolist()
    low, high = interval(values)
    half = 1.96 * float(np.std(values)) / 20
    assert high - low == pytest.approx(2 * half, rel=0.1)


@settings(max_examples=10)
@given(shares)
def test_the_interval_holds_the_mean(values: list[float]) -> None:
    low, high = interval(values)
    assert low - 1e-9 <= float(np.mean(values)) <= high + 1e-9


def test_the_same_values_give_the_same_interval() -> None:
    assert interval([0.0, 1.0, 1.0, 0.5]) == interval([0.0, 1.0, 1.0, 0.5])


@pytest.mark.parametrize(("first", "second"), [([], []), ([1.0], [1.0, 2.0])])
def test_what_cannot_be_paired_is_refused(first: list[float], second: list[float]) -> None:
    with pytest.raises(ValueError, match="paired"):
        paired_difference(first, second)
