"""A home of an earlier version opens with everything in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue_schema import APPLICATION_ID, SCHEMA_VERSION
from corpus.document_store import document_to_json, summarise, summary_to_json
from corpus.documents import Document
from corpus.versions import series_of
from tests.corpus.sample_documents import document

FIRST = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    series TEXT,
    origin TEXT NOT NULL,
    superseded_by TEXT,
    expires TEXT,
    fingerprint TEXT NOT NULL,
    summary TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_series ON documents (series);
CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_fingerprint ON documents (id, fingerprint);
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
OLD = document("old", effective=date(2017, 8, 1))
NEW = document("new", effective=date(2026, 9, 1), source="公报.pdf")


def first_version(path: Path) -> None:
    """A catalogue as version 1 of the schema wrote it, with `OLD`, `NEW` and a note."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        _insert(connection, OLD, superseded_by="new", expires="2026-08-31")
        _insert(connection, NEW, superseded_by=None, expires=None)
        connection.execute("INSERT INTO notes VALUES ('builtin', 'abc')")
        connection.commit()


def _insert(
    connection: sqlite3.Connection,
    one: Document,
    *,
    superseded_by: str | None,
    expires: str | None,
) -> None:
    summary = summarise(one)
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, 'user', ?, ?, ?, ?, ?)",
        (
            one.id,
            series_of(summary),
            superseded_by,
            expires,
            f"print-{one.id}",
            summary_to_json(summary).replace(',"corrected":[]', ""),
            document_to_json(one),
        ),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    first_version(tmp_path / "catalogue.sqlite3")
    return tmp_path / "catalogue.sqlite3"


def test_a_catalogue_of_the_first_version_keeps_its_documents_links_and_notes(path: Path) -> None:
    catalogue = Catalogue(path)
    assert [(d.id, d.expires, d.superseded_by) for d in catalogue.documents()] == [
        ("new", None, None),
        ("old", date(2026, 8, 31), "new"),
    ]
    assert (catalogue.get("new"), catalogue.note("builtin")) == (NEW, "abc")


def test_its_documents_get_the_source_they_name_at_an_unknown_time(path: Path) -> None:
    (source,) = Catalogue(path).sources("new")
    assert (source.source, source.sha256, source.at) == ("公报.pdf", NEW.sha256, None)


def test_it_takes_corrections_and_links_anew(path: Path) -> None:
    catalogue = Catalogue(path)
    catalogue.correct("new", {"effective": "2027-01-01"}, reason="公告", who="李四")
    assert catalogue.get("old").expires == date(2026, 12, 31)


def test_it_is_brought_up_to_date_once(path: Path) -> None:
    Catalogue(path).correct("new", {"verification": "C"}, reason="公告", who="李四")
    assert len(Catalogue(path).corrections("new")) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_damaged_record_of_the_first_version_does_not_keep_the_others_out(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE documents SET document = '{' WHERE id = 'old'")
    assert Catalogue(path).get("new") == NEW


def test_history_cannot_be_rewritten(path: Path) -> None:
    catalogue = Catalogue(path)
    catalogue.remove("old")
    with closing(sqlite3.connect(path)) as connection:
        for statement in ("DELETE FROM changes", "UPDATE changes SET who = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
