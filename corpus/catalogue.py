"""The catalogue: every document of a home in one SQLite file, and which of them replaces which."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

from corpus import catalogue_add, catalogue_staff
from corpus.catalogue_add import Added, AddOutcome, Origin
from corpus.catalogue_files import FiledDocument, keep_file, known_file
from corpus.catalogue_links import begin_linking, relink, relink_all
from corpus.catalogue_records import (
    corrections_of,
    has_belongings,
    read_changes,
    sources_of,
)
from corpus.catalogue_rows import (
    DOCUMENT,
    SUMMARY,
    read_as_added,
    read_document,
    read_summary,
    resolve,
    row_of,
)
from corpus.catalogue_same import write_all_marks
from corpus.catalogue_schema import connect, explained, prepare
from corpus.catalogue_write import delete, hand_over
from corpus.corrections import Given
from corpus.document_store import DocumentSummary
from corpus.documents import Document
from corpus.history import Change, Correction, SourceRecord, current_user
from corpus.program import program_fingerprint

__all__ = ["AddOutcome", "Added", "Catalogue", "Origin"]


class Catalogue:
    """All documents of one home. Safe to use from several threads and processes.

    Every method raises `CatalogueError` when the file is damaged, locked, read-only or the disk
    is full; what was committed before stays.
    """

    def __init__(self, path: Path, *, busy_seconds: float = 10.0, who: str | None = None) -> None:
        """Open the file, making it when it is not there, bringing an older one up to date.

        Args:
            path: SQLite file.
            busy_seconds: how long to wait for another process that writes.
            who: the name that goes into the history; None for the account of this process.

        Raises:
            CatalogueError: it cannot be opened or made, or is not a catalogue.
        """
        self.path = path
        self._busy_seconds = busy_seconds
        self.who = who or current_user()
        self._batch = threading.local()
        prepare(path, busy_seconds=busy_seconds, fill=_derive)

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Nothing stays open between calls."""

    @contextmanager
    def batch(self) -> Iterator[sqlite3.Connection]:
        """Everything this thread does inside is written at once at the end, or not at all.

        The connection is for the catalogue's own modules.
        """
        with self._writing() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection, for the catalogue's own modules, that sees one moment of all tables."""
        with self._reading() as connection:
            connection.execute("SAVEPOINT snapshot")
            try:
                yield connection
            finally:
                connection.execute("RELEASE snapshot")

    def add(self, document: Document, *, origin: Origin = Origin.USER) -> AddOutcome:
        """Put a document in, or renew the one with its id; adding the same twice changes nothing.

        A built-in text does not replace what the user added under the same id.
        """
        return self.put(document, origin=origin).outcome

    def put(self, document: Document, *, origin: Origin = Origin.USER) -> Added:
        """As `add`; tells also which document now holds the text."""
        with self._writing() as connection:
            return catalogue_add.add(connection, document, origin=origin, who=self.who)

    def get(self, document_id: str) -> Document:
        """The document with exactly this id, as corrected.

        Raises:
            UnknownDocumentError: there is none.
        """
        with self._reading() as connection:
            return read_document(row_of(connection, document_id))

    def get_as_read(self, document_id: str) -> Document:
        """The document as its file states it, without corrections and what the others tell.

        Raises:
            UnknownDocumentError: there is none with exactly this id.
        """
        with self._reading() as connection:
            return read_as_added(row_of(connection, document_id)[:4])

    def resolve(self, prefix: str) -> str:
        """The id that is, or alone begins with, `prefix`.

        Raises:
            UnknownDocumentError: none does.
            CatalogueError: several do.
        """
        with self._reading() as connection:
            return resolve(connection, prefix)

    def documents(self) -> Iterator[Document]:
        """Every document, by id, as it stood when the iteration began."""
        with self._reading() as connection:
            for row in connection.execute(f"SELECT {DOCUMENT} FROM documents ORDER BY id"):
                yield read_document(row)

    def fingerprints(self) -> dict[str, str]:
        """32 hex digits by id, in order, that change exactly when the document or its validity
        does; 20 ms for 20,000 documents."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT id, fingerprint FROM documents ORDER BY id"))

    def summaries(self) -> tuple[DocumentSummary, ...]:
        """Every document without its text, by id."""
        with self._reading() as connection:
            rows = connection.execute(f"SELECT {SUMMARY} FROM documents ORDER BY id")
            return tuple(read_summary(row) for row in rows)

    def ids(self, *, origin: Origin) -> frozenset[str]:
        """Ids of the documents brought in by `origin`."""
        with self._reading() as connection:
            rows = connection.execute("SELECT id FROM documents WHERE origin = ?", (origin,))
            return frozenset(row[0] for row in rows)

    def remove(self, document_id: str) -> None:
        """Take a document and its sources out; its history and corrections stay, and are there
        again when it comes back.

        Raises:
            UnknownDocumentError: there is none with exactly this id.
        """
        with self._writing() as connection:
            catalogue_add.remove(connection, document_id, who=self.who)

    def retire(self, document_id: str) -> None:
        """Take a built-in document out that the program no longer has; one that staff corrected
        or found elsewhere too becomes the user's own instead.

        Raises:
            UnknownDocumentError: there is none with exactly this id.
        """
        with self._writing() as connection:
            if has_belongings(connection, document_id):
                hand_over(connection, document_id, Origin.USER)
            else:
                delete(connection, document_id)

    def correct(
        self, document_id: str, changes: Mapping[str, Given], *, reason: str, who: str
    ) -> None:
        """Set facts of a document against what its file says; a second word replaces the first.

        Args:
            changes: by field of `corpus.corrections.FIELDS`; None for "there is none".

        Raises:
            UnknownDocumentError: there is none with exactly this id.
            BadPlaceError: an unknown place.
            CatalogueError: a bad field or value, an end before the beginning, no reason or name.
        """
        with self._writing() as connection:
            catalogue_staff.correct(connection, document_id, changes, reason=reason, who=who)

    def withdraw_correction(self, document_id: str, field: str, *, reason: str, who: str) -> None:
        """Let the document speak for itself again in one field.

        Raises:
            UnknownDocumentError: there is no document with exactly this id.
            CatalogueError: the field was not corrected; no reason or name is given.
        """
        with self._writing() as connection:
            catalogue_staff.withdraw(connection, document_id, field, reason=reason, who=who)

    def corrections(self, document_id: str) -> tuple[Correction, ...]:
        """What staff set on a document, by field; also of a document that was taken out."""
        with self._reading() as connection:
            return corrections_of(connection, document_id)

    def history(self, document_id: str | None = None, *, limit: int = 100) -> tuple[Change, ...]:
        """The latest changes, newest first: of one document, there or gone, or of all."""
        with self._reading() as connection:
            return read_changes(connection, document_id, limit)

    def sources(self, document_id: str) -> tuple[SourceRecord, ...]:
        """Where the text of a document was found, the earliest first; () for an unknown id."""
        with self._reading() as connection:
            return sources_of(connection, document_id)

    def known_file(self, digest: str) -> tuple[FiledDocument, ...] | None:
        """What a file of this digest holds, when this program read it before and all of it is
        there just so; else None."""
        with self._reading() as connection:
            return known_file(connection, digest, program_fingerprint())

    def keep_file(self, digest: str, found: Sequence[FiledDocument]) -> None:
        """Remember all that the file of this digest holds."""
        with self._writing() as connection:
            keep_file(connection, digest, program_fingerprint(), found)

    @property
    def revision(self) -> str:
        """16 hex digits that change exactly when a fingerprint or the set of documents does."""
        return hashlib.sha256("".join(self.fingerprints().values()).encode()).hexdigest()[:16]

    def relink(self) -> None:
        """Derive anew what replaces what, after the program learned new rules."""
        with self._writing() as connection:
            relink_all(connection)

    def note(self, name: str) -> str | None:
        """What was last remembered under `name`; None when nothing was."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Keep a short text beside the documents; it is no part of the revision."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def raw_rows(self) -> Iterator[tuple[str, str, str | None]]:
        """Id, JSON as stored and derived successor of every document, unread; for `check`."""
        with self._reading() as connection:
            yield from connection.execute(
                "SELECT id, document, superseded_by FROM documents ORDER BY id"
            )

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's open batch, or a connection of its own."""
        current: sqlite3.Connection | None = getattr(self._batch, "connection", None)
        with explained(self.path):
            if current is not None:
                yield current
                return
            with closing(connect(self.path, busy_seconds=self._busy_seconds)) as connection:
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, joined by nested calls; versions are linked anew before it commits."""
        current: sqlite3.Connection | None = getattr(self._batch, "connection", None)
        if current is not None:
            yield current
            return
        with self._reading() as connection:
            begin_linking(connection)
            connection.execute("BEGIN IMMEDIATE")
            self._batch.connection = connection
            try:
                yield connection
                relink(connection)
                connection.execute("COMMIT")
            finally:
                self._batch.connection = None
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


def _derive(connection: sqlite3.Connection) -> None:
    """Fill the derived tables of a catalogue of an earlier version."""
    relink_all(connection)
    write_all_marks(connection)
