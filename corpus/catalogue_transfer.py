"""The catalogue's content as lines that can be carried, and carried lines put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from corpus.catalogue_records import (
    corrections_of,
    read_change,
    write_change,
    write_correction,
    write_source,
)
from corpus.catalogue_rows import read_as_added, row_of
from corpus.catalogue_same import marks_of, write_marks
from corpus.catalogue_write import rewrite, write
from corpus.corrections import check_consistent, overlay
from corpus.document_store import document_from_json, document_to_json
from corpus.errors import CatalogueError, UnknownDocumentError
from corpus.history import Action, Change, Correction, SourceRecord
from corpus.transfer_file import CarriedCorrection, CarriedDocument, CarriedSource, adapter


def document_lines(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every document, by id, without being parsed: what is stored is what is carried."""
    for origin, text in connection.execute("SELECT origin, document FROM documents ORDER BY id"):
        yield f'{{"origin":"{origin}","document":{text}}}'.encode()


def correction_lines(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every correction, also of documents that are gone."""
    rows = connection.execute(
        "SELECT document_id, field, value, reason, who, at FROM corrections"
        " ORDER BY document_id, field"
    )
    for document_id, field, value, reason, who, at in rows:
        correction = Correction(
            field=field, value=value, reason=reason, who=who, at=datetime.fromisoformat(at)
        )
        line = CarriedCorrection(document_id=document_id, correction=correction)
        yield adapter(CarriedCorrection).dump_json(line)


def source_lines(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every source."""
    rows = connection.execute(
        "SELECT document_id, source, sha256, at, similarity FROM sources"
        " ORDER BY document_id, source"
    )
    for document_id, source, sha256, at, similarity in rows:
        record = SourceRecord(
            source=source,
            sha256=sha256,
            at=None if at is None else datetime.fromisoformat(at),
            similarity=similarity,
        )
        line = CarriedSource(document_id=document_id, record=record)
        yield adapter(CarriedSource).dump_json(line)


def history_lines(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every change, the earliest first, but for imports: they tell of this machine alone."""
    rows = connection.execute(
        "SELECT at, who, action, document_id, title, field, before, after, reason FROM changes"
        " WHERE action <> ? ORDER BY at, key",
        (Action.IMPORTED,),
    )
    for row in rows:
        yield adapter(Change).dump_json(read_change(row))


def take_document(connection: sqlite3.Connection, carried: CarriedDocument) -> bool | None:
    """Put a document in unless there is one with its id.

    Returns:
        Whether it was put in; None when the one that is there differs, and stays.
    """
    document, text = carried.document, document_to_json(carried.document)
    row = connection.execute(
        "SELECT document FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    if row is not None:
        same = row[0] == text or document_from_json(row[0]) == document
        return False if same else None
    write(connection, document, text, carried.origin)
    write_marks(connection, document.id, marks_of(document))
    return True


def take_correction(connection: sqlite3.Connection, carried: CarriedCorrection) -> bool | None:
    """Put a correction in unless the field has one as late or later.

    Returns:
        Whether it was put in; None when it contradicts what staff set here.
    """
    document_id, new = carried.document_id, carried.correction
    here = {one.field: one for one in corrections_of(connection, document_id)}
    if new.field in here and here[new.field].at >= new.at:
        return False
    try:
        row = row_of(connection, document_id)
    except UnknownDocumentError:  # it may come back
        write_correction(connection, document_id, new)
        return True
    read = read_as_added(row[:4])
    try:
        check_consistent(overlay(read, {**here, new.field: new}.values()))
    except CatalogueError:
        return None
    write_correction(connection, document_id, new)
    rewrite(connection, read, row[3])
    return True


def take_source(connection: sqlite3.Connection, carried: CarriedSource) -> bool:
    """Put a source in unless it is there, or its document is not; whether it was."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM sources WHERE document_id = ?1 AND source = ?2)",
        (carried.document_id, carried.record.source),
    )
    if not found.fetchone()[0]:
        return False
    write_source(connection, carried.document_id, carried.record)
    return True


def take_change(connection: sqlite3.Connection, change: Change) -> bool:
    """Put an entry of the history in unless it is there; whether it was."""
    return change.action is not Action.IMPORTED and write_change(connection, change)
