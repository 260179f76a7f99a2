"""Downloads of 「资格与支持」: reports, the calendar, the profile, the table to fill in."""

from __future__ import annotations

import json
from datetime import date

from fastapi import FastAPI, Request
from fastapi.responses import Response

from assistant.eligibility.assessment_report import programme_report, support_report
from assistant.eligibility.profile_json import profile_as_json
from assistant.eligibility.profile_template import template_csv, template_xlsx
from assistant.eligibility.support.calendar_file import as_calendar
from assistant.pages.download import SHEET, download, download_report
from assistant.pages.eligibility_desk import ELIGIBILITY, EligibilityDesk, Opened
from assistant.pages.owner import Owner
from assistant.reports.report import Report

_LONGEST_NAME = 40


def add_routes(app: FastAPI, desk: EligibilityDesk) -> None:
    """All of them; before the pages of single programmes, whose addresses take any word."""

    def report(request: Request, owner: Owner, id_: str, ending: str) -> Response:
        opened = desk.open(owner, id_, request.query_params)
        made = _report(desk, opened, request.query_params.get("programme", ""))
        name = f"{opened.stored.title[:_LONGEST_NAME]}-{made.title}"
        return download_report(made, ending, name=name)

    def calendar(request: Request, owner: Owner, id_: str) -> Response:
        opened = desk.open(owner, id_, request.query_params)
        data = as_calendar(desk.plan(opened).dates)
        return download(
            data, f"{opened.stored.title[:_LONGEST_NAME]}-申报日程.ics", "text/calendar"
        )

    def exported(owner: Owner, id_: str) -> Response:
        stored = desk.profiles.load(owner, id_)
        text = json.dumps(profile_as_json(stored.profile), ensure_ascii=False, indent=2)
        name = f"{stored.title[:_LONGEST_NAME]}.json"
        return download(text, name, "application/json")

    def table(ending: str) -> Response:
        today = date.today()
        if ending == "xlsx":
            return download(template_xlsx(today), "企业信息模板.xlsx", SHEET)
        return download(template_csv(today), "企业信息模板.csv", "text/csv")

    app.get(f"{ELIGIBILITY}/template.{{ending}}")(table)
    app.get(f"{ELIGIBILITY}/{{id_}}/report.{{ending}}")(report)
    app.get(f"{ELIGIBILITY}/{{id_}}/dates.ics")(calendar)
    app.get(f"{ELIGIBILITY}/{{id_}}/profile.json")(exported)


def _report(desk: EligibilityDesk, opened: Opened, programme: str) -> Report:
    if programme:
        assessment = desk.assessed(opened, programme)
        return programme_report(assessment, opened.profile, desk.find)
    return support_report(desk.plan(opened), opened.profile, desk.find)
