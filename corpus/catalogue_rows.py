"""Rows of the catalogue's table of documents, read back; and their fingerprints."""

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
    summary_from_json,
    with_succession,
)
from corpus.documents import Document
from corpus.errors import CatalogueError, UnknownDocumentError
from corpus.history import Correction

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


def resolve(connection: sqlite3.Connection, prefix: str) -> str:
    """See `Catalogue.resolve`."""
    found = connection.execute(
        "SELECT id FROM documents WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 6",
        (len(prefix), prefix),
    )
    ids = [str(row[0]) for row in found]
    if not ids or not prefix:
        raise UnknownDocumentError(prefix)
    if len(ids) > 1 and ids[0] != prefix:
        raise CatalogueError(f"有多份文件的编号以 {prefix} 开头：{'、'.join(ids)}。请多写几位。")
    return ids[0]


def origin_of(connection: sqlite3.Connection, document_id: str) -> str:
    """Who brought in a document that is there."""
    found = connection.execute("SELECT origin FROM documents WHERE id = ?", (document_id,))
    return str(found.fetchone()[0])


def read_document(row: DocumentRow) -> Document:
    """The document as corrected, with what replaces it.

    Raises:
        CatalogueError: the record is damaged.
    """
    read = read_as_added(row[:4])
    return with_succession(overlay(read, read_corrections(row[4])), succession_of(row[:4]))


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
    return with_succession(read_summary_as_corrected(row), succession_of(row))


def write_succession(
    connection: sqlite3.Connection, document_id: str, now: Succession | None
) -> None:
    """Keep what replaces a document, None when nothing does."""
    found = connection.execute("SELECT document FROM documents WHERE id = ?", (document_id,))
    connection.execute(
        "UPDATE documents SET superseded_by = ?, expires = ?, fingerprint = ? WHERE id = ?",
        (
            now and now.superseded_by,
            now and now.expires and now.expires.isoformat(),
            fingerprint(found.fetchone()[0], corrections_of(connection, document_id), now),
            document_id,
        ),
    )


def fingerprint(text: str, corrections: Iterable[Correction], succession: Succession | None) -> str:
    """Of everything `read_document` derives a document from."""
    facts = "".join(f"{one.field}={one.value}\n" for one in corrections)
    return hashlib.sha256(f"{succession}\n{facts}{text}".encode()).hexdigest()[:32]


def succession_of(row: Row) -> Succession | None:
    """What other texts make of the document, as derived when it was last linked."""
    _, superseded_by, expires, _ = row
    if superseded_by is None and expires is None:
        return None
    return Succession(
        superseded_by=superseded_by, expires=date.fromisoformat(expires) if expires else None
    )


def read_summary_as_corrected(row: Row) -> DocumentSummary:
    """The summary without what replaces the document.

    Raises:
        CatalogueError: the record is damaged.
    """
    try:
        return summary_from_json(row[3])
    except ValueError as error:
        raise _damaged(row[0]) from error


def _damaged(document_id: str) -> CatalogueError:
    return CatalogueError(
        f"语料库里编号 {document_id} 的记录已损坏。"
        f"请运行 zhice corpus remove {document_id}，再重新导入原文件。"
    )
