"""What staff decide on a document, written with its history inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from corpus.catalogue_records import (
    corrections_of,
    delete_correction,
    now,
    write_change,
    write_correction,
)
from corpus.catalogue_rows import read_as_added, read_document, row_of
from corpus.catalogue_write import rewrite
from corpus.corrections import FIELD_NAMES, Given, as_text, check_consistent, overlay
from corpus.documents import Document
from corpus.errors import CatalogueError
from corpus.history import Action, Change, Correction


def correct(
    connection: sqlite3.Connection,
    document_id: str,
    changes: Mapping[str, Given],
    *,
    reason: str,
    who: str,
) -> None:
    """See `Catalogue.correct`; `relink` must follow in the transaction."""
    why, name = _said(reason, who)
    values = {field: as_text(field, given) for field, given in changes.items()}
    _check_successor(connection, document_id, values.get("superseded_by"))
    row = row_of(connection, document_id)
    before, at = read_document(row), now()
    after = {one.field: one for one in corrections_of(connection, document_id)}
    changed = [f for f, value in values.items() if f not in after or after[f].value != value]
    for field in changed:
        new = Correction(field=field, value=values[field], reason=why, who=name, at=at)
        after[field] = new
    check_consistent(overlay(read_as_added(row[:4]), after.values()))
    for field in changed:
        write_correction(connection, document_id, after[field])
        _note(connection, before, after[field])
    _derive(connection, document_id)


def _note(connection: sqlite3.Connection, before: Document, correction: Correction) -> None:
    change = Change(
        at=correction.at,
        who=correction.who,
        action=Action.CORRECTED,
        document_id=before.id,
        title=before.title,
        field=correction.field,
        before=_shown(before, correction.field),
        after=correction.value,
        reason=correction.reason,
    )
    write_change(connection, change)


def withdraw(
    connection: sqlite3.Connection, document_id: str, field: str, *, reason: str, who: str
) -> None:
    """See `Catalogue.withdraw_correction`; `relink` must follow in the transaction."""
    why, name = _said(reason, who)
    row = row_of(connection, document_id)
    earlier = {one.field: one for one in corrections_of(connection, document_id)}
    if field not in earlier:
        shown = FIELD_NAMES.get(field, field)
        raise CatalogueError(f"《{read_document(row).title}》的{shown}没有更正过，不必撤销。")
    rest = [one for name, one in earlier.items() if name != field]
    check_consistent(overlay(read_as_added(row[:4]), rest))
    delete_correction(connection, document_id, field)
    change = Change(
        at=now(),
        who=name,
        action=Action.WITHDRAWN,
        document_id=document_id,
        title=read_document(row).title,
        field=field,
        before=earlier[field].value,
        after=_shown(read_as_added(row[:4]), field),
        reason=why,
    )
    write_change(connection, change)
    _derive(connection, document_id)


def _said(reason: str, who: str) -> tuple[str, str]:
    """Reason and name without blanks around them.

    Raises:
        CatalogueError: one is missing.
    """
    if not reason.strip():
        raise CatalogueError("更正要写明理由，例如依据的公告或文号。")
    if not who.strip():
        raise CatalogueError("更正要写明由谁作出。")
    return reason.strip(), who.strip()


def _check_successor(
    connection: sqlite3.Connection, document_id: str, successor: str | None
) -> None:
    if successor == document_id:
        raise CatalogueError("文件不能由它自己代替。请核对代替它的文件的编号。")
    if successor is not None:
        row_of(connection, successor)


def _shown(document: Document, field: str) -> str | None:
    value = getattr(document, field)
    return None if value is None else str(value)


def _derive(connection: sqlite3.Connection, document_id: str) -> None:
    """Bring the row in line with its corrections."""
    row = row_of(connection, document_id)
    rewrite(connection, read_as_added(row[:4]), row[3])
