"""The scope: words and filters, what is in and what just not, saved and loaded."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import LayoutError
from assistant.layout.ipc import ipc_prefix, named_ipc
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing
from assistant.layout.scope import DEFAULT_THRESHOLD, Scope, ScopeQuery, load_scope
from assistant.layout.workbench import MOST_SURVEYED, Workbench
from assistant.pages.download import download
from assistant.pages.forms import UploadedFiles
from assistant.pages.layout_address import LAYOUT, Place, place_of_scope, scope_of
from assistant.pages.layout_desk import LayoutDesk, place_of
from assistant.pages.owner import Owner
from assistant.pages.paging import page_of
from assistant.pages.site import Site

_SEE_OTHER = 303
_PER_PAGE = 20
_NAMES_OFFERED = 1_000
_FILTERS = ("ipc", "from", "to", "applicant", "kind", "standing", "list", "in", "out")


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """The page of the scope, and the file of one."""

    def show(request: Request, owner: Owner) -> HTMLResponse:
        place, bench = place_of(request), desk.bench()
        lists = bench.reader(owner).lists()
        scope, trouble = _found(desk, owner, place) if lists else (None, "")
        start, pages = page_of(
            request.query_params, len(scope.hits) if scope else 0, each=_PER_PAGE
        )
        hits = scope.hits[start.first : start.first + _PER_PAGE] if scope else ()
        return site.render(
            "layout_scope.html",
            address=LAYOUT,
            status=400 if trouble else 200,
            place=place,
            lists=lists,
            scope=scope,
            trouble=trouble,
            hits=hits,
            records=_records(bench, owner, scope, [hit.id for hit in hits]),
            page=start,
            pages=pages,
            strangers=desk.strangers(owner, scope.query.applicants) if scope else (),
            prefixes=_named_prefixes(scope.query) if scope else (),
            names=bench.patents(owner).table.applicants.names[:_NAMES_OFFERED] if lists else (),
            kinds=PatentKind,
            standings=Standing,
            default_threshold=DEFAULT_THRESHOLD,
            most=MOST_SURVEYED,
            is_filtered=any(place.all(name) for name in _FILTERS),
        )

    def save(request: Request) -> Response:
        query = scope_of(place_of(request))
        saved = query.model_dump_json(indent=2, exclude_defaults=True)
        return download(saved, "scope.json", "application/json")

    def load(files: UploadedFiles) -> RedirectResponse:
        named = [file for file in files if file.filename]
        if not named:
            raise LayoutError("还没有选择文件。请返回上一页选择先前保存的检索范围（JSON）。")
        with tempfile.TemporaryDirectory(prefix="zhice-") as folder:
            path = Path(folder) / "检索范围.json"
            path.write_bytes(named[0].file.read())
            query = load_scope(path)
        return RedirectResponse(place_of_scope(query).to(LAYOUT), _SEE_OTHER)

    app.get(LAYOUT)(show)
    app.get(f"{LAYOUT}/scope.json")(save)
    app.post(f"{LAYOUT}/scope")(load)


def _found(desk: LayoutDesk, owner: str, place: Place) -> tuple[Scope | None, str]:
    """The scope of the address, or in Chinese why there is none; nothing for an empty address."""
    if not place.has_scope:
        return None, ""
    try:
        return desk.bench().scope(desk.query(owner, place), viewer=owner), ""
    except LayoutError as error:
        return None, str(error)


def _records(
    bench: Workbench, owner: str, scope: Scope | None, ids: list[str]
) -> Mapping[str, PatentRecord]:
    """The patents on the page and on both sides of the boundary."""
    if scope is None:
        return {}
    edge = [hit.id for hit in (*scope.near_boundary, *scope.below)]
    return bench.reader(owner).by_id([*ids, *edge])


def _named_prefixes(query: ScopeQuery) -> tuple[str, ...]:
    return tuple(named_ipc(ipc_prefix(written)) for written in query.ipc)
