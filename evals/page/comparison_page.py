"""Two runs side by side."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.addresses import place_address
from assistant.labels import REASONS
from assistant.pages.site import Site
from evals.comparison_report import mark, written, written_difference
from evals.errors import RunsError
from evals.page import addresses, rows
from evals.page.addresses import COMPARE, EVALS
from evals.page.paging import page_of
from evals.page.rows import SHOWS, Show
from evals.page.run_shelf import RunShelf
from evals.report import expected

_PAIRS_ON_A_PAGE = 20


def add_routes(app: FastAPI, site: Site, shelf: RunShelf) -> None:
    """The comparison, or the choice of what to compare."""

    def show(request: Request) -> HTMLResponse:
        query = request.query_params
        if not (query.get("before") and query.get("after")):
            return _choice(site, shelf, query)
        try:
            return _comparison(site, shelf, query)
        except RunsError as error:
            return _choice(site, shelf, query, trouble=str(error))

    app.get(COMPARE)(show)


def _choice(
    site: Site, shelf: RunShelf, query: Mapping[str, str], *, trouble: str = ""
) -> HTMLResponse:
    return site.render(
        "evals_choice.html",
        address=EVALS,
        status=400 if trouble else 200,
        whole=[line for line in shelf.lines() if not line.error],
        before=query.get("before", ""),
        after=query.get("after", ""),
        trouble=trouble,
        addresses=addresses,
    )


def _comparison(site: Site, shelf: RunShelf, query: Mapping[str, str]) -> HTMLResponse:
    before, after = query["before"], query["after"]
    if before == after:
        raise RunsError("两边是同一次评测。请选两次不同的。")
    old, new = shelf.run(before), shelf.run(after)
    pairs = rows.pairs_of(old, new)
    counts = {show: sum(pair.is_shown(show) for pair in pairs) for show in Show}
    show = _shown(query, counts)
    here = addresses.compare_address(before, after)
    filters = {"before": before, "after": after, "show": str(show), "page": query.get("page", "")}
    return site.render(
        "evals_compare.html",
        address=EVALS,
        runs=(old, new),
        comparison=shelf.compare(before, after),
        tabs=[(f"{here}&show={one}", SHOWS[one], counts[one], one is show) for one in Show],
        found=page_of(
            [pair for pair in pairs if pair.is_shown(show)],
            size=_PAIRS_ON_A_PAGE,
            address=COMPARE,
            query=filters,
        ),
        swap=addresses.compare_address(after, before),
        expected=expected,
        mark=mark,
        written=written,
        written_difference=written_difference,
        reasons=REASONS,
        rows=rows,
        addresses=addresses,
        place_address=place_address,
    )


def _shown(query: Mapping[str, str], counts: Mapping[Show, int]) -> Show:
    """What the address asks for; at first the first list that holds anything."""
    asked = query.get("show", "")
    if asked in tuple(Show):
        return Show(asked)
    return next((show for show in Show if counts[show]), Show.ALL)
