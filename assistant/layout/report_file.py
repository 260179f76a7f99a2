"""What a report on a plan is called and holds, by the suffix of the file."""

from __future__ import annotations

from assistant.layout.layout_plan import Plan
from assistant.layout.layout_report import layout_report
from assistant.layout.layout_workbook import to_xlsx
from assistant.reports.report_file import report_file

WORKBOOK = ".xlsx"


def plan_file(plan: Plan, suffix: str) -> bytes:
    """The report on a plan, or its figures for `WORKBOOK`.

    Raises:
        ReportError: no such format, or the file cannot be made.
    """
    if suffix.lower() == WORKBOOK:
        return to_xlsx(plan)
    return report_file(layout_report(plan), suffix)
