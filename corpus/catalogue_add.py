"""Puts a document into the catalogue, as new, as a next version, over what was there, or as one
more source of a text that is there; and takes one out.

Everything happens inside the caller's transaction; `relink` must follow in it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalogue_records import move_belongings, now, write_change, write_source
from corpus.catalogue_same import Same, find_same, is_better, marks_of, write_marks
from corpus.catalogue_write import delete, write
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
        title: of the document that is kept, as read.
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
        return _outcome(AddOutcome.UNCHANGED, document)
    marks = marks_of(document)
    same = find_same(connection, document, marks) if origin is Origin.USER else None
    if same and same.document.source != document.source:
        return _Repost(connection, document, same, who).join(text, marks)
    if same and same.document.id != document.id and same.origin == Origin.USER:
        return _Repost(connection, document, same, who).rename(text, marks)
    outcome = AddOutcome.UPDATED if row else _outcome_of_new(connection, document)
    _put(connection, document, text, origin=origin, marks=marks)
    if origin is Origin.USER:
        _note(connection, Action.UPDATED if row else Action.ADDED, document, who=who)
    return _outcome(outcome, document)


@dataclass(frozen=True, slots=True)
class _Repost:
    """A document whose text is there already, from another source."""

    connection: sqlite3.Connection
    document: Document
    same: Same
    who: str

    def join(self, text: str, marks: frozenset[int]) -> Added:
        """Make the two one document with both sources."""
        kept = self.same.document
        if self._is_known():
            return _outcome(AddOutcome.UNCHANGED, kept)
        if self.same.origin == Origin.USER and is_better(self.document, kept):
            self._replace(text, marks)
            kept = self.document
        else:
            self._keep_source()
        after = self.document.source if kept is not self.document else self.same.document.source
        _note(self.connection, Action.MERGED, kept, who=self.who, field="source", after=after)
        return _outcome(AddOutcome.SAME_TEXT, kept)

    def rename(self, text: str, marks: frozenset[int]) -> Added:
        """Let the copy take the place of the one from the same source: a newer program tells its
        identity otherwise."""
        self._replace(text, marks)
        _note(self.connection, Action.UPDATED, self.document, who=self.who)
        return _outcome(AddOutcome.UPDATED, self.document)

    def _is_known(self) -> bool:
        """Whether this source with this very text was joined before."""
        found = self.connection.execute(
            "SELECT 1 FROM sources WHERE document_id = ? AND source = ? AND sha256 = ?",
            (self.same.document.id, self.document.source, self.document.sha256),
        )
        return found.fetchone() is not None

    def _keep_source(self) -> None:
        found = SourceRecord(
            source=self.document.source,
            sha256=self.document.sha256,
            at=now(),
            similarity=self.same.similarity,
        )
        write_source(self.connection, self.same.document.id, found)

    def _replace(self, text: str, marks: frozenset[int]) -> None:
        """Let the new copy take the place of the kept one, with all that belongs to that."""
        before, after = self.same.document, self.document
        if before.id != after.id:
            move_belongings(self.connection, before.id, after.id)
            delete(self.connection, before.id)
            _note(self.connection, Action.MERGED, before, who=self.who, field="id", after=after.id)
        _put(self.connection, after, text, origin=Origin.USER, marks=marks)


def _put(
    connection: sqlite3.Connection,
    document: Document,
    text: str,
    *,
    origin: Origin,
    marks: frozenset[int],
) -> None:
    write(connection, document, text, origin)
    write_marks(connection, document.id, marks)
    found = SourceRecord(source=document.source, sha256=document.sha256, at=now(), similarity=1.0)
    write_source(connection, document.id, found)


def _outcome(outcome: AddOutcome, kept: Document) -> Added:
    return Added(outcome=outcome, document_id=kept.id, title=kept.title)


def remove(connection: sqlite3.Connection, document_id: str, *, who: str) -> None:
    """See `Catalogue.remove`."""
    title, origin = delete(connection, document_id)
    if origin == Origin.USER:
        change = Change(
            at=now(), who=who, action=Action.REMOVED, document_id=document_id, title=title
        )
        write_change(connection, change)


def _note(
    connection: sqlite3.Connection,
    action: Action,
    document: Document,
    *,
    who: str,
    field: str | None = None,
    after: str | None = None,
) -> None:
    change = Change(
        at=now(),
        who=who,
        action=action,
        document_id=document.id,
        title=document.title,
        field=field,
        before=document.id if field == "id" else None,
        after=after,
    )
    write_change(connection, change)


def _outcome_of_new(connection: sqlite3.Connection, document: Document) -> AddOutcome:
    others = connection.execute(
        "SELECT 1 FROM documents WHERE series = ? LIMIT 1", (series_of(summarise(document)),)
    )
    return AddOutcome.NEW_VERSION if others.fetchone() else AddOutcome.ADDED
