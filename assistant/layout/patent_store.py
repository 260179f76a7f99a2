"""Patent lists in one SQLite file: adding and deleting lists, and who may read what.

Every reading goes through `PatentReader`, whose queries see shared lists and the viewer's own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.errors import PatentStoreError
from assistant.layout.patent_record import PatentKind, PatentList, PatentRecord, Standing
from assistant.layout.store_schema import opened, prepare, writing

_COLUMNS = (
    *("id", "list", "number", "title", "application", "kind", "kind_code", "abstract"),
    *("first_claim", "applicants", "inventors", "filed", "published", "granted", "priority"),
    *("ipc", "legal_status", "standing", "family", "agency", "address", "place", "source"),
    "digest",
)
_UPSERT = (
    f"INSERT INTO records ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"
)
_VISIBLE = """
WITH seen AS (SELECT * FROM lists WHERE owner IS NULL OR owner = :viewer),
     visible AS (SELECT records.*, seen.owner AS owner FROM records JOIN seen ON seen.id = list)
"""
"""Stands before every query of a reader: nothing else in this module reads records."""

_AT_ONCE = 500
"""Ids in one query; SQLite takes at least 999 values."""


class PatentStore:
    """The lists of one data folder; safe to use from several threads and processes.

    Raises:
        PatentStoreError: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        prepare(path)

    def reader(self, viewer: str | None) -> PatentReader:
        """What `viewer` may see: shared lists and their own; None sees shared lists alone."""
        return PatentReader(self.path, viewer)

    def begin_list(self, name: str, *, owner: str | None) -> str:
        """Make the list unless it is there, mark it incomplete, and return its id."""
        id_ = list_id(name, owner=owner)
        with writing(self.path) as connection:
            connection.execute(
                "INSERT INTO lists (id, name, owner, is_complete) VALUES (?, ?, ?, 0) "
                "ON CONFLICT (id) DO UPDATE SET is_complete = 0",
                (id_, name, owner),
            )
        return id_

    def add(self, records: Iterable[PatentRecord], digests: Iterable[bytes]) -> None:
        """Insert or replace records of a list that exists, in one transaction."""
        with writing(self.path) as connection:
            _insert(connection, records, digests)

    def add_rows(
        self,
        records: Sequence[PatentRecord],
        digests: Sequence[bytes],
        *,
        at: tuple[str, str, int],
    ) -> None:
        """As `add`, noting in the same transaction how far the file is read.

        Args:
            at: id of the list, digest of the file, rows of it that are in.

        Raises:
            PatentStoreError: the list was deleted meanwhile.
        """
        with writing(self.path) as connection:
            if not connection.execute("SELECT 1 FROM lists WHERE id = ?", at[:1]).fetchone():
                raise PatentStoreError("清单在导入过程中被删除，导入已停止。需要时请重新导入。")
            _insert(connection, records, digests)
            connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", at)

    def rows_done(self, list_id: str, file: str) -> int:
        """Rows of a file that are safely in, 0 for a new one."""
        with opened(self.path) as connection:
            row = connection.execute(
                "SELECT rows FROM progress WHERE list = ? AND file = ?", (list_id, file)
            ).fetchone()
        return int(row["rows"]) if row else 0

    def finish_list(self, list_id: str, *, day: date) -> None:
        """Mark the list complete and forget how far its files were read."""
        with writing(self.path) as connection:
            connection.execute(
                "UPDATE lists SET is_complete = 1, imported = ? WHERE id = ?",
                (day.isoformat(), list_id),
            )
            connection.execute("DELETE FROM progress WHERE list = ?", (list_id,))

    def delete_list(self, list_id: str, *, viewer: str | None) -> int:
        """Remove a list and its records; return how many.

        Raises:
            PatentStoreError: there is no such list among those the viewer sees.
        """
        with writing(self.path) as connection:
            found = connection.execute(
                "DELETE FROM lists WHERE id = :id AND (owner IS NULL OR owner = :viewer)",
                {"id": list_id, "viewer": viewer},
            )
            if not found.rowcount:
                raise PatentStoreError("没有这个专利清单，或者它不属于您。可先查看清单列表。")
            gone = connection.execute("DELETE FROM records WHERE list = ?", (list_id,)).rowcount
            connection.execute("DELETE FROM progress WHERE list = ?", (list_id,))
        return gone


