"""The catalogue's SQLite file: its tables, how it is opened, and what its errors mean to a user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import CatalogueError
from corpus.system_faults import said_of

# "zhic" in ASCII; tells our file from any other SQLite file.
APPLICATION_ID = 0x7A686963
SCHEMA_VERSION = 2

Fill = Callable[[sqlite3.Connection], None]
"""Fills the tables that are derived from the documents, inside the transaction given."""

_FIRST = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    series TEXT,                    -- what versions of one instrument share
    origin TEXT NOT NULL,           -- who brought it in
    superseded_by TEXT,             -- derived from all documents
    expires TEXT,                   -- derived from all documents, ISO date
    fingerprint TEXT NOT NULL,      -- of document, corrections, superseded_by and expires
    summary TEXT NOT NULL,          -- as corrected, JSON, without the text
    document TEXT NOT NULL          -- as read, JSON; last, because rows are read up to a column
) STRICT;
CREATE INDEX documents_by_series ON documents (series);
CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_fingerprint ON documents (id, fingerprint);
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

# Times are ISO 8601 in UTC with microseconds, so that they sort as text. What staff decided has no
# foreign key: it outlives the removal of a document and is there when the document comes back.
_SECOND = """
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,       -- digest of the other columns: merging knows what is there
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    document_id TEXT NOT NULL,
    title TEXT NOT NULL,
    field TEXT,
    before TEXT,
    after TEXT,
    reason TEXT
) STRICT;
CREATE INDEX changes_by_document ON changes (document_id, at);
CREATE INDEX changes_by_time ON changes (at);
CREATE TRIGGER changes_are_kept BEFORE UPDATE ON changes
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER changes_are_not_deleted BEFORE DELETE ON changes
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TABLE corrections (
    document_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (document_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    document_id TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,           -- of the text found there
    at TEXT,                        -- NULL: before sources were kept
    similarity REAL NOT NULL,
    PRIMARY KEY (document_id, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_keys (            -- derived: texts that share a key may replace one another
    key TEXT NOT NULL,
    document_id TEXT NOT NULL,
    PRIMARY KEY (key, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_keys_by_document ON link_keys (document_id);
CREATE TABLE sketches (             -- derived: texts that share marks may be the same text
    mark INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    PRIMARY KEY (mark, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketches_by_document ON sketches (document_id);
CREATE TABLE files (                -- what was read from a file, so that it is not read twice
    digest TEXT PRIMARY KEY,        -- of its name and bytes
    program TEXT NOT NULL,          -- fingerprint of the code that read it
    found TEXT NOT NULL             -- JSON
) STRICT, WITHOUT ROWID;
"""

_SOURCES_OF_FIRST = """
INSERT INTO sources SELECT id, json_extract(document, '$.source'),
    json_extract(document, '$.sha256'), NULL, 1.0 FROM documents WHERE json_valid(document);
"""


def connect(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """A connection in autocommit mode to a catalogue that exists."""
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    # WAL with NORMAL may lose the last commit when power fails, never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(path: Path, *, busy_seconds: float, fill: Fill) -> None:
    """Make the folder and the tables unless they are there; bring an older file up to date.

    Args:
        fill: called after an older file got its new tables, in the same transaction.

    Raises:
        CatalogueError: not a catalogue, of a newer version, or it cannot be created.
    """
    _make_folder(path)
    with explained(path), closing(connect(path, busy_seconds=busy_seconds)) as connection:
        if _version(connection, path) < SCHEMA_VERSION:
            connection.execute("PRAGMA journal_mode = WAL")
            _bring_up_to_date(connection, path, fill)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "磁盘已满，请腾出空间" if full else f"{said_of(error)}，请检查权限"
        raise CatalogueError(
            f"建不了数据目录 {path.parent}：{reason}，或用环境变量 ZHICE_HOME 换一个目录。"
        ) from error


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, fill: Fill) -> None:
    connection.execute("BEGIN IMMEDIATE")  # two processes may start at once: one of them does it
    try:
        version = _version(connection, path)
        if version == 0:
            _run(connection, _FIRST)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if version < SCHEMA_VERSION:
            _run(connection, _SECOND)
            _run(connection, _SOURCES_OF_FIRST)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        if version == 1:
            fill(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """The statements of a script; `executescript` would commit the transaction first."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            connection.execute(pending)
            pending = ""


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Version of the tables; 0 for a new, empty file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (application, version, tables) == (0, 0, 0):
        return 0
    if application != APPLICATION_ID:
        raise CatalogueError(f"{path} 不是知策的语料库文件。请移走它，或换一个数据目录。")
    if not 1 <= version <= SCHEMA_VERSION:
        raise CatalogueError(
            f"{path} 是更新版本的知策写的（格式 {version}，本版本用 {SCHEMA_VERSION}）。"
            "请升级知策，或移走该文件后重新导入。"
        )
    return version


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into a `CatalogueError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise CatalogueError(f"语料库 {path} {explain(error)}") from error


def explain(error: sqlite3.Error) -> str:
    """What an SQLite error means, in Chinese, with what to do; follows the name of the file."""
    name = getattr(error, "sqlite_errorname", "")
    for beginning, words in _MEANINGS.items():
        if name.startswith(beginning):
            return words
    return f"出错：{error}。请运行 zhice corpus check 检查；如不能恢复，请移走该文件后重新导入。"


_MEANINGS = {
    "SQLITE_FULL": "写不进去：磁盘已满。请腾出空间后再试。",
    "SQLITE_BUSY": "正被另一个知策进程占用。请等它结束后再试。",
    "SQLITE_LOCKED": "正被另一个知策进程占用。请等它结束后再试。",
    "SQLITE_READONLY": "是只读的。请检查权限，或用环境变量 ZHICE_HOME 换一个可写的数据目录。",
    "SQLITE_PERM": "是只读的。请检查权限，或用环境变量 ZHICE_HOME 换一个可写的数据目录。",
    "SQLITE_CANTOPEN": "打不开。请检查目录权限，或用环境变量 ZHICE_HOME 换一个可写的数据目录。",
    "SQLITE_NOTADB": "已损坏或不是语料库文件。请移走它后重新导入。",
    "SQLITE_CORRUPT": "已损坏。请移走它后重新导入。",
    "SQLITE_IOERR": "读写失败。请检查磁盘是否完好、空间是否足够。",
}
