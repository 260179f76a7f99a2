"""One patent: what the lists say of it, its merged publications, the patents nearest to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.errors import LayoutError
from assistant.layout.ipc import named_ipc
from assistant.layout.merged_records import merged_patents
from assistant.layout.merging import Merge
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_table import PatentTable
from assistant.layout.scope import ScopeQuery
from assistant.layout.workbench import Workbench
from assistant.pages.layout_address import LAYOUT, PATENTS, Place
from assistant.pages.layout_desk import LayoutDesk, place_of
from assistant.pages.owner import Owner
from assistant.pages.site import Site

_SEE_OTHER = 303
_NEAREST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Another record of the same application, or one that goes with it, and why."""

    kind: str
    reason: str
    record: PatentRecord


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """The page, and taking merges back."""

    def show(request: Request, owner: Owner, id_: str) -> HTMLResponse:
        place, bench = place_of(request), desk.bench()
        table = bench.patents(owner).table
        record = _merged(bench, owner, table, id_)
        own = frozenset(record.members or (record.id,))
        return site.render(
            "layout_patent.html",
            address=LAYOUT,
            place=place,
            id=id_,
            record=record,
            topic=_topic(desk, owner, place, own),
            ipc=[named_ipc(symbol) for symbol in record.ipc],
            lists={one.id: one.name for one in bench.reader(owner).lists()},
            merged=_relations(bench, owner, own, table.merged.merges),
            linked=_relations(bench, owner, own, table.merged.links),
            apart=_apart(bench, owner, own),
            nearest=_nearest(bench, owner, record, own),
        )

    def keep_apart(request: Request, owner: Owner, id_: str) -> RedirectResponse:
        bench = desk.bench()
        record = _merged(bench, owner, bench.patents(owner).table, id_)
        bench.store.keep_apart(id_, record.members, viewer=owner)
        return _back(request, id_)

    def join_again(request: Request, owner: Owner, id_: str) -> RedirectResponse:
        bench = desk.bench()
        _merged(bench, owner, bench.patents(owner).table, id_)
        bench.store.join_again(id_, viewer=owner)
        return _back(request, id_)

    app.get(f"{PATENTS}/{{id_}}")(show)
    app.post(f"{PATENTS}/{{id_}}/apart")(keep_apart)
    app.post(f"{PATENTS}/{{id_}}/join")(join_again)


def _back(request: Request, id_: str) -> RedirectResponse:
    return RedirectResponse(place_of(request).to(f"{PATENTS}/{id_}"), _SEE_OTHER)


def _merged(bench: Workbench, owner: str, table: PatentTable, id_: str) -> PatentRecord:
    """The application a record belongs to.

    Raises:
        LayoutError: the visitor sees no such record.
    """
    if id_ in table.row_of:
        for record in merged_patents(bench.reader(owner), table, [id_]):
            return record
    raise LayoutError("没有这件专利：清单可能已被删除，或者它不在您能看到的清单里。")


def _topic(desk: LayoutDesk, owner: str, place: Place, own: frozenset[str]) -> str:
    """The topic in the scope one comes from; "" outside of it."""
    if not place.has_scope:
        return ""
    topics = desk.seen(owner, place).topic_of
    return next((topics[id_] for id_ in own if id_ in topics), "")


def _relations(
    bench: Workbench, owner: str, own: frozenset[str], merges: Sequence[Merge]
) -> list[Relation]:
    """What the merges say of these records; the other side of each."""
    told = [merge for merge in merges if own.intersection((merge.first, merge.second))]
    others = {merge: merge.second if merge.first in own else merge.first for merge in told}
    records: Mapping[str, PatentRecord] = bench.reader(owner).by_id(list(others.values()))
    return [
        Relation(kind=merge.kind, reason=merge.reason, record=records[other])
        for merge, other in others.items()
        if other in records
    ]


def _apart(bench: Workbench, owner: str, own: frozenset[str]) -> list[PatentRecord]:
    """Records whose merge with these the visitor took back."""
    reader = bench.reader(owner)
    others = {id_ for pair in reader.kept_apart() if own & set(pair) for id_ in pair} - own
    return sorted(reader.by_id(sorted(others)).values(), key=lambda record: record.number)


def _nearest(
    bench: Workbench, owner: str, record: PatentRecord, own: frozenset[str]
) -> list[PatentRecord]:
    """The patents most like it, nearest first."""
    found = bench.scope(ScopeQuery(include=(record.number,)), viewer=owner)
    ids = [hit.id for hit in (*found.hits, *found.below) if hit.id not in own][:_NEAREST]
    records = bench.reader(owner).by_id(ids)
    return [records[id_] for id_ in ids if id_ in records]
