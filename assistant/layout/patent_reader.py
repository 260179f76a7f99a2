"""Reading the patent store: every query goes through what one viewer may see."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.layout.applicants import ApplicantNames
from assistant.layout.name_pairs import NamePair, pairs_in_columns, pairs_in_families
from assistant.layout.patent_record import PatentList, PatentRecord
from assistant.layout.patent_rows import day_of, record_of
from assistant.layout.store_schema import opened

_VISIBLE = """
WITH seen AS (SELECT * FROM lists WHERE owner IS NULL OR owner = :viewer),
     visible AS (SELECT records.*, seen.owner AS owner FROM records JOIN seen ON seen.id = list)
"""
"""Stands before every query of a reader: nothing else in this module reads records."""

_DAYS = ("filed", "published", "granted")

_AT_ONCE = 500
"""Ids in one query; SQLite takes at least 999 values."""


class PatentReader:
    """Reads what one viewer may see. Make a new one when `revision` has changed.

    Args:
        viewer: None sees shared lists alone.

    Raises:
        PatentStoreError: from every method, when the file cannot be read.
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
                imported=day_of(row["imported"]),
                creator=row["creator"],
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
        return (record_of(row, self.names) for row in rows)

    def by_id(self, ids: Sequence[str]) -> dict[str, PatentRecord]:
        """Id → record; without those that do not exist or are not visible."""
        found: dict[str, PatentRecord] = {}
        for start in range(0, len(ids), _AT_ONCE):
            part = json.dumps(list(ids[start : start + _AT_ONCE]))
            rows = self._query(
                "SELECT * FROM visible WHERE id IN (SELECT value FROM json_each(:ids))", ids=part
            )
            found |= {row["id"]: record_of(row, self.names) for row in rows}
        return found

    def by_number(self, number: str) -> tuple[PatentRecord, ...]:
        """Records of a publication or application number, normalised, over all visible lists."""
        rows = self._query(
            "SELECT * FROM visible WHERE number = :n OR application = :n ORDER BY seq", n=number
        )
        return tuple(record_of(row, self.names) for row in rows)

    def select(self, columns: Sequence[str]) -> Iterator[sqlite3.Row]:
        """Some columns of the visible records in the order of import."""
        return self._query(f"SELECT {', '.join(columns)} FROM visible ORDER BY seq")

    @cached_property
    def names(self) -> ApplicantNames:
        """The mapping of applicants' names over everything visible; about a second for 200,000."""
        rows = self._query(
            "SELECT cell.value AS printed, count(*) AS n "
            "FROM visible, json_each(applicants) AS cell GROUP BY cell.value"
        )
        printed = {str(row["printed"]): int(row["n"]) for row in rows}
        # What the viewer says goes before what was said for everybody.
        given = self._query(
            "SELECT printed, name FROM names WHERE owner = '' OR owner = :viewer ORDER BY owner"
        )
        return ApplicantNames(
            printed, {row["printed"]: row["name"] for row in given}, self._name_pairs()
        )

    def _name_pairs(self) -> Iterator[NamePair]:
        """What the visible records say of Chinese and foreign names of their applicants."""
        for row in self._query(
            "SELECT DISTINCT applicants, other_names FROM visible WHERE other_names != '[]'"
        ):
            yield from pairs_in_columns(
                json.loads(row["applicants"]), json.loads(row["other_names"])
            )
        members = self._query("SELECT family, applicants FROM visible WHERE family != ''")
        yield from pairs_in_families(
            (row["family"], json.loads(row["applicants"])) for row in members
        )

    def kept_apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of record ids, each ascending, whose merge was taken back by the viewer."""
        rows = self._query("SELECT first, second FROM apart WHERE owner = coalesce(:viewer, '')")
        return frozenset((row["first"], row["second"]) for row in rows)

    def latest_day(self, until: date) -> date | None:
        """The last day not after `until` the visible records name, which the data reach at least.

        None when they name none; days after `until` are slips.
        """
        last = (
            f"max(CASE WHEN {column} <= :until THEN {column} END) AS {column}" for column in _DAYS
        )
        row = next(self._query(f"SELECT {', '.join(last)} FROM visible", until=until.isoformat()))
        return max((day for column in _DAYS if (day := day_of(row[column]))), default=None)

    def has_own(self) -> bool:
        """Whether the viewer has lists, names or merges taken back of their own.

        One who has none sees what the viewer None sees.
        """
        own = (
            "SELECT 1 FROM lists WHERE owner = :viewer "
            "UNION ALL SELECT 1 FROM names WHERE owner = :viewer "
            # What None took back holds for None alone: others do not see what None sees then.
            "UNION ALL SELECT 1 FROM apart WHERE owner IN ('', :viewer)"
        )
        return bool(next(self._query(f"SELECT EXISTS ({own}) AS has_own"))["has_own"])

    def revision(self) -> int:
        """Grows with every change of the store, whoever makes it."""
        return int(next(self._query("SELECT n FROM revision"))["n"])

    def _query(self, sql: str, **values: object) -> Iterator[sqlite3.Row]:
        parameters: Mapping[str, object] = {"viewer": self.viewer, **values}
        with opened(self._path) as connection:
            yield from connection.execute(_VISIBLE + sql, parameters)
