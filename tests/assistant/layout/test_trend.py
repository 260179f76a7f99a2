from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from assistant.layout.trend import application_trend, first_incomplete_year
from tests.assistant.layout.planted_field import clauses, no_clauses, planted_field, record

DAY = date(2026, 6, 30)


def test_the_counts_by_year_and_kind_are_those_pandas_gets() -> None:
    records = planted_field().records
    frame = pd.DataFrame(
        {"year": [r.filing_year for r in records], "kind": [r.kind for r in records]}
    )
    trend = application_trend(records, data_day=DAY, clauses=clauses())
    assert {y.year: y.number for y in trend.years if y.number} == (
        frame.groupby("year").size().to_dict()
    )
    by_kind = frame.groupby(["year", "kind"]).size().to_dict()
    assert {(y.year, k.label): k.number for y in trend.years for k in y.by_kind} == by_kind


def test_a_year_without_applications_is_shown_with_nought() -> None:
    records = [record(1, filed=date(2015, 1, 1)), record(2, filed=date(2018, 1, 1))]
    trend = application_trend(records, data_day=date(2020, 1, 1), clauses=clauses())
    assert [(y.year, y.number) for y in trend.years] == [
        *[(2015, 1), (2016, 0), (2017, 0), (2018, 1)],
        *[(2019, 0), (2020, 0)],
    ]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 6, 30), 2025),
        (date(2026, 6, 29), 2024),
        (date(2026, 7, 1), 2025),
        (date(2026, 12, 31), 2025),
    ],
)
def test_a_year_is_complete_once_eighteen_months_have_passed_since_its_last_day(
    day: date, first: int
) -> None:
    assert first_incomplete_year(day) == first


def test_the_unpublished_tail_is_marked_and_cites_the_clause_on_eighteen_months() -> None:
    trend = application_trend(planted_field().records, data_day=DAY, clauses=clauses())
    assert [y.year for y in trend.years if y.is_incomplete] == [2025, 2026]
    remark = trend.remarks[-1]
    assert "2025—2026 年的数据不完整" in remark.text
    assert remark.patents == trend.years[-2].patents
    assert "第三十四条" in remark.citations[0].locator
    assert "十八个月" in remark.citations[0].quote


def test_without_the_clause_the_tail_is_still_marked_and_the_lack_is_said() -> None:
    trend = application_trend(planted_field().records, data_day=DAY, clauses=no_clauses())
    assert trend.remarks[-1].citations == ()
    assert "没有找到条文" in trend.remarks[-1].text


def test_records_without_a_year_are_left_out_counted_and_listed() -> None:
    records = [*(record(n, filed=date(2020, 1, 1)) for n in (1, 4)), record(2), record(3)]
    trend = application_trend(records, data_day=DAY, clauses=clauses())
    assert trend.undated == ("id00002", "id00003")
    assert trend.remarks[0].text.startswith("其中 2 件没有申请日")
    assert trend.remarks[0].patents == trend.undated


def test_a_year_after_the_data_day_is_taken_for_a_slip() -> None:
    records = [record(1, filed=date(2020, 1, 1)), record(2, filed=date(2062, 1, 1))]
    trend = application_trend(records, data_day=DAY, clauses=clauses())
    assert [y.year for y in trend.years if y.number] == [2020]
    assert trend.remarks[0].patents == ("id00002",)


def test_the_year_is_read_from_the_application_number_where_there_is_no_day() -> None:
    trend = application_trend(
        [record(1, application_number="CN201911234567.8")], data_day=DAY, clauses=clauses()
    )
    assert [y.year for y in trend.years if y.number] == [2019]


def test_no_records_give_no_years_and_no_remarks() -> None:
    trend = application_trend([], data_day=DAY, clauses=clauses())
    assert (trend.years, trend.remarks) == ((), ())


def test_where_few_state_their_day_no_curve_is_drawn_and_it_is_said_who_does() -> None:
    records = [record(1, filed=date(2020, 1, 1)), record(2), record(3)]
    trend = application_trend(records, data_day=DAY, clauses=clauses())
    assert trend.is_sparse
    assert "3 件里只有 1 件（33%）写明申请日" in trend.remarks[0].text
    assert trend.remarks[0].patents == ("id00001",)


def test_days_still_to_come_are_no_days_a_curve_could_be_drawn_of() -> None:
    records = [
        record(1, filed=date(2020, 1, 1)),
        *(record(n, filed=date(2099, 1, 1)) for n in (2, 3)),
    ]
    trend = application_trend(records, data_day=DAY, clauses=clauses())

    assert trend.is_sparse
    assert "3 件里只有 1 件（33%）写明申请日" in trend.remarks[0].text


def test_where_nobody_states_their_day_that_is_said() -> None:
    trend = application_trend([record(1), record(2)], data_day=DAY, clauses=clauses())

    assert "2 件都没有写明申请日：" in trend.remarks[0].text


def test_where_half_state_their_day_the_curve_is_drawn() -> None:
    records = [record(1, filed=date(2020, 1, 1)), record(2)]
    assert not application_trend(records, data_day=DAY, clauses=clauses()).is_sparse


@pytest.mark.parametrize(("last", "is_said"), [(2020, True), (2022, False)])
def test_years_without_applications_at_the_end_may_be_years_no_list_holds(
    last: int, is_said: bool
) -> None:
    records = [record(n, filed=date(last - n, 1, 1)) for n in range(5)]
    trend = application_trend(records, data_day=DAY, clauses=clauses())
    said = [remark for remark in trend.remarks if "没有收录" in remark.text]
    assert bool(said) is is_said
    assert all(remark.patents == ("id00000",) for remark in said)
