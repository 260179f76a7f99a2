"""One transaction in a file: all of it or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.sqlite_file import transaction

_SCHEMA = """
CREATE TABLE boats (name TEXT PRIMARY KEY);
CREATE TABLE crews (boat TEXT REFERENCES boats (name) ON DELETE CASCADE);
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.sqlite3"
    with transaction(path, wait_seconds=1) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO boats VALUES ('Titania')")
        connection.execute("INSERT INTO crews VALUES ('Titania')")
    return path


def _count(path: Path, table: str) -> int:
    with transaction(path, wait_seconds=1) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def test_what_ends_well_is_kept(path: Path) -> None:
    assert _count(path, "boats") == 1


def test_of_what_fails_on_the_way_nothing_is_kept(path: Path) -> None:
    with pytest.raises(KeyError), transaction(path, wait_seconds=1) as connection:
        connection.execute("INSERT INTO boats VALUES ('Oberon')")
        raise KeyError
    assert _count(path, "boats") == 1


def test_references_hold(path: Path) -> None:
    with transaction(path, wait_seconds=1) as connection:
        connection.execute("DELETE FROM boats")
    assert _count(path, "crews") == 0


def test_the_connection_is_closed_afterwards(path: Path) -> None:
    with transaction(path, wait_seconds=1) as connection:
        pass
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_file_that_somebody_else_writes_is_not_waited_for_without_end(path: Path) -> None:
    with transaction(path, wait_seconds=1) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(sqlite3.OperationalError, match="locked"),
            transaction(path, wait_seconds=0) as other,
        ):
            other.execute("BEGIN IMMEDIATE")
