"""Downloads of 「资格与支持」: reports, the calendar, the profile, the table to fill in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import Response

from assistant.eligibility.assessment_report import programme_report, support_report
from assistant.eligibility.errors import EligibilityError
from assistant.eligibility.profile_json import profile_as_json
from assistant.eligibility.profile_template import template_csv, template_xlsx
from assistant.eligibility.support.calendar_file import as_calendar
from assistant.pages.eligibility_desk import ELIGIBILITY, EligibilityDesk, Opened
from assistant.pages.owner import Owner
from assistant.reports.report import Report

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 40


def add_routes(app: FastAPI, desk: EligibilityDesk) -> None:
    """All of them; before the pages of single programmes, whose addresses take any word."""

    def report(request: Request, owner: Owner, id_: str, ending: str) -> Response:
        opened = desk.open(owner, id_, request.query_params)
        made = _report(desk, opened, request.query_params.get("programme", ""))
        write, kind = _written(ending)
        name = f"{opened.stored.title[:_LONGEST_NAME]}-{made.title}.{ending}"
        return _file(write(made), name, kind)

    def calendar(request: Request, owner: Owner, id_: str) -> Response:
        opened = desk.open(owner, id_, request.query_params)
        data = as_calendar(desk.plan(opened).dates)
        return _file(data, f"{opened.stored.title[:_LONGEST_NAME]}-申报日程.ics", "text/calendar")

    def exported(owner: Owner, id_: str) -> Response:
        stored = desk.profiles.load(owner, id_)
        text = json.dumps(profile_as_json(stored.profile), ensure_ascii=False, indent=2)
        name = f"{stored.title[:_LONGEST_NAME]}.json"
        return _file(text.encode(), name, "application/json")

    def table(ending: str) -> Response:
        today = date.today()
        if ending == "xlsx":
            return _file(template_xlsx(today), "企业信息模板.xlsx", _SHEET)
        return _file(template_csv(today), "企业信息模板.csv", "text/csv")

    app.get(f"{ELIGIBILITY}/template.{{ending}}")(table)
    app.get(f"{ELIGIBILITY}/{{id_}}/report.{{ending}}")(report)
    app.get(f"{ELIGIBILITY}/{{id_}}/dates.ics")(calendar)
    app.get(f"{ELIGIBILITY}/{{id_}}/profile.json")(exported)


def _report(desk: EligibilityDesk, opened: Opened, programme: str) -> Report:
    if programme:
        assessment = desk.assessed(opened, programme)
        return programme_report(assessment, opened.profile, desk.find)
    return support_report(desk.plan(opened), opened.profile, desk.find)


def _written(ending: str) -> tuple[Callable[[Report], bytes], str]:
    """What writes a report of that ending; the writers are slow to import, some of them."""
    match ending:
        case "md":
            from assistant.reports.to_markdown import to_markdown

            return lambda report: to_markdown(report).encode(), "text/markdown"
        case "html":
            from assistant.reports.to_html import to_html

            return lambda report: to_html(report).encode(), "text/html"
        case "docx":
            from assistant.reports.to_docx import to_docx

            return to_docx, _WORD
        case "pdf":
            from assistant.reports.to_pdf import to_pdf

            return to_pdf, "application/pdf"
    raise EligibilityError("报告可以下载为 Markdown、Word、PDF 或网页，请从页面上的链接下载。")


def _file(data: bytes, name: str, kind: str) -> Response:
    quoted = quote(name, safe="")
    return Response(
        data,
        media_type=kind,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quoted}",
            "cache-control": "private, no-store",
        },
    )
