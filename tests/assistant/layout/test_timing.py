from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadQuestionError
from assistant.layout.clauses import PATENT_LAW, Clauses
from assistant.layout.patent_record import PatentKind
from assistant.layout.protection_term import protection_term
from assistant.layout.time_rules import OwnDates
from assistant.layout.timing import TimeLimit, time_limits
from corpus.documents import Form, Kind, Verification
from corpus.front_matter import FrontMatter
from corpus.make_document import make_document
from corpus.source_text import SourceText
from tests.assistant.layout.planted_field import (
    TODAY,
    builtin_documents,
    clauses,
    no_clauses,
)

INVENTION, UTILITY, DESIGN = PatentKind.INVENTION, PatentKind.UTILITY, PatentKind.DESIGN


def _dates(kind: PatentKind, days: dict[str, date]) -> OwnDates:
    return OwnDates(kind=kind, **days)


def _limits(dates: OwnDates, at: Clauses | None = None) -> dict[str, TimeLimit]:
    return {limit.name: limit for limit in time_limits(dates, at or clauses()).limits}


@pytest.mark.parametrize(
    ("kind", "known", "day", "name", "last_day", "article"),
    [
        (INVENTION, "first_filed", date(2026, 1, 31), "优先权", date(2027, 1, 31), "二十九"),
        (INVENTION, "first_filed", date(2024, 2, 29), "优先权", date(2025, 2, 28), "二十九"),
        (DESIGN, "first_filed", date(2025, 8, 31), "优先权", date(2026, 2, 28), "二十九"),
        (DESIGN, "first_filed", date(2027, 8, 31), "优先权", date(2028, 2, 29), "二十九"),
        (INVENTION, "filed", date(2025, 8, 31), "申请公布", date(2027, 2, 28), "三十四"),
        (INVENTION, "filed", date(2024, 2, 29), "实质审查请求", date(2027, 2, 28), "三十五"),
        (UTILITY, "disclosed", date(2026, 8, 31), "新颖性宽限期", date(2027, 2, 28), "二十四"),
        (UTILITY, "noticed", date(2025, 12, 31), "办理登记", date(2026, 2, 28), "六十条"),
        (INVENTION, "filed", date(2024, 2, 29), "保护期", date(2044, 2, 29), "四十二"),
        (UTILITY, "filed", date(2024, 2, 29), "保护期", date(2034, 2, 28), "四十二"),
        (DESIGN, "filed", date(2021, 6, 1), "保护期", date(2036, 6, 1), "四十二"),
    ],
)
def test_a_limit_ends_on_the_same_day_or_the_last_of_its_month_and_cites_its_article(
    kind: PatentKind, known: str, day: date, name: str, last_day: date, article: str
) -> None:
    limit = _limits(_dates(kind, {known: day}))[name]
    assert limit.last_day == last_day
    assert article in limit.sentence.citations[0].locator
    assert last_day.isoformat() in limit.sentence.text


def _later(day: date, **moved: int) -> date:
    moved_on: date = (pd.Timestamp(day) + pd.DateOffset(**moved)).date()
    return moved_on


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_months_are_counted_as_pandas_counts_them(day: date) -> None:
    limits = _limits(OwnDates(kind=INVENTION, disclosed=day, first_filed=day))
    assert limits["优先权"].last_day == _later(day, months=12)
    assert limits["新颖性宽限期"].last_day == _later(day, months=6)
    later = _limits(OwnDates(kind=INVENTION, filed=day))
    assert later["申请公布"].last_day == _later(day, months=18)
    assert later["实质审查请求"].last_day == _later(day, years=3)


@given(st.dates(date(2022, 1, 1), date(2060, 1, 1)))
def test_a_weekend_is_told_with_the_next_working_day_and_the_clause(day: date) -> None:
    limit = _limits(OwnDates(kind=INVENTION, first_filed=day))["优先权"]
    if limit.last_day.weekday() < 5:
        assert limit.remark is None
        return
    assert limit.remark is not None
    monday = limit.last_day + timedelta(days=7 - limit.last_day.weekday())
    assert monday.isoformat() in limit.remark.text
    assert "第五条" in limit.remark.citations[0].locator


def test_publication_and_term_do_not_wait_for_a_working_day() -> None:
    limits = _limits(OwnDates(kind=INVENTION, filed=date(2025, 4, 17)))
    assert limits["申请公布"].last_day.weekday() == 5
    assert limits["申请公布"].remark is None
    assert limits["保护期"].remark is None


def test_only_inventions_are_published_and_examined() -> None:
    assert set(_limits(OwnDates(kind=UTILITY, filed=date(2025, 4, 17)))) == {"保护期"}


def test_a_limit_in_the_past_is_marked() -> None:
    limits = _limits(OwnDates(kind=INVENTION, first_filed=date(2020, 1, 1)))
    assert limits["优先权"].is_over
    assert not _limits(OwnDates(kind=INVENTION, first_filed=TODAY))["优先权"].is_over


