"""Every number, sum, period and day has one token however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Day, Figure, tokens_of
from assistant.statements import folded
from corpus.chinese_numbers import to_chinese


def numbers(text: str) -> list[Figure | Day]:
    return [token for token in tokens_of(folded(text)) if not isinstance(token, str)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三年", "36个月"),
        ("百分之五十", "50%"),
        ("七成", "70％"),
        ("五十万元", "500,000元"),
        ("0.5万元", "五千元"),
        ("半年", "六个月"),
        ("两名", "2人"),
        ("十个工作日", "10 个工作日"),
        ("二〇二三年七月一日", "2023-07-01"),
        ("2023年7月1日", "２０２３年０７月０１日"),
    ],
)
def test_spellings_of_one_number_are_one_token(one: str, other: str) -> None:
    assert numbers(one) == numbers(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("十日", "十个工作日"), ("三年", "三个月"), ("100元", "100%"), ("每年", "每两年")],
)
def test_other_units_are_other_tokens(one: str, other: str) -> None:
    assert numbers(one) != numbers(other)


@given(st.integers(2, 9_999), st.sampled_from(["元", "件", "日", "个工作日", "小时", "分"]))
def test_chinese_and_arabic_numerals_agree(number: int, unit: str) -> None:
    assert numbers(f"{to_chinese(number)}{unit}") == numbers(f"{number}{unit}")


@pytest.mark.parametrize(
    "text", ["第十二条", "第三款第（二）项", "一次性", "一般", "一律", "第一次"]
)
def test_labels_and_words_with_a_numeral_are_no_figures(text: str) -> None:
    assert numbers(text) == []


def test_a_month_is_named_by_any_day_of_it() -> None:
    (month,), (day,) = numbers("2023年7月"), numbers("2023年7月1日")
    assert isinstance(month, Day)
    assert isinstance(day, Day)
    assert month.is_named_by(day)
    assert not day.is_named_by(month)


def test_a_day_of_any_year_is_named_by_that_day_of_one_year() -> None:
    (yearly,), (day,) = numbers("7月1日"), numbers("2023年7月1日")
    assert isinstance(yearly, Day)
    assert isinstance(day, Day)
    assert yearly.is_named_by(day)


@given(st.text())
def test_any_text_has_tokens(text: str) -> None:
    tokens_of(folded(text))
