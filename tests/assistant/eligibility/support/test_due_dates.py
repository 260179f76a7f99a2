"""Days to keep: deadlines where they hold, turning days computed, titles that end."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.eligibility.assess import assess
from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.support.due_dates import (
    DateKind,
    DueDate,
    deadlines,
    expiries,
    in_order,
    turning_days,
)
from tests.assistant.eligibility.lark_programmes import REFERENCES, lark_programme

DAY = date(2026, 11, 22)
SHIPPED = {programme.id: programme for programme in load_programmes()}


def _deadlines(line: str, *, day: date = DAY, region: str | None = None) -> list[DueDate]:
    text = f'[[versions.deadlines]]\nid = "d"\ntext = "申报截止"\n{line}\n{REFERENCES}\n'
    return list(deadlines(assess(lark_programme(version=text), Profile(), day=day), region))


@pytest.mark.parametrize(
    ("yearly", "day", "last"),
    [
        ("11-22", date(2026, 11, 22), date(2026, 11, 22)),
        ("11-21", date(2026, 11, 22), date(2027, 11, 21)),
        ("02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_yearly_deadline_is_the_next_that_is_not_past(yearly: str, day: date, last: date) -> None:
    (due,) = _deadlines(f'yearly = "{yearly}"', day=day)
    assert (due.day, due.days_left) == (last, (last - day).days)


def test_a_yearly_deadline_behind_the_end_of_the_rules_is_none() -> None:
    assert _deadlines('yearly = "02-29"', day=date(2024, 3, 1)) == []


def test_a_deadline_that_is_not_published_is_no_day() -> None:
    assert _deadlines("") == []


def test_a_past_deadline_is_kept_with_a_negative_rest() -> None:
    (due,) = _deadlines("day = 2026-11-20")
    assert (due.kind, due.days_left) == (DateKind.DEADLINE, -2)


@pytest.mark.parametrize(
    ("region", "holds"),
    [("湖南省", True), ("湖南省/长沙市/岳麓区", True), ("湖北省/武汉市", False), (None, False)],
)
def test_the_deadline_of_hunan_holds_in_hunan_alone(region: str | None, holds: bool) -> None:
    found = assess(SHIPPED["ip-demonstration"], Profile(), day=date(2025, 9, 20))
    assert bool(list(deadlines(found, region))) is holds


def test_the_uid_depends_on_the_matter_and_its_day_and_not_on_when_it_is_computed() -> None:
    (first,), (second,) = _deadlines("day = 2027-05-01"), _deadlines("day = 2027-05-02")
    (again,) = _deadlines("day = 2027-05-01", day=date(2026, 12, 1))
    assert first.uid == again.uid != second.uid


def test_a_full_year_since_registration_is_a_turning_day() -> None:
    profile = Profile(registered=date(2026, 2, 28))
    found = assess(SHIPPED["high-tech"], profile, day=DAY)
    turns = [due for due in turning_days(found, profile) if "注册满一年" in due.title]
    assert [due.day for due in turns] == [date(2027, 2, 28)]
    assert turns[0].references


def test_the_day_after_a_certificate_ends_is_a_turning_day() -> None:
    profile = Profile(certificate="GB/T 29490-2023", certificate_expires=date(2027, 3, 31))
    found = assess(SHIPPED["ip-standard"], profile, day=DAY)
    assert [due.day for due in turning_days(found, profile)] == [date(2027, 4, 1)]


def test_the_change_of_rules_is_a_turning_day() -> None:
    found = assess(SHIPPED["priority-examination"], Profile(), day=date(2026, 8, 31))
    assert [due.day for due in turning_days(found, Profile())] == [date(2026, 9, 1)]


def test_nothing_turns_beyond_the_calendar() -> None:
    found = assess(SHIPPED["ip-standard"], Profile(), day=date.max)
    assert list(turning_days(found, Profile())) == []


@pytest.mark.parametrize(
    ("honour", "last"),
    [
        (Honour(name="高新技术企业", obtained=date(2024, 12, 1)), [date(2027, 11, 30)]),
        (Honour(name="高新技术企业", obtained=date(2024, 2, 29)), [date(2027, 2, 27)]),
        (Honour(name="高新技术企业", expires=date(2026, 12, 31)), [date(2026, 12, 31)]),
        (Honour(name="高新技术企业", expires=date(2026, 11, 21)), []),
        (Honour(name="高新技术企业", year=2025), []),
        (Honour(name="专精特新中小企业", obtained=date(2024, 12, 1)), []),
    ],
)
def test_a_title_held_ends_on_its_last_valid_day(honour: Honour, last: list[date]) -> None:
    profile = Profile(honours=(honour,))
    found = assess(SHIPPED["high-tech"], profile, day=DAY)
    assert [due.day for due in expiries(found, profile)] == last


def test_days_come_in_order_and_each_once() -> None:
    late, early = _deadlines("day = 2027-05-01"), _deadlines("day = 2026-12-01")
    assert [due.day.year for due in in_order([*late, *early, *late])] == [2026, 2027]
