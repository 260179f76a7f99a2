"""Nearest art: an idea or a claim against the patents, feature by feature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.errors import LayoutError
from assistant.layout.feature_match import Match, Verdict
from assistant.layout.nearest_art import NearestArt
from assistant.layout.nearest_report import nearest_report
from assistant.pages.download import download_report
from assistant.pages.forms import TextFields
from assistant.pages.layout_address import LAYOUT, NEAREST, Place
from assistant.pages.layout_desk import LayoutDesk, place_of
from assistant.pages.owner import Owner
from assistant.pages.site import Site

_SIGNS = {Verdict.FOUND: "●", Verdict.PARTLY: "◐", Verdict.NOT_FOUND: "○"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote; `is_shared` when the feature has the same words."""

    text: str
    is_shared: bool


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """The form, what comes of it, and the report. An idea is private: no address holds it."""

    def page(
        place: Place, *, text: str = "", art: NearestArt | None = None, trouble: str = ""
    ) -> HTMLResponse:
        return site.render(
            "layout_nearest.html",
            address=LAYOUT,
            status=400 if trouble else 200,
            place=place,
            text=text,
            art=art,
            trouble=trouble,
            signs=_SIGNS,
            pieces=pieces,
            found=Verdict.FOUND,
            missing=Verdict.NOT_FOUND,
        )

    def form(request: Request) -> HTMLResponse:
        desk.bench()
        return page(place_of(request))

    def compare(request: Request, owner: Owner, sent: TextFields) -> HTMLResponse:
        place, text = place_of(request), sent.get("text", "")
        try:
            return page(place, text=text, art=_nearest(desk, owner, place, sent))
        except LayoutError as error:
            return page(place, text=text, trouble=str(error))

    def report(request: Request, owner: Owner, sent: TextFields, ending: str) -> Response:
        art = _nearest(desk, owner, place_of(request), sent)
        return download_report(nearest_report(art), ending, name="特征比对")

    app.get(NEAREST)(form)
    app.post(NEAREST)(compare)
    app.post(f"{NEAREST}/report.{{ending}}")(report)


def _nearest(desk: LayoutDesk, owner: str, place: Place, sent: Mapping[str, str]) -> NearestArt:
    """Compared with what passes the filters of the scope, or with everything visible."""
    query = desk.query(owner, place) if sent.get("within") else None
    return desk.bench().nearest(sent.get("text", ""), query=query, viewer=owner)


def pieces(match: Match) -> Sequence[Piece]:
    """The quote cut where words shared with the feature begin and end."""
    shared = [False] * len(match.quote)
    for word in match.words:
        for found in re.finditer(re.escape(word), match.quote, re.IGNORECASE):
            shared[found.start() : found.end()] = [True] * (found.end() - found.start())
    cut: list[Piece] = []
    for character, is_shared in zip(match.quote, shared, strict=True):
        if cut and cut[-1].is_shared is is_shared:
            cut[-1] = Piece(cut[-1].text + character, is_shared)
        else:
            cut.append(Piece(character, is_shared))
    return cut
