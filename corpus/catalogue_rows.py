"""Rows of the catalogue's table of documents: written, read back, and linked to one another."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from datetime import date

from corpus.catalogue_records import CORRECTIONS, corrections_of, read_corrections
from corpus.corrections import overlay
from corpus.document_store import (
    DocumentSummary,
    Succession,
    document_from_json,
    summarise,
    summary_from_json,
    summary_to_json,
    with_succession,
)
from corpus.documents import Document
from corpus.errors import CatalogueError, UnknownDocumentError
from corpus.history import Correction
from corpus.versions import link_versions, series_of

DOCUMENT = f"id, superseded_by, expires, document, {CORRECTIONS}"
"""Columns `read_document` wants."""

SUMMARY = "id, superseded_by, expires, summary"
"""Columns `read_summary` wants."""

Row = tuple[str, str | None, str | None, str]
DocumentRow = tuple[str, str | None, str | None, str, str]


def row_of(connection: sqlite3.Connection, document_id: str) -> DocumentRow:
    """The columns `DOCUMENT` of one document.

    Raises:
        UnknownDocumentError: there is none with exactly this id.
    """
    found: DocumentRow | None = connection.execute(
        f"SELECT {DOCUMENT} FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    if found is None:
        raise UnknownDocumentError(document_id)
    return found


def write(connection: sqlite3.Connection, document: Document, text: str, origin: str) -> Document:
    """Put a document in, given as itself and as JSON; `relink` must follow in the transaction.

    Returns:
        The document as its corrections make it.
    """
    connection.execute(
        "INSERT INTO documents (id, document, origin, summary, fingerprint)"
        " VALUES (?, ?, ?, '', '') ON CONFLICT (id)"
        " DO UPDATE SET document = excluded.document, origin = excluded.origin",
        (document.id, text, origin),
    )
    return rewrite(connection, document, text)


def rewrite(connection: sqlite3.Connection, document: Document, text: str) -> Document:
    """Derive what a row holds beside the document, which was written, from it and its corrections;
    `relink` must follow in the transaction.

    Returns:
        The document as its corrections make it.
    """
    corrections = corrections_of(connection, document.id)
    corrected = overlay(document, corrections)
    summary = summarise(corrected)
    connection.execute(
        "UPDATE documents SET summary = ?, series = ?, superseded_by = NULL, expires = NULL,"
        " fingerprint = ? WHERE id = ?",
        (
            summary_to_json(summary),
            series_of(summary),
            _fingerprint(text, corrections, None),
            document.id,
        ),
    )
    return corrected


def delete(connection: sqlite3.Connection, document_id: str) -> tuple[str, str]:
    """Take a row out with what is derived from it, and its sources; `relink` must follow.

    Returns:
        Title, "" when the record is damaged, and origin.

    Raises:
        UnknownDocumentError: there is none with exactly this id.
    """
    found: tuple[str, str] | None = connection.execute(
        "SELECT iif(json_valid(summary), json_extract(summary, '$.title'), ''), origin"
        " FROM documents WHERE id = ?",
        (document_id,),
    ).fetchone()
    if found is None:
        raise UnknownDocumentError(document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    for table in ("sources", "link_keys", "sketches"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    return found


def read_document(row: DocumentRow) -> Document:
    """The document as corrected, with what replaces it.

    Raises:
        CatalogueError: the record is damaged.
    """
    read = read_as_added(row[:4])
    return with_succession(overlay(read, read_corrections(row[4])), _succession(row[:4]))


def read_as_added(row: Row) -> Document:
    """The document without corrections and without what replaces it.

    Raises:
        CatalogueError: the record is damaged.
    """
    try:
        return document_from_json(row[3])
    except ValueError as error:
        raise _damaged(row[0]) from error


def read_summary(row: Row) -> DocumentSummary:
    """The summary with what replaces the document.

    Raises:
        CatalogueError: the record is damaged.
    """
    return with_succession(_summary_as_added(row), _succession(row))


def relink(connection: sqlite3.Connection) -> None:
    """Derive anew what replaces what, and write where it differs."""
    rows: list[Row] = connection.execute(f"SELECT {SUMMARY} FROM documents").fetchall()
    after = link_versions(_summary_as_added(row) for row in rows)
    for row in rows:
        now = after.get(row[0])
        if now != _succession(row):
            _write_succession(connection, row[0], now)


def _write_succession(
    connection: sqlite3.Connection, document_id: str, now: Succession | None
) -> None:
    found = connection.execute("SELECT document FROM documents WHERE id = ?", (document_id,))
    connection.execute(
        "UPDATE documents SET superseded_by = ?, expires = ?, fingerprint = ? WHERE id = ?",
        (
            now and now.superseded_by,
            now and now.expires and now.expires.isoformat(),
            _fingerprint(found.fetchone()[0], corrections_of(connection, document_id), now),
            document_id,
        ),
    )


def _fingerprint(
    text: str, corrections: Iterable[Correction], succession: Succession | None
) -> str:
    """Of everything `read_document` derives a document from."""
    facts = "".join(f"{one.field}={one.value}\n" for one in corrections)
    return hashlib.sha256(f"{succession}\n{facts}{text}".encode()).hexdigest()[:32]


def _succession(row: Row) -> Succession | None:
    _, superseded_by, expires, _ = row
    if superseded_by is None:
        return None
    return Succession(
        superseded_by=superseded_by, expires=date.fromisoformat(expires) if expires else None
    )


def _summary_as_added(row: Row) -> DocumentSummary:
    try:
        return summary_from_json(row[3])
    except ValueError as error:
        raise _damaged(row[0]) from error


def _damaged(document_id: str) -> CatalogueError:
    return CatalogueError(
        f"语料库里编号 {document_id} 的记录已损坏。"
        f"请运行 zhice corpus remove {document_id}，再重新导入原文件。"
    )
