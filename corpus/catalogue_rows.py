"""Rows of the catalogue's table of documents: written, read back, and linked to one another."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date

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
from corpus.errors import CatalogueError
from corpus.versions import link_versions, series_of

DOCUMENT = "id, superseded_by, expires, document"
"""Columns `read_document` wants."""

SUMMARY = "id, superseded_by, expires, summary"
"""Columns `read_summary` wants."""

Row = tuple[str, str | None, str | None, str]


def write(connection: sqlite3.Connection, document: Document, text: str, origin: str) -> None:
    """Put a document in, given as itself and as JSON; `relink` must follow in the transaction."""
    summary = summarise(document)
    connection.execute(
        "INSERT OR REPLACE INTO documents"
        " (id, document, summary, series, origin, fingerprint) VALUES (?, ?, ?, ?, ?, ?)",
        (
            document.id,
            text,
            summary_to_json(summary),
            series_of(summary),
            origin,
            _fingerprint(text, None),
        ),
    )


def read_document(row: Row) -> Document:
    """The document with what replaces it.

    Raises:
        CatalogueError: the record is damaged.
    """
    try:
        return with_succession(document_from_json(row[3]), _succession(row))
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
            _fingerprint(found.fetchone()[0], now),
            document_id,
        ),
    )


def _fingerprint(text: str, succession: Succession | None) -> str:
    return hashlib.sha256(f"{succession}\n{text}".encode()).hexdigest()[:32]


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
