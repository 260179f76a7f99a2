"""What a report on a plan is called and holds, by the suffix of the file."""

from __future__ import annotations

from assistant.errors import ReportError
from assistant.layout.layout_plan import Plan
from assistant.layout.layout_report import layout_report
from assistant.layout.layout_workbook import to_xlsx
from assistant.reports.report_file import WRITERS, report_file

WORKBOOK = ".xlsx"


def check_suffix(suffix: str) -> None:
    """Whether there is such a format, before the work begins.

    Raises:
        ReportError: there is none.
    """
    if suffix.lower() not in (*WRITERS, WORKBOOK):
        formats = "、".join((*WRITERS, WORKBOOK))
        raise ReportError(f"不会写“{suffix or '没有后缀'}”格式，请用这些后缀之一：{formats}。")


def plan_file(plan: Plan, suffix: str) -> bytes:
    """The report on a plan, or its figures for `WORKBOOK`.

    Raises:
        ReportError: no such format, or the file cannot be made.
    """
    check_suffix(suffix)
    if suffix.lower() == WORKBOOK:
        return to_xlsx(plan)
    return report_file(layout_report(plan), suffix)
