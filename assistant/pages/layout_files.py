"""Downloads of 「专利布局」: the report of a scope and its figures."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import Response

from assistant.layout.layout_workbook import to_xlsx
from assistant.pages.layout_address import LAYOUT
from assistant.pages.layout_desk import LayoutDesk, place_of
from assistant.pages.owner import Owner
from assistant.reports.report import Report
from assistant.reports.report_file import MEDIA_TYPES, report_file

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 30


def add_routes(app: FastAPI, desk: LayoutDesk) -> None:
    """The whole report in each format, and the workbook."""

    def report(request: Request, owner: Owner, ending: str) -> Response:
        from assistant.layout.layout_report import layout_report

        seen = desk.seen(owner, place_of(request))
        plan = desk.plan(seen)
        if writing := desk.writing_of(owner, request.query_params.get("writing", ""), plan):
            plan = replace(plan, written=writing.written)
        name = f"专利布局 {seen.place.one('q')[:_LONGEST_NAME]}".strip()
        if ending == "xlsx":
            return _download(to_xlsx(plan), f"{name}.xlsx", _SHEET)
        return report_response(layout_report(plan), ending, name=name)

    app.get(f"{LAYOUT}/report.{{ending}}")(report)


def report_response(report: Report, ending: str, *, name: str) -> Response:
    """A report as a file to keep.

    Raises:
        ReportError: no such format, or it cannot be made.
    """
    suffix = f".{ending.lower()}"
    data = report_file(report, suffix)
    return _download(data, f"{name}{suffix}", MEDIA_TYPES[suffix])


def _download(data: bytes, name: str, kind: str) -> Response:
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "cache-control": "private, no-store",
    }
    return Response(data, media_type=kind, headers=headers)
