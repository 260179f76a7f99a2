"""What was read from which file, so that adding a folder again reads only what is new."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document as one file holds it.

    Attributes:
        document_id: of the document that holds the text in the catalogue.
        source, sha256: of the text as the file has it; they name a row of the sources.
        clauses: leaves of its outline.
    """

    document_id: str
    title: str
    source: str
    sha256: str
    clauses: int


def keep_file(
    connection: sqlite3.Connection, digest: str, program: str, found: Sequence[FiledDocument]
) -> None:
    """Remember all that the file of this digest holds, as this program reads it."""
    listed = json.dumps([astuple(one) for one in found], ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (digest, program, listed))


def known_file(
    connection: sqlite3.Connection, digest: str, program: str
) -> tuple[FiledDocument, ...] | None:
    """What the file holds, when all of it is in the catalogue just so; else None."""
    row = connection.execute(
        "SELECT found FROM files WHERE digest = ? AND program = ?", (digest, program)
    ).fetchone()
    if row is None:
        return None
    found = tuple(FiledDocument(*one) for one in json.loads(row[0]))
    return found if all(_is_in(connection, one) for one in found) else None


def _is_in(connection: sqlite3.Connection, one: FiledDocument) -> bool:
    found = connection.execute(
        "SELECT 1 FROM sources WHERE document_id = ? AND source = ? AND sha256 = ?",
        (one.document_id, one.source, one.sha256),
    )
    return found.fetchone() is not None
