"""Printed reports of assessments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.eligibility.assess import assess
from assistant.eligibility.assessment_report import programme_report, support_report
from assistant.eligibility.matching import match_support
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.references import Find
from assistant.reports.report import Paragraph, Report, Table, numbered_notes
from assistant.reports.to_markdown import to_markdown
from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue

DAY = date(2026, 11, 22)
COMPANY = Profile(
    name="云雀谷科技有限公司",
    region="广东省/广州市/南沙区",
    registered=date(2019, 3, 5),
    revenue={2025: Decimal(5000)},
    rd_expense={2025: Decimal(80)},
)


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Find:
    catalogue = Catalogue(tmp_path_factory.mktemp("home") / "catalogue.sqlite3")
    load_builtin(catalogue)
    return {document.id: document for document in catalogue.documents()}.get


@pytest.fixture(scope="module")
def reports(find: Find) -> list[Report]:
    """One of each programme, and the overview."""
    programmes = load_programmes()
    single = [programme_report(assess(one, COMPANY, day=DAY), COMPANY, find) for one in programmes]
    return [*single, support_report(match_support(programmes, COMPANY, day=DAY), COMPANY, find)]


def test_every_row_of_a_verdict_has_its_clause_in_a_footnote(reports: list[Report]) -> None:
    tables = [block for one in reports for block in one.blocks if isinstance(block, Table)]
    assert tables
    assert all(row[0].notes for table in tables for row in table.rows)


def test_the_verdict_stands_on_clauses_and_promises_nothing(reports: list[Report]) -> None:
    for report in reports[:-1]:
        opening = next(block for block in report.blocks if isinstance(block, Paragraph))
        assert opening.words.notes
        assert "以主管部门认定为准" in to_markdown(report)


def test_what_is_missing_is_computed_and_printed(find: Find) -> None:
    (programme,) = (one for one in load_programmes() if one.id == "specialised-sme")
    report = programme_report(assess(programme, COMPANY, day=DAY), COMPANY, find)
    text = to_markdown(report)
    assert "还差什么" in text
    assert "70 万元" in text


def test_a_report_names_the_company_its_day_and_its_figures(reports: list[Report]) -> None:
    for report in reports:
        facts = dict(report.facts)
        assert report.subtitle == "云雀谷科技有限公司"
        assert facts["申请日"] == "2026-11-22"
        assert facts["研发费用"] == "2025 年 80 万元"
        assert numbered_notes(report)
