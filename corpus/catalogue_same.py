"""Finds the document whose text another one reposts, by marks kept in the catalogue."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.catalogue_rows import (
    SUMMARY,
    origin_of,
    read_as_added,
    read_summary_as_corrected,
    row_of,
)
from corpus.document_store import DocumentSummary
from corpus.documents import Document
from corpus.errors import CatalogueError
from corpus.same_text import facts_agree, may_be_reposted, similarity
from corpus.text_units import body_lines, sketch_of

_CANDIDATES = 8  # a text has one kept copy; marks lead to more only by common phrases
_OFFICIAL = ".gov.cn"
_REPOSTED = "转载"


@dataclass(frozen=True, slots=True)
class Same:
    """The kept copy of a text.

    Attributes:
        document: as read.
        similarity: share of the new copy's words that the kept one has.
    """

    document: Document
    origin: str
    similarity: float


def marks_of(document: Document) -> frozenset[int]:
    """What the document is found by; none for one that cannot be a repost."""
    if not may_be_reposted(document):
        return frozenset()
    return sketch_of(body_lines(document.text))


def write_marks(connection: sqlite3.Connection, document_id: str, marks: frozenset[int]) -> None:
    """Keep what the document is found by."""
    connection.execute("DELETE FROM sketches WHERE document_id = ?", (document_id,))
    rows = [(mark, document_id) for mark in sorted(marks)]
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", rows)


def write_all_marks(connection: sqlite3.Connection) -> None:
    """Keep the marks of all documents; damaged records get none."""
    ids = [row[0] for row in connection.execute("SELECT id FROM documents")]
    for document_id in ids:
        try:
            document = read_as_added(row_of(connection, document_id)[:4])
        except CatalogueError:  # `zhice corpus check` names it
            continue
        write_marks(connection, document_id, marks_of(document))


def find_same(
    connection: sqlite3.Connection, document: Document, marks: frozenset[int]
) -> Same | None:
    """The document that holds this text already, if one does."""
    if not marks:
        return None
    holders = connection.execute(
        f"SELECT document_id FROM sketches WHERE mark IN ({','.join('?' * len(marks))})"
        " GROUP BY document_id HAVING count(*) >= ? ORDER BY count(*) DESC, document_id LIMIT ?",
        (*marks, max(1, len(marks) // 2), _CANDIDATES),
    ).fetchall()
    for (holder,) in holders:
        if not facts_agree(_summary(connection, holder), document):
            continue  # most notices on one model end here, unread
        kept = read_as_added(row_of(connection, holder)[:4])
        share = similarity(kept, document)
        if share is not None:
            return Same(kept, origin_of(connection, holder), share)
    return None


def _summary(connection: sqlite3.Connection, document_id: str) -> DocumentSummary:
    row = connection.execute(f"SELECT {SUMMARY} FROM documents WHERE id = ?", (document_id,))
    return read_summary_as_corrected(row.fetchone())


def is_better(found: Document, kept: Document) -> bool:
    """Whether the new copy is the one to keep: better verified, not read from a picture, not a
    repost by its own words, from an office's own site."""
    return _rank(found) < _rank(kept)


def _rank(document: Document) -> tuple[str, bool, bool, bool]:
    host = urlsplit(document.source).hostname or ""
    return (
        document.verification,
        bool(document.recognised),
        _REPOSTED in document.title,
        not f".{host}".endswith(_OFFICIAL),
    )