def test_limits_come_earliest_first() -> None:
    dates = OwnDates(kind=INVENTION, first_filed=date(2025, 1, 2), filed=date(2026, 1, 2))
    days = [limit.last_day for limit in time_limits(dates, clauses()).limits]
    assert days == sorted(days)


def test_without_the_texts_nothing_is_counted_and_every_lack_is_said() -> None:
    dates = OwnDates(kind=INVENTION, first_filed=date(2025, 1, 2), filed=date(2026, 1, 2))
    found = time_limits(dates, no_clauses())
    assert found.limits == ()
    assert [f.text.partition("未计算")[0] for f in found.not_counted] == [
        "优先权",
        "申请公布",
        "实质审查请求",
        "保护期",
    ]


def test_a_design_filed_before_the_law_in_force_has_no_term_unless_the_older_law_is_there() -> None:
    filed = date(2020, 5, 1)
    assert protection_term(DESIGN, filed, clauses()) is None
    front = FrontMatter(
        title=PATENT_LAW,
        kind=Kind.STATUTE,
        form=Form.DIGEST,
        issuer="某机关",
        version="2008",
        published=date(2008, 12, 1),
        effective=date(2009, 10, 1),
        expires=date(2021, 5, 31),
        verification=Verification.C,
    )
    text = "第四十二条 期限\n外观设计专利权的期限为十年，自申请日起算。\n"
    older = make_document(SourceText(name="old.md", source="old.md", text=text, front_matter=front))
    both = Clauses((*builtin_documents(), older), day=TODAY)
    term = protection_term(DESIGN, filed, both)
    assert term is not None
    assert (term.years, term.ends) == (10, date(2030, 5, 1))
    assert term.clause.document_id == older.id
    newer = protection_term(DESIGN, date(2021, 6, 1), both)
    assert newer is not None
    assert newer.years == 15


def _with_fee_rule() -> Clauses:
    """The texts with a rule of our own wording on when yearly fees are due."""
    front = FrontMatter(
        title="中华人民共和国专利法实施细则",
        kind=Kind.STATUTE,
        form=Form.ORIGINAL,
        issuer="某机关",
        version="样本",
        effective=date(2024, 1, 20),
        verification=Verification.C,
    )
    text = (
        "第十二条 有优先权的，本法所说申请日指优先权日。\n"
        "第一百一十五条 以后各年的年费在上一年度期满前缴纳。\n"
    )
    rules = make_document(SourceText(name="r.md", source="r.md", text=text, front_matter=front))
    return Clauses((*builtin_documents(), rules), day=TODAY)


@pytest.mark.parametrize(
    ("filed", "granted", "year", "due"),
    [
        (date(2020, 2, 29), date(2022, 5, 1), 8, date(2027, 2, 28)),
        (date(2025, 11, 22), date(2026, 11, 1), 2, date(2026, 11, 22)),
        (date(2025, 11, 21), date(2026, 11, 1), 3, date(2027, 11, 21)),
        (date(2026, 1, 5), date(2026, 11, 1), 2, date(2027, 1, 5)),
    ],
)
def test_the_next_yearly_fee_is_due_on_the_anniversary_of_the_application(
    filed: date, granted: date, year: int, due: date
) -> None:
    dates = OwnDates(kind=INVENTION, filed=filed, granted=granted)
    assert _limits(dates, _with_fee_rule())[f"第 {year} 年度年费"].last_day == due


def test_no_fee_is_due_once_the_term_is_over() -> None:
    dates = OwnDates(kind=UTILITY, filed=date(2017, 6, 1), granted=date(2018, 1, 1))
    assert not [n for n in _limits(dates, _with_fee_rule()) if "年费" in n]


def test_the_day_of_priority_counts_for_publication_only_where_a_clause_says_so() -> None:
    dates = OwnDates(kind=INVENTION, first_filed=date(2025, 1, 10), filed=date(2025, 12, 1))
    plain = _limits(dates)["申请公布"]
    assert plain.last_day == date(2027, 6, 1)
    assert "优先权日" in plain.sentence.text
    ruled = _limits(dates, _with_fee_rule())["申请公布"]
    assert ruled.last_day == date(2026, 7, 10)
    assert len(ruled.sentence.citations) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"filed": date(1970, 1, 1)},
        {"filed": date(9999, 1, 1)},
        {"first_filed": date(2025, 5, 1), "filed": date(2025, 4, 1)},
        {"filed": date(2025, 5, 1), "granted": date(2025, 4, 1)},
    ],
)
def test_impossible_days_are_named(wrong: dict[str, date]) -> None:
    with pytest.raises(BadQuestionError, match="请核对"):
        time_limits(_dates(INVENTION, wrong), clauses())
