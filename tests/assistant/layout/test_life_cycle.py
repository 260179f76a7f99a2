from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.layout.life_cycle import Stage, life_cycle
from assistant.layout.patent_record import PatentRecord
from assistant.layout.trend import application_trend
from tests.assistant.layout.planted_field import TODAY, clauses, record


def _field(a_year: Callable[[int], int], first: int = 2010) -> list[PatentRecord]:
    """So many patents a year until 2024, each by an applicant of its own."""
    return [
        record(year * 1000 + n, applicants=(f"甲{n}",), filed=date(year, 1, 1))
        for year in range(first, 2025)
        for n in range(a_year(year))
    ]


def _stage(records: list[PatentRecord]) -> Stage:
    trend = application_trend(records, data_day=TODAY, clauses=clauses())
    return life_cycle(records, trend).stage


@pytest.mark.parametrize(
    ("a_year", "stage"),
    [
        (lambda year: 5 + 3 * (year - 2010), Stage.GROWING),
        (lambda year: 30, Stage.MATURE),
        (lambda year: 80 - 5 * (year - 2010), Stage.DECLINING),
    ],
)
def test_the_stage_follows_applications_and_applicants(
    a_year: Callable[[int], int], stage: Stage
) -> None:
    assert _stage(_field(a_year)) is stage


def test_a_young_field_with_few_applications_is_emerging() -> None:
    assert _stage(_field(lambda year: year - 2016, first=2017)) is Stage.EMERGING


def test_fewer_than_thirty_patents_say_nothing() -> None:
    records = _field(lambda year: 1)
    trend = application_trend(records, data_day=TODAY, clauses=clauses())
    found = life_cycle(records, trend)
    assert found.stage is Stage.UNKNOWN
    assert "不足 30 件" in found.reason.text
    assert found.reason.patents == tuple(sorted(r.id for r in records))


def test_fewer_than_six_complete_years_say_nothing() -> None:
    assert _stage(_field(lambda year: 20, first=2021)) is Stage.UNKNOWN


def test_a_field_left_for_six_years_and_taken_up_again_today_has_no_stage() -> None:
    old = _field(lambda year: 20 if year < 2014 else 0)
    today = record(1, applicants=("甲",), filed=TODAY)
    assert _stage([*old, today]) is Stage.UNKNOWN


def test_more_patents_by_fewer_applicants_fit_no_stage() -> None:
    records = [
        record(
            year * 1000 + n, applicants=("甲" if year > 2021 else f"甲{n}",), filed=date(year, 1, 1)
        )
        for year in range(2010, 2025)
        for n in range(20 if year > 2021 else 8)
    ]
    assert _stage(records) is Stage.UNKNOWN


def test_years_not_all_published_do_not_make_a_decline() -> None:
    records = [*_field(lambda year: 20), record(1, applicants=("甲",), filed=date(2026, 1, 1))]
    assert _stage(records) is Stage.MATURE


def test_a_field_that_was_left_is_told_from_the_years_since_then_too() -> None:
    records = _field(lambda year: 20 if year < 2021 else 1)
    assert _stage(records) is Stage.DECLINING


def test_where_few_state_their_day_no_stage_is_told() -> None:
    dated = _field(lambda year: 5 + 3 * (year - 2010))
    records = [*dated, *(record(at) for at in range(len(dated) + 1))]
    trend = application_trend(records, data_day=TODAY, clauses=clauses())
    found = life_cycle(records, trend)
    assert found.stage is Stage.UNKNOWN
    assert "不到一半" in found.reason.text
    assert len(found.reason.patents) == len(dated)
