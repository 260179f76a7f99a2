"""Comparison and advice: one's own side, the competitor, one's own dates and place."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from assistant.addresses import SETTINGS
from assistant.errors import AssistantError, LayoutError
from assistant.layout.advice_sections import SectionName
from assistant.layout.layout_plan import Plan
from assistant.layout.timing import TimeLimit
from assistant.pages.layout_address import (
    ADVICE,
    COMPARISON,
    DATE_FIELDS,
    KINDS_FILED,
    LAYOUT,
    WRITING,
    wishes_of,
)
from assistant.pages.layout_desk import LayoutDesk, Seen, Stranger, place_of
from assistant.pages.layout_sentences import ShownSentence, clause_links, shown
from assistant.pages.owner import Owner
from assistant.pages.shown_writing import shown_writing
from assistant.pages.site import Site
from corpus.errors import BadPlaceError

_NAMES_OFFERED = 200
_FITS = {True: "适合", False: "不适合", None: "不能判断"}
_SEE_OTHER = 303


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """Both pages, which share a form, and the wording of the advice."""

    def page(template: str) -> Callable[[Request, Owner], HTMLResponse]:
        def show(request: Request, owner: Owner) -> HTMLResponse:
            seen = desk.seen(owner, place_of(request))
            plan, trouble = _plan(desk, seen)
            return site.render(
                template,
                address=LAYOUT,
                status=400 if trouble else 200,
                place=seen.place,
                plan=plan,
                trouble=trouble,
                strangers=_strangers(desk, seen) if plan else (),
                found=seen.surveyed.landscape,
                records=seen.records,
                names=[one.name for one in seen.surveyed.landscape.applicants.shares][
                    :_NAMES_OFFERED
                ],
                date_fields=DATE_FIELDS,
                kinds=KINDS_FILED,
                fits=_FITS,
                parts=SectionName,
                shown=lambda findings: shown(findings, seen.place),
                limit_remark=lambda limit: _remark(limit, seen),
                clause_links=clause_links,
                settings=SETTINGS,
                writing=shown_writing(desk, seen, plan, request.query_params.get("writing", "")),
            )

        return show

    app.get(COMPARISON)(page("layout_compare.html"))
    app.get(ADVICE)(page("layout_advice.html"))
    _add_writing(app, desk)


def _add_writing(app: FastAPI, desk: LayoutDesk) -> None:
    """Begins the wording and tells how far it is; the page itself shows what is written."""

    def begin(request: Request, owner: Owner) -> RedirectResponse:
        seen = desk.seen(owner, place_of(request))
        number = desk.writings.start(owner, desk.plan(seen))
        return RedirectResponse(f"{seen.place.to(ADVICE, writing=number)}#writing", _SEE_OTHER)

    def look(owner: Owner, number: str) -> JSONResponse:
        writing = desk.writings.find(number, owner=owner)
        if writing is None:
            raise LayoutError("这次改写已不在了：程序重启过。请回到“布局建议”重新开始。")
        writing.look()
        done = len(writing.written.sections)
        return JSONResponse({"done": done, "over": writing.is_over})

    app.post(WRITING)(begin)
    app.get(f"{WRITING}/{{number}}")(look)


def _plan(desk: LayoutDesk, seen: Seen) -> tuple[Plan | None, str]:
    """The plan, or in Chinese what cannot be taken of the form."""
    try:
        return desk.plan(seen), ""
    except (AssistantError, BadPlaceError) as error:
        return None, str(error)


def _strangers(desk: LayoutDesk, seen: Seen) -> list[Stranger]:
    sides = wishes_of(seen.place).sides
    return desk.strangers(seen.owner, (*sides.mine, *sides.theirs))


def _remark(limit: TimeLimit, seen: Seen) -> list[ShownSentence]:
    return shown([limit.remark], seen.place) if limit.remark else []
