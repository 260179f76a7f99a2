"""Which document replaces which, kept right as documents come and go.

Only what shares a key with a change is derived anew, so that one more document costs the same in
a corpus of ten and of a hundred thousand. `touch` before and after a row changes; `relink` before
the transaction commits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus.catalogue_rows import (
    SUMMARY,
    read_summary_as_corrected,
    succession_of,
    write_succession,
)
from corpus.document_store import DocumentSummary
from corpus.errors import CatalogueError
from corpus.versions import link_keys, link_versions

# What a stored key begins with: the document itself, its series, a name of it, a name it ends, the
# document it says itself replaces it.
_ITSELF, _SERIES, _NAME, _ENDS, _SUCCESSOR = "#", "~", "=", "-", ">"

_REPLACEABLE = """
SELECT document_id FROM link_keys WHERE key IN (
    SELECT key FROM temp.touched WHERE substr(key, 1, 1) IN ('#', '~')
    UNION SELECT '=' || substr(key, 2) FROM temp.touched WHERE substr(key, 1, 1) = '-'
    UNION SELECT '>' || substr(key, 2) FROM temp.touched WHERE substr(key, 1, 1) = '#')
"""
"""Documents whose successor may be another one after the changes."""

_TO_COMPARE = f"""
WITH keys AS (SELECT key FROM link_keys WHERE document_id IN ({_REPLACEABLE}))
SELECT DISTINCT document_id FROM link_keys WHERE key IN (
    SELECT key FROM keys WHERE substr(key, 1, 1) IN ('#', '~')
    UNION SELECT '-' || substr(key, 2) FROM keys WHERE substr(key, 1, 1) = '='
    UNION SELECT '#' || substr(key, 2) FROM keys WHERE substr(key, 1, 1) = '>')
"""
"""Those documents, and all that may replace them."""


def begin_linking(connection: sqlite3.Connection) -> None:
    """Make room for what this connection touches."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (key TEXT PRIMARY KEY)")


def touch(connection: sqlite3.Connection, document_id: str) -> None:
    """Note that this document, as its keys are now, is about to change or has changed."""
    connection.execute(
        "INSERT OR IGNORE INTO temp.touched SELECT key FROM link_keys WHERE document_id = ?",
        (document_id,),
    )


def write_keys(connection: sqlite3.Connection, summary: DocumentSummary) -> None:
    """Keep what the document, as corrected, can be linked by."""
    connection.execute("DELETE FROM link_keys WHERE document_id = ?", (summary.id,))
    rows = [(key, summary.id) for key in _keys(summary)]
    connection.executemany("INSERT INTO link_keys VALUES (?, ?)", rows)


def relink(connection: sqlite3.Connection) -> None:
    """Derive anew what replaces the documents that touched ones may bear on."""
    ids = [row[0] for row in connection.execute(_REPLACEABLE)]
    if ids:
        rows = connection.execute(
            f"SELECT {SUMMARY} FROM documents WHERE id IN ({_TO_COMPARE})"
        ).fetchall()
        _link(connection, rows, frozenset(ids))
    connection.execute("DELETE FROM temp.touched")


def relink_all(connection: sqlite3.Connection) -> None:
    """Derive anew all keys and links, after the rules changed; damaged records stay as they are."""
    rows = connection.execute(f"SELECT {SUMMARY} FROM documents").fetchall()
    sound = []
    for row in rows:
        try:
            write_keys(connection, read_summary_as_corrected(row))
        except CatalogueError:  # `zhice corpus check` names it
            continue
        sound.append(row)
    _link(connection, sound, frozenset(row[0] for row in sound))


def _link(
    connection: sqlite3.Connection,
    rows: Iterable[tuple[str, str | None, str | None, str]],
    ids: frozenset[str],
) -> None:
    """Write what replaces the documents `ids`, judged by all `rows`, where it differs."""
    known = list(rows)
    after = link_versions(read_summary_as_corrected(row) for row in known)
    for row in known:
        if row[0] in ids and after.get(row[0]) != succession_of(row):
            write_succession(connection, row[0], after.get(row[0]))


def _keys(summary: DocumentSummary) -> set[str]:
    keys = link_keys(summary)
    found = {_NAME + name for name in keys.names} | {_ENDS + name for name in keys.ends}
    if keys.series:
        found.add(_SERIES + keys.series)
    if keys.successor:
        found.add(_SUCCESSOR + keys.successor)
    if found:
        found.add(_ITSELF + summary.id)
    return found
