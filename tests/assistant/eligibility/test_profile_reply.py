"""Short replies to a question on one field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile_reply import is_unknown, read_reply
from assistant.eligibility.questions import Question
from assistant.eligibility.rules.describe import Missing

DAY = date(2026, 11, 22)


def question(field: str, detail: str = "", years: tuple[int, ...] = ()) -> Question:
    return Question(missing=Missing(field=field, detail=detail), years=years)


@pytest.mark.parametrize(
    ("asked", "reply", "value"),
    [
        (question("technical_staff"), "12 人", 12),
        (question("technical_staff"), "十二", 12),
        (question("technical_staff"), "没有", 0),
        (question("registered"), "2020年3月5日", date(2020, 3, 5)),
        (question("registered"), "2020年3月", date(2020, 3, 31)),
        (question("registered"), "成立三年半", date(2023, 5, 22)),
        (question("owns_core_ip"), "有", True),
        (question("owns_core_ip"), "没有。", False),
        (question("last_incident"), "没有", "无"),
        (question("last_incident"), "2025年3月4日", date(2025, 3, 4)),
        (question("size"), "小型", "小型"),
        (question("certificate"), "2023版", "GB/T 29490-2023"),
        (question("certificate"), "没有", "无"),
        (question("region"), "广州南沙", "广东省/广州市/南沙区"),
        (question("debt_ratio"), "45%", Decimal(45)),
        (question("innovation_score"), "75分", Decimal(75)),
        (
            question("honours", "高新技术企业"),
            "是，2024年",
            Honour(name="高新技术企业", year=2024),
        ),
        (
            question("honours", "高新技术企业"),
            "没有",
            Honour(name="高新技术企业", held=False),
        ),
    ],
)
def test_a_reply_gives_the_value_that_was_asked_for(
    asked: Question, reply: str, value: object
) -> None:
    reading = read_reply(reply, asked, day=DAY)
    assert reading is not None
    assert [fact.value for fact in reading.facts] == [value]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("200、250、300万", {2023: 200, 2024: 250, 2025: 300}),
        ("2023年200万，2024年250万，2025年300万", {2023: 200, 2024: 250, 2025: 300}),
        ("2024年 250", {2024: 250}),
    ],
)
def test_figures_of_several_years_are_given_at_once(
    reply: str, expected: dict[int | None, object]
) -> None:
    asked = question("rd_expense", years=(2023, 2024, 2025))
    reading = read_reply(reply, asked, day=DAY)
    assert reading is not None
    assert {fact.year: fact.value for fact in reading.facts} == expected


def test_fewer_figures_than_years_are_not_spread_over_them() -> None:
    reading = read_reply("300万", question("rd_expense", years=(2024, 2025)), day=DAY)
    assert reading is not None
    assert reading.facts == ()
    assert "问的是 2 年" in reading.unplaced[0].reason


@pytest.mark.parametrize(
    "reply", ["营收是 5800 万", "12 人吗？", "专利法第四十二条说什么", "5%", "", "嗯嗯好的呢"]
)
def test_what_is_about_something_else_is_no_reply(reply: str) -> None:
    assert read_reply(reply, question("technical_staff"), day=DAY) is None


@pytest.mark.parametrize("reply", ["十几个", "2024年"])
def test_a_reply_that_is_not_exact_is_said_back(reply: str) -> None:
    asked = question("registered" if "年" in reply else "technical_staff")
    reading = read_reply(reply, asked, day=DAY)
    assert reading is not None
    assert reading.facts == ()
    assert reading.unplaced


def test_not_knowing_is_told_from_having_none() -> None:
    assert is_unknown("不清楚")
    assert is_unknown("我也不知道")
    assert not is_unknown("没有")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (question("rd_expense", years=(2024, 2025)), "2024、2025 年研发费用各是多少万元？"),
        (question("rd_expense"), "上一年研发费用是多少万元？"),
        (question("staff"), "职工总数是多少人？"),
        (question("honours", "高新技术企业"), "是否已获得“高新技术企业”？"),
    ],
)
def test_a_question_names_years_units_and_titles(asked: Question, words: str) -> None:
    assert asked.words.startswith(words)
