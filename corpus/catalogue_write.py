"""Writes documents into the catalogue's tables, with all that is derived from one document."""

from __future__ import annotations

import sqlite3

from corpus.catalogue_links import touch, write_keys
from corpus.catalogue_records import corrections_of
from corpus.catalogue_rows import fingerprint
from corpus.corrections import overlay
from corpus.document_store import summarise, summary_to_json
from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.versions import series_of


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
    touch(connection, document.id)
    corrections = corrections_of(connection, document.id)
    corrected = overlay(document, corrections)
    summary = summarise(corrected)
    connection.execute(
        "UPDATE documents SET summary = ?, series = ?, superseded_by = NULL, expires = NULL,"
        " fingerprint = ? WHERE id = ?",
        (
            summary_to_json(summary),
            series_of(summary),
            fingerprint(text, corrections, None),
            document.id,
        ),
    )
    write_keys(connection, summary)
    touch(connection, document.id)
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
    touch(connection, document_id)
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    for table in ("sources", "link_keys", "sketches"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    return found


def hand_over(connection: sqlite3.Connection, document_id: str, origin: str) -> None:
    """Let a document be another's from now on."""
    connection.execute("UPDATE documents SET origin = ? WHERE id = ?", (origin, document_id))
