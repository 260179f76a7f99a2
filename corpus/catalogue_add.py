"""Puts a document into the catalogue's tables: as new, as a next version, or over what was there.

Everything happens inside the caller's transaction; `relink` must follow in it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalogue_records import now, write_change, write_source
from corpus.catalogue_write import write
from corpus.document_store import document_to_json, summarise
from corpus.documents import Document
from corpus.history import Action, Change, SourceRecord
from corpus.versions import series_of


class AddOutcome(StrEnum):
    """What adding a document did; the value is shown to users."""

    ADDED = "新增"
    NEW_VERSION = "新版本"
    UPDATED = "更新"
    SAME_TEXT = "同文"
    UNCHANGED = "未变"


class Origin(StrEnum):
    """Who brought a document in; built-in texts are renewed with the program."""

    USER = "user"
    BUILTIN = "builtin"
    STATUTES = "statutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding a document did.

    Attributes:
        document_id: of the document that is kept: another one's when the text was there already.
        title: of the document that is kept.
    """

    outcome: AddOutcome
    document_id: str
    title: str


def add(connection: sqlite3.Connection, document: Document, *, origin: Origin, who: str) -> Added:
    """See `Catalogue.put`."""
    text = document_to_json(document)
    row = connection.execute(
        "SELECT document, origin FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    if row and (row[0] == text or (row[1] == Origin.USER and origin is not Origin.USER)):
        return Added(outcome=AddOutcome.UNCHANGED, document_id=document.id, title=document.title)
    outcome = AddOutcome.UPDATED if row else _outcome_of_new(connection, document)
    corrected = write(connection, document, text, origin)
    _keep_source(connection, document)
    if origin is Origin.USER:
        action = Action.UPDATED if row else Action.ADDED
        change = Change(
            at=now(), who=who, action=action, document_id=document.id, title=corrected.title
        )
        write_change(connection, change)
    return Added(outcome=outcome, document_id=document.id, title=corrected.title)


def _outcome_of_new(connection: sqlite3.Connection, document: Document) -> AddOutcome:
    others = connection.execute(
        "SELECT 1 FROM documents WHERE series = ? LIMIT 1", (series_of(summarise(document)),)
    )
    return AddOutcome.NEW_VERSION if others.fetchone() else AddOutcome.ADDED


def _keep_source(connection: sqlite3.Connection, document: Document) -> None:
    found = SourceRecord(source=document.source, sha256=document.sha256, at=now(), similarity=1.0)
    write_source(connection, document.id, found)
