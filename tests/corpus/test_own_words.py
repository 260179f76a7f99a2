"""What a text says of its own beginning."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.own_expiry import find_expiry
from corpus.own_words import Stated, find_effective, find_own_effective, sentence_around

ISSUED = date(2023, 1, 10)


def day_of(stated: Stated | None) -> date | None:
    return stated.day if stated else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2026年9月1日起施行。", date(2026, 9, 1)),
        ("本法自二〇二一年六月一日起施行。", date(2021, 6, 1)),
        ("本办法自公布之日起施行。", ISSUED),
        ("本规定自发布之日起30日后施行。", date(2023, 2, 9)),
        ("本通知自印发之日起三个月后实施。", date(2023, 4, 10)),
        ("本规定自公布之日起满三十日施行。", date(2023, 2, 9)),
        ("本规定自公布30日后施行。", date(2023, 2, 9)),
        ("本意见自印发次日起执行。", date(2023, 1, 11)),
        ("本办法自印发之日起试行。", ISSUED),
        ("本标准于2024年1月1日起正式实施。", date(2024, 1, 1)),
        ("2023-08-06发布\n2024-01-01实施\n", date(2024, 1, 1)),
        ("施行日期：2024年5月1日\n", date(2024, 5, 1)),
        ("自2020年1月1日起施行的旧办法废止。\n本办法自2026年9月1日起施行。", date(2026, 9, 1)),
        ("第二十条 本办法由甲局负责解释，自2022年3月1日起施行。", date(2022, 3, 1)),
        ("本办法自2023年2月1日起施行。第十条自2025年1月1日起施行。", date(2023, 2, 1)),
        ("本办法有效期自2021年4月1日起至2026年3月31日止。", date(2021, 4, 1)),
        ("本办法自2021年4月1日至2023年3月31日施行。", date(2021, 4, 1)),
        ("本政策执行期为2021年4月1日至2023年12月31日。", date(2021, 4, 1)),
        ("本办法有效期自公布之日起至2025年12月31日。", ISSUED),
        ("本方案所称评价期为2021年1月1日至2023年12月31日。", None),
        ("第九条 申请自2020年1月1日起计算。", None),
        ("自发布实施以来，成效明显。", None),
        ("", None),
    ],
)
def test_the_first_day_in_force_is_what_the_text_says_of_itself(
    text: str, day: date | None
) -> None:
    assert day_of(find_effective(text, published=ISSUED)) == day


def test_in_force_from_issue_is_said_but_unknown_when_the_day_of_issue_is() -> None:
    text = "第一条 为了测试。\n第二条 本办法自公布之日起施行。\n"
    stated = find_effective(text, published=None)
    assert stated is not None
    assert stated.day is None
    assert text[stated.start : stated.end] == "第二条 本办法自公布之日起施行。"


def test_a_note_of_coming_into_force_outranks_the_old_closing_article() -> None:
    head = "2023年10月16日 会议通过\n2023年11月1日 施行\n"
    text = head + "第一条 本规定自2019年1月1日起施行。"
    stated = find_own_effective(text, head, published=date(2023, 10, 16))
    assert stated is not None
    assert (stated.day, text[stated.start : stated.end]) == (
        date(2023, 11, 1),
        "2023年11月1日 施行",
    )


def test_an_order_may_say_in_its_note_when_the_amended_text_begins() -> None:
    head = "2001年6月15日国务院令第1号公布 2023年12月11日国务院令第2号修订 自2024年1月20日起施行\n"
    text = head + "第一条 本细则自2001年7月1日起施行。"
    assert day_of(find_own_effective(text, head, published=date(2023, 12, 11))) == date(2024, 1, 20)


def test_the_closing_article_of_an_older_version_begins_nothing() -> None:
    head = "2023年12月11日 第三次修正\n"
    text = head + "第一条 本细则自2001年7月1日起施行。\n"
    assert find_own_effective(text, head, published=date(2023, 12, 11)) is None


_LINES = st.lists(
    st.sampled_from(
        [
            "第一条 为了测试，制定本办法。",
            "第二条 本办法自2024年1月20日起施行，有效期5年。",
            "本办法自公布之日起施行；",
            "  有效期至2027年12月31日",
            "（2023年11月1日起施行）",
            "执行时间：2024/1/1",
            "本措施自2023年3月1日至2025年12月31日止有效！",
        ]
    )
    | st.text(alphabet="本办法自至日起施行有效期2024年1月。；\n ", max_size=30),
    max_size=6,
)


@given(_LINES, st.none() | st.just(ISSUED))
def test_a_statement_is_a_whole_sentence_of_the_text(lines: list[str], issued: date | None) -> None:
    text = "\n".join(lines)
    for stated in (
        find_own_effective(text, text[:40], published=issued),
        find_expiry(text, effective=issued),
    ):
        if stated is not None:
            quote = text[stated.start : stated.end]
            assert quote and quote == quote.strip() and "\n" not in quote


@given(st.text(alphabet="甲乙。；\n 　", min_size=1, max_size=30), st.data())
def test_the_sentence_around_a_span_holds_it(text: str, data: st.DataObject) -> None:
    at = data.draw(
        st.integers(0, len(text) - 1).filter(lambda i: not text[i].isspace())
        if text.strip()
        else st.just(-1)
    )
    if at >= 0:
        start, end = sentence_around(text, at, at)
        assert start <= at <= end
