"""Rows of the patent store <-> `PatentRecord`, and the ids of lists and records."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from assistant.layout.applicants import ApplicantNames
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing
from assistant.layout.record_text import text_digest

COLUMNS = (
    *("id", "list", "number", "title", "application", "kind", "kind_code", "abstract"),
    *("first_claim", "applicants", "inventors", "filed", "published", "granted", "priority"),
    *("ipc", "legal_status", "standing", "family", "agency", "address", "place", "source"),
    *("digest", "divided_from", "twin", "other_names", "written"),
)
UPSERT = (
    f"INSERT INTO records ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in COLUMNS[1:])}"
)


def list_id(name: str, *, owner: str | None) -> str:
    """The id of a list: the same name of the same owner is the same list."""
    return _hashed("list", owner or "", name)


def record_id(list_id: str, number: str) -> str:
    """The id of a publication in a list."""
    return _hashed("record", list_id, number)


def _hashed(*parts: str) -> str:
    joined = "\0".join(parts).encode(errors="surrogatepass")
    return hashlib.blake2b(joined, digest_size=10).hexdigest()


def row_of(record: PatentRecord) -> tuple[object, ...]:
    """The values of `COLUMNS`."""
    return (
        *(record.id, record.list_id, record.number, record.title, record.application_number),
        *(record.kind.value, record.kind_code, record.abstract, record.first_claim),
        *(_listed(record.applicants_raw), _listed(record.inventors)),
        *map(_iso, (record.filed, record.published, record.granted, record.priority)),
        *(_listed(record.ipc), record.legal_status, record.standing.value, record.family),
        *(record.agency, record.address, record.place, record.source, text_digest(record)),
        *(record.divided_from, record.twin, _listed(record.other_names), record.written),
    )


def record_of(row: sqlite3.Row, names: ApplicantNames) -> PatentRecord:
    """The record of a row of `visible`, applicants under the names they are shown by."""
    raw = tuple(json.loads(row["applicants"]))
    return PatentRecord(
        id=row["id"],
        list_id=row["list"],
        owner=row["owner"],
        number=row["number"],
        title=row["title"],
        application_number=row["application"],
        kind=PatentKind(row["kind"]),
        kind_code=row["kind_code"],
        abstract=row["abstract"],
        first_claim=row["first_claim"],
        applicants_raw=raw,
        applicants=names.of(raw),
        inventors=tuple(json.loads(row["inventors"])),
        filed=day_of(row["filed"]),
        published=day_of(row["published"]),
        granted=day_of(row["granted"]),
        priority=day_of(row["priority"]),
        ipc=tuple(json.loads(row["ipc"])),
        legal_status=row["legal_status"],
        standing=Standing(row["standing"]),
        family=row["family"],
        agency=row["agency"],
        address=row["address"],
        place=row["place"],
        source=row["source"],
        divided_from=row["divided_from"],
        twin=row["twin"],
        other_names=tuple(json.loads(row["other_names"])),
        written=row["written"],
        publications=(row["number"],),
        members=(row["id"],),
    )


def _listed(names: Sequence[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def day_of(text: str | None) -> date | None:
    """The day of an ISO date; None for None."""
    return date.fromisoformat(text) if text else None
