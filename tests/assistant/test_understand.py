from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.instruments import Instruments
from assistant.understand import ParsedQuestion, understand


def parsed(question: str) -> ParsedQuestion:
    return understand(question, Instruments(()))


def test_the_most_specific_form_of_a_place_is_kept() -> None:
    assert parsed("广东省广州市南沙区有补贴吗").places == ("广东省/广州市/南沙区",)


def test_two_places_are_both_kept() -> None:
    assert len(parsed("青岛和许昌的补贴有什么不同").places) == 2


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("2015年6月1日的时候怎么规定", date(2015, 6, 1)),
        ("2018年那时保护期多久", date(2018, 12, 31)),
        ("2020年3月申请的适用哪个办法", date(2020, 3, 28)),
    ],
)
def test_a_question_may_set_its_day(question: str, day: date) -> None:
    assert parsed(question).day == day


@pytest.mark.parametrize("question", ["2018年的办法", "2015年2月31日的时候", "第2018条"])
def test_a_year_alone_or_an_impossible_day_sets_none(question: str) -> None:
    assert parsed(question).day is None


def test_years_in_the_words_are_kept_once() -> None:
    assert parsed("2018年和2018版、2024版").years == (2018, 2024)


def test_old_and_new_versions_are_told_apart() -> None:
    assert parsed("旧办法怎么规定").wants_old
    assert parsed("新办法怎么规定").wants_new


def test_places_and_clauses_are_no_terms() -> None:
    words = {term.word for term in parsed("许昌市第十二条的评估费").terms}
    assert not {"许昌", "许昌市", "十二"} & words


def test_width_and_traditional_characters_are_folded() -> None:
    assert parsed("專利法第４２條").clauses[0].article == "第四十二条"


@pytest.mark.parametrize(
    ("question", "seeks"),
    [("散热装置有哪些专利", True), ("专利权保护期多久", False), ("哪些专利费用能减", False)],
)
def test_a_search_for_patents_is_told_from_a_question_of_law(question: str, seeks: bool) -> None:
    assert parsed(question).seeks_patents is seeks


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_reading(text: str) -> None:
    understand(text, Instruments(()))
