"""Patent lists in one SQLite file: adding and deleting lists, names given, merges taken back.

What is in it is read through `PatentReader`, which sees shared lists and the viewer's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from assistant.errors import PatentStoreError
from assistant.layout.applicant_names import clean_name
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_rows import UPSERT, list_id, record_id, row_of
from assistant.layout.store_schema import opened, prepare, writing

__all__ = ["PatentReader", "PatentStore", "list_id", "record_id"]


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

    def give_name(self, printed: str, name: str | None, *, viewer: str | None) -> None:
        """Say under which name a printed applicant counts, for the viewer; None takes it back.

        With viewer None it is said for everybody; what somebody said for themselves goes before.
        """
        key = (viewer or "", clean_name(printed))
        with writing(self.path) as connection:
            connection.execute("DELETE FROM names WHERE owner = ? AND printed = ?", key)
            if name and name.strip():
                connection.execute("INSERT INTO names VALUES (?, ?, ?)", (*key, name.strip()))

    def keep_apart(self, record: str, others: Sequence[str], *, viewer: str | None) -> None:
        """Take back merges of a record with others, for the viewer."""
        pairs = [(viewer or "", *sorted((record, other))) for other in others if other != record]
        with writing(self.path) as connection:
            connection.executemany("INSERT OR IGNORE INTO apart VALUES (?, ?, ?)", pairs)

    def join_again(self, record: str, *, viewer: str | None) -> None:
        """Allow every merge of a record again that the viewer had taken back."""
        with writing(self.path) as connection:
            connection.execute(
                "DELETE FROM apart WHERE owner = ? AND ? IN (first, second)", (viewer or "", record)
            )

    def digests(self) -> list[bytes]:
        """Digests of the texts of all records of everybody, to keep derived files in step."""
        with opened(self.path) as connection:
            return [row["digest"] for row in connection.execute("SELECT digest FROM records")]

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


def _insert(
    connection: sqlite3.Connection, records: Iterable[PatentRecord], digests: Iterable[bytes]
) -> None:
    rows = (row_of(record, digest) for record, digest in zip(records, digests, strict=True))
    connection.executemany(UPSERT, rows)
