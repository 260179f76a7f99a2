from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from assistant.errors import ReportError
from assistant.layout import layout_report as reports
from assistant.layout.advice import Wishes
from assistant.layout.compare import Sides
from assistant.layout.layout_plan import Plan, make_plan
from assistant.layout.layout_report import (
    advice_report,
    comparison_report,
    deadlines_report,
    landscape_report,
    layout_report,
)
from assistant.layout.patent_record import PatentKind
from assistant.layout.report_file import plan_file
from assistant.layout.scope import ScopeQuery
from assistant.layout.time_rules import OwnDates
from assistant.layout.timing import time_limits
from assistant.layout.workbench import Workbench
from assistant.reports.report import Report, Table, numbered_notes
from assistant.reports.report_file import report_file
from assistant.reports.to_text import to_text
from tests.assistant.layout.planted_field import (
    EACH,
    ENTRANT,
    LEADER,
    SUBJECTS,
    TODAY,
    clauses,
    planted_field,
)

SIDES = Sides(mine=(ENTRANT,), theirs=(LEADER,))


@pytest.fixture(scope="module")
def plan(bench: Workbench) -> Plan:
    query = ScopeQuery(ipc=("B63C", "A01K"))
    surveyed = bench.survey(query, viewer=None, day=TODAY)
    return make_plan(surveyed, Wishes(sides=SIDES))


@pytest.fixture(scope="module")
def report(plan: Plan) -> Report:
    return layout_report(plan)


def table_with(report: Report, column: str) -> Table:
    return next(b for b in report.blocks if isinstance(b, Table) and column in b.columns)


def test_the_annex_lists_every_patent_once(report: Report) -> None:
    annex = table_with(report, "公开（公告）号")
    numbers = [row[1].text for row in annex.rows]
    assert numbers == sorted(record.number for record in planted_field().records)


def test_notes_name_places_that_exist_in_the_annex(report: Report) -> None:
    notes = [n.text for n in numbered_notes(report) if n.text.startswith("附录")]
    places = {int(place) for note in notes for place in re.findall(r"\d+", note.split("，")[0])}
    assert places
    assert places <= set(range(1, EACH * len(SUBJECTS) + 1))


def test_the_trend_counts_what_was_filed_each_year(plan: Plan) -> None:
    filed = [r.filed.year for r in planted_field().records if r.filed]
    assert f"2015 {filed.count(2015)}、" in to_text(landscape_report(plan.surveyed))


def test_an_annex_too_long_for_word_says_where_the_rest_is(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_LISTED", 10)
    report = layout_report(plan)
    assert len(table_with(report, "公开（公告）号").rows) == 10
    assert "XLSX" in to_text(report)


def test_the_comparison_names_both_sides(plan: Plan) -> None:
    report = comparison_report(plan)
    held = table_with(report, "本方")
    assert {row[3].text for row in held.rows} <= {
        *("双方都有", "只有本方", "只有对方", "本方薄弱", "都很少")
    }
    assert held.rows


def test_advice_states_no_form_without_its_definition(plan: Plan) -> None:
    forms = table_with(advice_report(plan), "形态")
    assert len(forms.rows) == 6
    assert all(row[0].notes for row in forms.rows)


def test_a_limit_of_time_has_its_clause(plan: Plan) -> None:
    limits = time_limits(OwnDates(kind=PatentKind.INVENTION, filed=TODAY), clauses())
    rows = table_with(deadlines_report(limits, day=TODAY), "最后一天").rows
    assert rows
    assert all(row[2].notes for row in rows)


def test_the_workbook_counts_like_the_report(plan: Plan) -> None:
    book = openpyxl.load_workbook(BytesIO(plan_file(plan, ".xlsx")), read_only=True)
    patents = list(book["专利"].iter_rows(values_only=True))
    trend = list(book["申请趋势"].iter_rows(values_only=True))
    assert len(patents) == 1 + EACH * len(SUBJECTS)
    assert sum(int(str(row[1])) for row in trend[1:]) == EACH * len(SUBJECTS)
    book.close()


def test_an_unknown_format_names_the_known_ones(report: Report) -> None:
    with pytest.raises(ReportError, match=r"\.docx"):
        report_file(report, ".ppt")


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".PDF"])
def test_every_format_is_written(report: Report, suffix: str) -> None:
    starts = {".md": b"# ", ".html": b"<!doctype", ".docx": b"PK", ".PDF": b"%PDF"}
    assert report_file(report, suffix).startswith(starts[suffix])


def test_the_day_of_the_question_is_no_day_of_the_data(plan: Plan) -> None:
    bare = tuple(
        replace(r, filed=None, published=None, granted=None) for r in plan.surveyed.field.records
    )
    surveyed = replace(plan.surveyed, field=replace(plan.surveyed.field, records=bare))
    assert ("数据里最晚的日期", "数据里没有日期") in landscape_report(surveyed).facts
    told = dict(landscape_report(plan.surveyed).facts)["数据里最晚的日期"]
    assert told == plan.surveyed.landscape.data_day.isoformat()
