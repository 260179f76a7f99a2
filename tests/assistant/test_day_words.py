from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.day_words import find_days, only_day, without_days

THIS_YEAR = date.today().year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015年的时候怎么收费", date(2015, 12, 31)),
        ("2015年6月的时候怎么收费", date(2015, 6, 28)),
        ("截至2015年6月3日有几家", date(2015, 6, 3)),
        ("2015年申请的还有效吗", date(2015, 12, 31)),
        ("去年的时候怎么收费", date(THIS_YEAR - 1, 12, 31)),
        ("在今年3月怎么收费", date(THIS_YEAR, 3, 28)),
    ],
)
def test_a_day_a_question_situates_itself_on_is_found(text: str, day: date) -> None:
    assert [mention.day for mention in find_days(text)] == [day]


@pytest.mark.parametrize(
    "text", ["2018年评了多少家", "两年后年费怎么交", "2018年2月31日的时候", "2027年的时限"]
)
def test_a_year_that_is_only_named_is_no_day(text: str) -> None:
    assert find_days(text) == ()


def test_a_question_of_no_day_in_particular_keeps_the_rest() -> None:
    assert without_days("2015年6月的时候，登记费多少") == "登记费多少"


@pytest.mark.parametrize(
    "text", ["2015年的时候", "2015年", "2015年3月", "今年8月提的", "我们2015年申请的"]
)
def test_words_that_say_only_a_day_set_it(text: str) -> None:
    assert find_days(only_day(text) or "")


def test_now_takes_the_day_away() -> None:
    assert only_day("现在") == ""


@pytest.mark.parametrize("text", ["2015年的奖励", "费用", "", "2018年2月31日"])
def test_words_that_say_more_than_a_day_are_none(text: str) -> None:
    assert only_day(text) is None


@given(st.text("在截至今去明年月日的时候2015申请3费，", max_size=30))
def test_days_lie_in_the_text_and_apart(text: str) -> None:
    days = find_days(text)
    assert all(0 <= one.start < one.end <= len(text) for one in days)
    assert all(one.end <= other.start + 1 for one, other in pairwise(days))


def test_the_rules_of_last_year_are_those_of_its_end() -> None:
    found = find_days("去年优先审查的规定是怎样的")
    assert [mention.day for mention in found] == [date(THIS_YEAR - 1, 12, 31)]


@pytest.mark.parametrize("text", ["2015年的优势企业是怎么规定的", "我们去年卖了八千万"])
def test_a_year_of_a_version_or_of_a_figure_is_no_day(text: str) -> None:
    assert find_days(text) == ()


@pytest.mark.parametrize("text", ["2015年是怎么规定的", "去年的规定是怎样的", "2025年以后"])
def test_asking_for_the_rules_of_a_year_says_only_a_day(text: str) -> None:
    assert find_days(only_day(text) or "")
