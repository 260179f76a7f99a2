"""Comparison and advice: one's own side, the competitor, one's own dates and place."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.errors import AssistantError
from assistant.layout.layout_plan import Plan
from assistant.layout.timing import TimeLimit
from assistant.pages.layout_address import (
    ADVICE,
    COMPARISON,
    DATE_FIELDS,
    KINDS_FILED,
    LAYOUT,
    wishes_of,
)
from assistant.pages.layout_desk import LayoutDesk, Seen, Stranger, place_of
from assistant.pages.layout_sentences import ShownSentence, clause_links, shown
from assistant.pages.owner import Owner
from assistant.pages.site import Site
from corpus.errors import BadPlaceError

_NAMES_OFFERED = 200
_FITS = {True: "适合", False: "不适合", None: "不能判断"}


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """Both pages; they share a form."""

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
                shown=lambda findings: shown(findings, seen.place),
                limit_remark=lambda limit: _remark(limit, seen),
                clause_links=clause_links,
            )

        return show

    app.get(COMPARISON)(page("layout_compare.html"))
    app.get(ADVICE)(page("layout_advice.html"))


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
