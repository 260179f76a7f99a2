"""The landscape with its charts, the points of the map, and the list behind every figure."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from pydantic_core import to_json

from assistant.pages.layout_address import LANDSCAPE, LAYOUT, PATENTS
from assistant.pages.layout_behind import behind
from assistant.pages.layout_charts import charts_of, plotly_text
from assistant.pages.layout_desk import LayoutDesk, Seen, place_of
from assistant.pages.layout_sentences import shown
from assistant.pages.owner import Owner
from assistant.pages.paging import page_of
from assistant.pages.plotly_script import plotly_address
from assistant.pages.site import Site

_PER_PAGE = 50
_POINTS = 4_000
"""Points a browser draws and moves without delay."""


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """The page, its map, the lists."""

    def landscape(request: Request, owner: Owner) -> HTMLResponse:
        seen = desk.seen(owner, place_of(request))
        found = seen.surveyed.landscape
        return site.render(
            "layout_landscape.html",
            address=LAYOUT,
            place=seen.place,
            found=found,
            field=seen.surveyed.field,
            records=seen.records,
            charts=charts_of(found),
            shown=lambda findings: shown(findings, seen.place),
            points=min(len(found.topics.points), _POINTS),
            plotly=plotly_address(),
        )

    def points(request: Request, owner: Owner) -> Response:
        seen = desk.seen(owner, place_of(request))
        headers = {"cache-control": "private, no-store"}
        return Response(to_json(_points(seen)), media_type="application/json", headers=headers)

    def patents(request: Request, owner: Owner) -> HTMLResponse:
        seen = desk.seen(owner, place_of(request))
        found = behind(desk, seen, request.query_params)
        at, pages = page_of(request.query_params, len(found.patents), each=_PER_PAGE)
        ids = found.patents[at.first : at.first + _PER_PAGE]
        entries = {
            name: value
            for name in ("part", "row", "column", "said")
            if (value := request.query_params.get(name, ""))
        }
        return site.render(
            "layout_patents.html",
            address=LAYOUT,
            place=seen.place,
            title=found.title,
            count=len(found.patents),
            rows=[seen.records[id_] for id_ in ids],
            topic_of=seen.topic_of,
            entries=entries,
            page=at,
            pages=pages,
        )

    app.get(LANDSCAPE)(landscape)
    app.get(f"{LANDSCAPE}/points.json")(points)
    app.get(PATENTS)(patents)


def _points(seen: Seen) -> dict[str, object]:
    """The map for the script: topics, then points, evenly drawn when there are too many."""
    found = seen.surveyed.landscape.topics
    place_of_topic = {topic.label: at for at, topic in enumerate(found.topics)}
    step = -(-len(found.points) // _POINTS) or 1
    return {
        "topics": [plotly_text(topic.label) for topic in found.topics],
        "points": [
            {
                "id": point.patent,
                "x": round(point.x, 3),
                "y": round(point.y, 3),
                "topic": place_of_topic[point.topic],
                "title": plotly_text(seen.records[point.patent].title),
            }
            for point in found.points[::step]
        ],
    }
