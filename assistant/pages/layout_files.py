"""Downloads of 「专利布局」: the report of a scope and its figures."""

from __future__ import annotations

from dataclasses import replace

from fastapi import FastAPI, Request
from fastapi.responses import Response

from assistant.layout.layout_workbook import to_xlsx
from assistant.pages.download import SHEET, download, download_report
from assistant.pages.layout_address import LAYOUT
from assistant.pages.layout_desk import LayoutDesk, place_of
from assistant.pages.owner import Owner

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
            return download(to_xlsx(plan), f"{name}.xlsx", SHEET)
        return download_report(layout_report(plan), ending, name=name)

    app.get(f"{LAYOUT}/report.{{ending}}")(report)
