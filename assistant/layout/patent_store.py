"""Patent lists in one SQLite file: adding and deleting lists, names given, merges taken back.

What is in it is read through `PatentReader`, which sees shared lists and the viewer's own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.errors import PatentStoreError
from assistant.layout.applicant_names import clean_name
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_rows import COLUMNS, UPSERT, list_id, record_id, row_of
from assistant.layout.renewed_rows import Renewal, renewal
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

    def begin_list(self, name: str, *, owner: str | None, by: str | None = None) -> str:
        """Make the list unless it is there, mark it incomplete, and return its id.

        Args:
            by: the visitor of the page who imports; None for whoever runs the machine.

        Raises:
            PatentStoreError: there is such a shared list, and it is somebody else's to change.
        """
        id_ = list_id(name, owner=owner)
        with writing(self.path) as connection:
            known = connection.execute("SELECT * FROM lists WHERE id = ?", (id_,)).fetchone()
            if known and not _may_change(known, by):
                raise PatentStoreError(
                    f"已有别人导入的公用清单“{name}”，只有导入它的浏览器能更新。"
                    "请换一个清单名称，或不勾「公用」导入成自己的清单。"
                )
            connection.execute(
                "INSERT INTO lists (id, name, owner, is_complete, creator) VALUES (?, ?, ?, 0, ?) "
                "ON CONFLICT (id) DO UPDATE SET is_complete = 0",
                (id_, name, owner, by if owner is None else None),
            )
        return id_

    def add(
        self,
        list_id: str,
        records: Sequence[PatentRecord],
        *,
        at: tuple[str, int] | None = None,
    ) -> Renewal:
        """Add records to their list or renew those that are there, in one transaction.

        Args:
            at: digest of the file they come from, and how many rows of it are in with these.

        Raises:
            PatentStoreError: the list was deleted meanwhile.
        """
        with writing(self.path) as connection:
            if not connection.execute("SELECT 1 FROM lists WHERE id = ?", (list_id,)).fetchone():
                raise PatentStoreError("清单在导入过程中被删除，导入已停止。需要时请重新导入。")
            revision = connection.execute("SELECT n FROM revision").fetchone()["n"]
            rows = [row_of(replace(record, written=revision + 1)) for record in records]
            done = renewal(_known(connection, [record.id for record in records]), rows)
            connection.executemany(UPSERT, done.rows)
            if at:
                progress = (list_id, *at)
                connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", progress)
        return done

    def rows_done(self, list_id: str, file: str) -> int:
        """Rows of a file that are safely in, 0 for a new one."""
        with opened(self.path) as connection:
            row = connection.execute(
                "SELECT rows FROM progress WHERE list = ? AND file = ?", (list_id, file)
            ).fetchone()
        return int(row["rows"]) if row else 0

    def count(self, list_id: str) -> int:
        """Records of a list, whoever may see it."""
        with opened(self.path) as connection:
            found = connection.execute("SELECT count(*) FROM records WHERE list = ?", (list_id,))
            return int(found.fetchone()[0])

    def finish_list(self, list_id: str, *, day: date, files: Sequence[str] = ()) -> None:
        """Mark the list complete and forget how far some files were read.

        Args:
            files: digests of those that are in; others of a run that was cut short are gone on
                with later.
        """
        with writing(self.path) as connection:
            connection.execute(
                "UPDATE lists SET is_complete = 1, imported = ? WHERE id = ?",
                (day.isoformat(), list_id),
            )
            done = [(list_id, file) for file in files]
            connection.executemany("DELETE FROM progress WHERE list = ? AND file = ?", done)

    def give_name(self, prints: Sequence[str], name: str | None, *, viewer: str | None) -> None:
        """Say under which name printed applicants count, for the viewer; None takes it back.

        With viewer None it is said for everybody; what somebody said for themselves goes before.
        """
        keys = [(viewer or "", clean) for clean in dict.fromkeys(map(clean_name, prints))]
        with writing(self.path) as connection:
            connection.executemany("DELETE FROM names WHERE owner = ? AND printed = ?", keys)
            if name and name.strip():
                rows = [(*key, name.strip()) for key in keys]
                connection.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)

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

    def delete_list(self, list_id: str, *, viewer: str | None, by: str | None = None) -> int:
        """Remove a list and its records; return how many.

        Args:
            by: the visitor of the page who deletes; None for whoever runs the machine.

        Raises:
            PatentStoreError: there is no such list among those the viewer sees, or it is a shared
                one of somebody else.
        """
        with writing(self.path) as connection:
            found = connection.execute(
                "SELECT * FROM lists WHERE id = :id AND (owner IS NULL OR owner = :viewer)",
                {"id": list_id, "viewer": viewer},
            ).fetchone()
            if not found:
                raise PatentStoreError("没有这个专利清单，或者它不属于您。可先查看清单列表。")
            if not _may_change(found, by):
                raise PatentStoreError(
                    "这是别人导入的公用清单，只有导入它的浏览器能删除；"
                    f"管理这台机器的人可以运行 zhice layout remove {list_id}。"
                )
            connection.execute("DELETE FROM lists WHERE id = ?", (list_id,))
            gone = connection.execute("DELETE FROM records WHERE list = ?", (list_id,)).rowcount
            connection.execute("DELETE FROM progress WHERE list = ?", (list_id,))
        return gone


def _may_change(row: sqlite3.Row, by: str | None) -> bool:
    """Whether somebody may change a list they see; on the page a shared one is its maker's."""
    return by is None or row["owner"] is not None or row["creator"] == by


def _known(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[object, tuple[object, ...]]:
    """Rows of the ids that are there, as `row_of` gives them."""
    rows = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row["id"]: tuple(row) for row in rows}
