"""The SQLite file of patent lists: its tables, how it is opened, what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import PatentStoreError
from corpus.catalogue_schema import explain
from corpus.system_faults import said_of

APPLICATION_ID = 0x7A687074
""""zhpt" in ASCII; tells our file from any other SQLite file."""

SCHEMA_VERSION = 2
_BUSY_SECONDS = 30.0

# `seq` gives records a stable order and short joins; `id` is what everybody else names them by.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS lists (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    owner TEXT,                     -- NULL: shared
    is_complete INTEGER NOT NULL,
    imported TEXT,                  -- ISO date; NULL until an import finished
    creator TEXT                    -- who shared it on the page; NULL: private, or by command
) STRICT;
CREATE TABLE IF NOT EXISTS progress (   -- rows of a file that are safely in, for resuming
    list TEXT NOT NULL,
    file TEXT NOT NULL,             -- digest of its bytes
    rows INTEGER NOT NULL,
    PRIMARY KEY (list, file)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    list TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    application TEXT,
    kind TEXT NOT NULL,
    kind_code TEXT NOT NULL,
    abstract TEXT NOT NULL,
    first_claim TEXT NOT NULL,
    applicants TEXT NOT NULL,       -- names as printed, JSON
    inventors TEXT NOT NULL,        -- JSON
    filed TEXT, published TEXT, granted TEXT, priority TEXT,
    ipc TEXT NOT NULL,              -- JSON
    legal_status TEXT NOT NULL,
    standing TEXT NOT NULL,
    family TEXT NOT NULL,
    agency TEXT NOT NULL,
    address TEXT NOT NULL,
    place TEXT NOT NULL,
    source TEXT NOT NULL,
    digest BLOB NOT NULL,           -- of the text its vector stands for
    divided_from TEXT NOT NULL DEFAULT '',
    twin TEXT NOT NULL DEFAULT '',
    other_names TEXT NOT NULL DEFAULT '[]',     -- of the applicants, JSON
    written INTEGER NOT NULL DEFAULT 0  -- revision of the import that last changed it
) STRICT;
CREATE INDEX IF NOT EXISTS records_by_list ON records (list);
CREATE INDEX IF NOT EXISTS records_by_number ON records (number);
CREATE TABLE IF NOT EXISTS apart (  -- merges a user took back
    owner TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    PRIMARY KEY (owner, first, second)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (  -- what users say an applicant is called
    owner TEXT NOT NULL,            -- '' for everybody
    printed TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (owner, printed)
) STRICT, WITHOUT ROWID;
-- One row, grows with changes:
CREATE TABLE IF NOT EXISTS revision (n INTEGER NOT NULL) STRICT;
INSERT INTO revision SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM revision);
"""

_ADDED_IN_2 = (
    "ALTER TABLE lists ADD COLUMN creator TEXT",
    "ALTER TABLE records ADD COLUMN divided_from TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE records ADD COLUMN twin TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE records ADD COLUMN other_names TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE records ADD COLUMN written INTEGER NOT NULL DEFAULT 0",
)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode; WAL with NORMAL may lose the last commit, never the file."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(path: Path) -> None:
    """Make the folder, the file and its tables unless they are there.

    Raises:
        PatentStoreError: another file, a newer version, or it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PatentStoreError(
            f"建不了数据目录 {path.parent}：{said_of(error)}。"
            "请检查权限，或用环境变量 ZHICE_HOME 换一个目录。"
        ) from error
    with opened(path) as connection:
        if _version(connection, path) < SCHEMA_VERSION:
            _bring_up_to_date(connection, path)
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _write_ahead(connection)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that is closed afterwards; SQLite's errors say what to do.

    Raises:
        PatentStoreError: the file is damaged, locked, read-only or the disk is full.
    """
    try:
        connection = connect(path)
        try:
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise PatentStoreError(f"专利库 {path} {explain(error)}") from error


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """As `opened`, in one transaction that is taken back when anything fails.

    Its end makes the revision grow, so that readers notice.
    """
    with opened(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("UPDATE revision SET n = n + 1")
        connection.execute("COMMIT")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")  # of two programs that start, one waits here
    if _version(connection, path) == 1:
        for step in _ADDED_IN_2:
            connection.execute(step)
    for step in _SCHEMA.split(";\n"):
        connection.execute(step)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers go on while somebody writes; if the file is in use now, the next start does."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:  # it does not wait as other statements do
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Version of the tables; 0 for a new, empty file. One query: another program may make it."""
    application, version, tables = connection.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if tables and application != APPLICATION_ID:
        raise PatentStoreError(f"{path} 不是知策的专利库文件。请移走它，或换一个数据目录。")
    if version > SCHEMA_VERSION:
        raise PatentStoreError(f"{path} 是更新版本的知策写的。请升级知策，或移走该文件后重新导入。")
    return int(version)
