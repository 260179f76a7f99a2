from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.rules.units import (
    DAYS,
    MONEY,
    MONTHS,
    PURE,
    UNITS,
    Dimension,
    multiplied,
    written,
    written_apart,
)


@pytest.mark.parametrize(
    ("value", "dimension", "text"),
    [
        (Fraction(18), MONEY, "18 万元"),
        (Fraction(12_345), MONEY, "1.23 亿元"),
        (Fraction(1, 20), MONEY, "500 元"),
        (Fraction(-3), MONEY, "-3 万元"),
        (Fraction(1, 20), PURE, "5%"),
        (Fraction(2), UNITS["件"].dimension, "2 件"),
        (Fraction(36), MONTHS, "3 年"),
        (Fraction(6), MONTHS, "6 个月"),
        (Fraction(30), DAYS, "30 天"),
        (Fraction(5, 1000), MONEY, "50 元"),
        (Fraction(12_345, 1_000_000), PURE, "1.23%"),
        (Fraction(12_350, 1_000_000), PURE, "1.24%"),
    ],
)
def test_figures_are_written_with_the_unit_that_reads_best(
    value: Fraction, dimension: Dimension, text: str
) -> None:
    assert written(value, dimension) == text


def test_a_share_just_below_the_threshold_is_not_written_like_it() -> None:
    below = Fraction(49_999, 1_000_000)

    assert written_apart(below, Fraction(5, 100), PURE) == "4.9999%"


def test_money_by_money_is_a_share_and_money_by_people_is_not() -> None:
    people = UNITS["人"].dimension

    assert multiplied(MONEY, MONEY, power=-1) == PURE
    assert multiplied(multiplied(MONEY, people, power=-1), people, power=1) == MONEY
    assert multiplied(MONEY, people, power=-1) != PURE


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_writing_a_figure_never_fails(value: Fraction) -> None:
    assert written(value, MONEY)[-1] == "元"
