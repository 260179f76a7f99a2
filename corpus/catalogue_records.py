"""Rows the catalogue keeps beside the documents: history, corrections, sources."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, datetime

from corpus.history import Action, Change, Correction, SourceRecord

CORRECTIONS = (
    "(SELECT json_group_array(json_array(field, value, reason, who, at)) FROM corrections"
    " WHERE document_id = documents.id)"
)
"""Column of a query on documents that `read_corrections` takes."""

_NONE = "[]"


def now() -> datetime:
    """The time that goes into records."""
    return datetime.now(UTC)


def as_stored(moment: datetime) -> str:
    """The moment in UTC with microseconds, so that stored times sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def write_change(connection: sqlite3.Connection, change: Change) -> bool:
    """Append to the history; whether it was not there yet."""
    values = (
        as_stored(change.at),
        change.who,
        change.action,
        change.document_id,
        change.title,
        change.field,
        change.before,
        change.after,
        change.reason,
    )
    key = hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:32]
    written = connection.execute(
        "INSERT OR IGNORE INTO changes"
        " (key, at, who, action, document_id, title, field, before, after, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key, *values),
    )
    return written.rowcount > 0


def read_changes(
    connection: sqlite3.Connection, document_id: str | None, limit: int
) -> tuple[Change, ...]:
    """The latest changes, newest first; of one document, or of all for None."""
    condition, of = ("", ()) if document_id is None else ("WHERE document_id = ?", (document_id,))
    rows = connection.execute(
        "SELECT at, who, action, document_id, title, field, before, after, reason"
        f" FROM changes {condition} ORDER BY at DESC, number DESC LIMIT ?",
        (*of, limit),
    )
    return tuple(map(read_change, rows))


ChangeRow = tuple[str, str, str, str, str, str | None, str | None, str | None, str | None]


def read_change(row: ChangeRow) -> Change:
    """An entry of the history from its columns, in the order of `Change`."""
    at, who, action, document_id, title, field, before, after, reason = row
    return Change(
        at=datetime.fromisoformat(at),
        who=who,
        action=Action(action),
        document_id=document_id,
        title=title,
        field=field,
        before=before,
        after=after,
        reason=reason,
    )


def read_corrections(column: str) -> tuple[Correction, ...]:
    """Corrections from the column `CORRECTIONS`, by field."""
    if column == _NONE:
        return ()
    return tuple(
        Correction(field=field, value=value, reason=reason, who=who, at=datetime.fromisoformat(at))
        for field, value, reason, who, at in sorted(json.loads(column))
    )


def corrections_of(connection: sqlite3.Connection, document_id: str) -> tuple[Correction, ...]:
    """Corrections of one document, also of one that is gone, by field."""
    rows = connection.execute(
        "SELECT field, value, reason, who, at FROM corrections WHERE document_id = ?"
        " ORDER BY field",
        (document_id,),
    )
    return tuple(
        Correction(field=field, value=value, reason=reason, who=who, at=datetime.fromisoformat(at))
        for field, value, reason, who, at in rows
    )


def corrections_by_document(
    connection: sqlite3.Connection,
) -> dict[str, tuple[Correction, ...]]:
    """All corrections, also of documents that are gone."""
    ids = connection.execute("SELECT DISTINCT document_id FROM corrections").fetchall()
    return {row[0]: corrections_of(connection, row[0]) for row in ids}


def write_correction(
    connection: sqlite3.Connection, document_id: str, correction: Correction
) -> None:
    """Set one field, in place of an earlier correction of it."""
    connection.execute(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?, ?, ?)",
        (
            document_id,
            correction.field,
            correction.value,
            correction.reason,
            correction.who,
            as_stored(correction.at),
        ),
    )


def delete_correction(connection: sqlite3.Connection, document_id: str, field: str) -> None:
    """Take a correction back."""
    connection.execute(
        "DELETE FROM corrections WHERE document_id = ? AND field = ?", (document_id, field)
    )


def sources_of(connection: sqlite3.Connection, document_id: str) -> tuple[SourceRecord, ...]:
    """Where one document was found, the earliest first."""
    rows = connection.execute(
        "SELECT source, sha256, at, similarity FROM sources WHERE document_id = ?"
        " ORDER BY at, source",  # NULL, which is "before", sorts first
        (document_id,),
    )
    return tuple(
        SourceRecord(
            source=source,
            sha256=sha256,
            at=None if at is None else datetime.fromisoformat(at),
            similarity=similarity,
        )
        for source, sha256, at, similarity in rows
    )


def write_source(connection: sqlite3.Connection, document_id: str, record: SourceRecord) -> None:
    """Keep where a text was found; a source that is there already gets the new text's digest."""
    connection.execute(
        "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)",
        (
            document_id,
            record.source,
            record.sha256,
            None if record.at is None else as_stored(record.at),
            record.similarity,
        ),
    )


def move_belongings(connection: sqlite3.Connection, before: str, after: str) -> None:
    """Give the corrections and sources of one document to the one that takes its place."""
    for table in ("corrections", "sources"):
        connection.execute(
            f"UPDATE OR IGNORE {table} SET document_id = ? WHERE document_id = ?", (after, before)
        )
    connection.execute(
        "UPDATE corrections SET value = ? WHERE field = 'superseded_by' AND value = ?",
        (after, before),
    )


def has_belongings(connection: sqlite3.Connection, document_id: str) -> bool:
    """Whether staff corrected a document, or found its text in further places."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM corrections WHERE document_id = ?1)"
        " OR (SELECT count(*) FROM sources WHERE document_id = ?1) > 1",
        (document_id,),
    )
    return bool(found.fetchone()[0])
