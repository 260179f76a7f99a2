"""Small patents of our own wording for the tests of the layout package."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.layout.patent_record import PatentKind, PatentRecord
from assistant.layout.patent_rows import record_id
from assistant.layout.patent_store import PatentStore

FILED = date(2021, 3, 4)


def patent(number: str, title: str, list_id: str = "list", **given: Any) -> PatentRecord:
    """A record; what is not given is an invention filed by one firm on one day."""
    record = PatentRecord(
        id=record_id(list_id, number),
        list_id=list_id,
        owner=None,
        number=number,
        title=title,
        kind=PatentKind.INVENTION,
        applicants_raw=("甲某技术有限公司",),
        filed=FILED,
    )
    return replace(record, **given)


def fill(store: PatentStore, name: str, records: list[PatentRecord], owner: str | None) -> str:
    """Put records into a list of that name and return its id."""
    list_id = store.begin_list(name, owner=owner)
    moved = [
        replace(record, id=record_id(list_id, record.number), list_id=list_id, owner=owner)
        for record in records
    ]
    store.add(list_id, moved)
    store.finish_list(list_id, day=date(2026, 1, 2))
    return list_id


def store_at(folder: Path) -> PatentStore:
    """An empty store."""
    return PatentStore(folder / "patents.sqlite3")