class PatentReader:
    """Reads what one viewer may see; the applicants' normalised names are filled in by `names`.

    Args:
        viewer: None sees shared lists alone.
    """

    def __init__(self, path: Path, viewer: str | None) -> None:
        self._path, self.viewer = path, viewer

    def lists(self) -> tuple[PatentList, ...]:
        """Every visible list by name."""
        rows = self._query(
            "SELECT seen.*, (SELECT count(*) FROM records WHERE list = seen.id) AS rows FROM seen "
            "ORDER BY name, id"
        )
        return tuple(
            PatentList(
                id=row["id"],
                name=row["name"],
                owner=row["owner"],
                rows=row["rows"],
                is_complete=bool(row["is_complete"]),
                imported=_day(row["imported"]),
            )
            for row in rows
        )

    def count(self) -> int:
        """Visible records."""
        return int(next(self._query("SELECT count(*) AS n FROM visible"))["n"])

    def records(self, lists: Sequence[str] | None = None) -> Iterator[PatentRecord]:
        """Visible records in the order of import, one after the other, unmerged.

        Args:
            lists: ids; None for all.
        """
        if lists is None:
            rows = self._query("SELECT * FROM visible ORDER BY seq")
        else:
            rows = self._query(
                "SELECT * FROM visible WHERE list IN (SELECT value FROM json_each(:lists)) "
                "ORDER BY seq",
                lists=json.dumps(list(lists)),
            )
        return map(_record, rows)

    def by_id(self, ids: Sequence[str]) -> dict[str, PatentRecord]:
        """Id → record; without those that do not exist or are not visible."""
        found: dict[str, PatentRecord] = {}
        for start in range(0, len(ids), _AT_ONCE):
            part = json.dumps(list(ids[start : start + _AT_ONCE]))
            rows = self._query(
                "SELECT * FROM visible WHERE id IN (SELECT value FROM json_each(:ids))", ids=part
            )
            found |= {row["id"]: _record(row) for row in rows}
        return found

    def by_number(self, number: str) -> tuple[PatentRecord, ...]:
        """Records of a publication or application number, normalised, over all visible lists."""
        rows = self._query(
            "SELECT * FROM visible WHERE number = :n OR application = :n ORDER BY seq", n=number
        )
        return tuple(map(_record, rows))

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """(id, digest of the text its vector stands for) in the order of import."""
        for row in self._query("SELECT id, digest FROM visible ORDER BY seq"):
            yield row["id"], row["digest"]

    def _query(self, sql: str, **values: object) -> Iterator[sqlite3.Row]:
        parameters: Mapping[str, object] = {"viewer": self.viewer, **values}
        with opened(self._path) as connection:
            yield from connection.execute(_VISIBLE + sql, parameters)


def list_id(name: str, *, owner: str | None) -> str:
    """The id of a list: the same name of the same owner is the same list."""
    return _hashed("list", owner or "", name)


def record_id(list_id: str, number: str) -> str:
    """The id of a publication in a list."""
    return _hashed("record", list_id, number)


def _hashed(*parts: str) -> str:
    joined = "\0".join(parts).encode(errors="surrogatepass")
    return hashlib.blake2b(joined, digest_size=10).hexdigest()


def _insert(
    connection: sqlite3.Connection, records: Iterable[PatentRecord], digests: Iterable[bytes]
) -> None:
    rows = (_row(record, digest) for record, digest in zip(records, digests, strict=True))
    connection.executemany(_UPSERT, rows)


def _row(record: PatentRecord, digest: bytes) -> tuple[object, ...]:
    return (
        *(record.id, record.list_id, record.number, record.title, record.application_number),
        *(record.kind.value, record.kind_code, record.abstract, record.first_claim),
        *(_listed(record.applicants_raw), _listed(record.inventors)),
        *map(_iso, (record.filed, record.published, record.granted, record.priority)),
        *(_listed(record.ipc), record.legal_status, record.standing.value, record.family),
        *(record.agency, record.address, record.place, record.source, digest),
    )


def _record(row: sqlite3.Row) -> PatentRecord:
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
        applicants=raw,
        inventors=tuple(json.loads(row["inventors"])),
        filed=_day(row["filed"]),
        published=_day(row["published"]),
        granted=_day(row["granted"]),
        priority=_day(row["priority"]),
        ipc=tuple(json.loads(row["ipc"])),
        legal_status=row["legal_status"],
        standing=Standing(row["standing"]),
        family=row["family"],
        agency=row["agency"],
        address=row["address"],
        place=row["place"],
        source=row["source"],
        publications=(row["number"],),
        members=(row["id"],),
    )


def _listed(names: Sequence[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
