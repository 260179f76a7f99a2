"""Amounts as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.written_amounts import Measure, folded, number_of, written_amounts
from corpus.chinese_numbers import to_chinese


@given(st.integers(1, 99_999_999))
def test_a_number_in_chinese_numerals_reads_as_itself(number: int) -> None:
    assert number_of(to_chinese(number)) == number


@given(st.integers(0, 9_999), st.integers(1, 9_999))
def test_mixed_figures_and_units_add_up(yi: int, wan: int) -> None:
    words = f"{yi}亿{wan}万" if yi else f"{wan}万"
    assert number_of(words) == yi * 10**8 + wan * 10**4


@given(st.decimals(0, 9_999, places=2))
def test_a_figure_in_wan_yuan_is_ten_thousand_times_as_much(number: object) -> None:
    (amount,) = written_amounts(f"营收{number}万元")
    assert amount.value == Fraction(str(number)) * 10_000
    assert amount.measure is Measure.MONEY


@given(st.text())
def test_any_text_can_be_read_and_words_are_its_own(text: str) -> None:
    for amount in written_amounts(text):
        assert amount.words in text
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1亿2千万", 120_000_000),
        ("一千二百万", 12_000_000),
        ("6千万", 60_000_000),
        ("一点二亿", 120_000_000),
        ("1.2个亿", 120_000_000),
        ("５０００ｗ", 50_000_000),
        ("6,000万", 60_000_000),
        ("三千五", 3_500),
        ("一百二", 120),
        ("一百零二", 102),
        ("一万二", 12_000),
        ("1亿3", 130_000_000),
        ("百分之五", 5),
        ("5.5个点", Fraction(11, 2)),
        ("二十三个人", 23),
        ("十二人", 12),
    ],
)
def test_one_amount_is_read_in_its_usual_sense(words: str, value: int | Fraction) -> None:
    (amount,) = written_amounts(f"共{words}，")
    assert (amount.value, amount.words) == (value, words)
    assert not amount.is_approximate


@pytest.mark.parametrize("words", ["两百来人", "80多人", "300多万", "3.5亿左右", "约五千万元"])
def test_a_round_number_is_taken_and_marked(words: str) -> None:
    (amount,) = written_amounts(words)
    assert amount.value is not None
    assert amount.is_approximate


@pytest.mark.parametrize(
    "words",
    ["不到300万", "超过两千万", "十几个人", "几十个人", "三五百人", "300-400万", "两到三百万"],
)
def test_a_limit_or_a_range_is_no_value(words: str) -> None:
    (amount,) = written_amounts(words)
    assert amount.value is None
    assert amount.words == words
