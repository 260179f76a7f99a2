"""Under which names applicants are counted: to look at and to put right."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.errors import LayoutError
from assistant.pages.forms import TextFields
from assistant.pages.layout_address import LAYOUT, NAMES, Place
from assistant.pages.layout_desk import LayoutDesk
from assistant.pages.owner import Owner
from assistant.pages.paging import page_of
from assistant.pages.site import Site

_SEE_OTHER = 303
_PER_PAGE = 100
_LONGEST_NAME = 200


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """The mapping and changes to it."""

    def show(request: Request, owner: Owner) -> HTMLResponse:
        words = request.query_params.get("q", "").strip()
        names = desk.bench().reader(owner).names
        rows = names.rows()
        # Without a search only what was brought together: the rest is printed as it is counted.
        found = [
            row
            for row in rows
            if (words in row.printed or words in row.name if words else row.reason)
        ]
        at, pages = page_of(request.query_params, len(found), each=_PER_PAGE)
        return site.render(
            "layout_names.html",
            address=LAYOUT,
            rows=[
                (row, len(names.prints_of(row.printed)) - 1)
                for row in found[at.first : at.first + _PER_PAGE]
            ],
            count=len(found),
            total=len(rows),
            words=words,
            place=Place(),
            page=at,
            pages=pages,
        )

    def give(owner: Owner, sent: TextFields) -> RedirectResponse:
        printed, name = (sent.get(key, "").strip() for key in ("printed", "name"))
        if not printed or len(printed) > _LONGEST_NAME or len(name) > _LONGEST_NAME:
            raise LayoutError("请填写清单里的原名，归并后的名称不超过 200 字；留空表示撤销更正。")
        bench = desk.bench()
        together = sent.get("together")
        prints = bench.reader(owner).names.prints_of(printed) if together else (printed,)
        bench.store.give_name(prints, name or None, viewer=owner)
        return RedirectResponse(Place().to(NAMES, q=printed), _SEE_OTHER)

    app.get(NAMES)(show)
    app.post(NAMES)(give)
