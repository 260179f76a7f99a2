"""The catalogue's SQLite file: its tables, how it is opened, and what its errors mean to a user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import CatalogueError

# "zhic" in ASCII; tells our file from any other SQLite file.
APPLICATION_ID = 0x7A686963
SCHEMA_VERSION = 1

TABLES = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    series TEXT,                    -- what versions of one instrument share
    origin TEXT NOT NULL,           -- who brought it in
    superseded_by TEXT,             -- derived from all documents
    expires TEXT,                   -- derived from all documents, ISO date
    fingerprint TEXT NOT NULL,      -- of document, superseded_by and expires
    summary TEXT NOT NULL,          -- as added, JSON, without the text
    document TEXT NOT NULL          -- as added, JSON; last, because rows are read up to a column
) STRICT;
CREATE INDEX documents_by_series ON documents (series);
CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_fingerprint ON documents (id, fingerprint);
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


def connect(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """A connection in autocommit mode to a catalogue that exists."""
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    # WAL with NORMAL may lose the last commit when power fails, never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(path: Path, *, busy_seconds: float) -> None:
    """Make the folder and the tables unless they are there.

    Raises:
        CatalogueError: not a catalogue, of a newer version, or it cannot be created.
    """
    _make_folder(path)
    with explained(path), closing(connect(path, busy_seconds=busy_seconds)) as connection:
        _create_or_check(connection, path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "磁盘已满，请腾出空间" if full else f"{error.strerror}，请检查权限"
        raise CatalogueError(
            f"建不了数据目录 {path.parent}：{reason}，或用环境变量 ZHICE_HOME 换一个目录。"
        ) from error


def _create_or_check(connection: sqlite3.Connection, path: Path) -> None:
    if _is_ours(connection, path):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")  # two processes may start at once: one of them creates
    if not _is_ours(connection, path):
        for statement in TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the tables are there; False for a new, empty file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (application, version, tables) == (0, 0, 0):
        return False
    if application != APPLICATION_ID:
        raise CatalogueError(f"{path} 不是知策的语料库文件。请移走它，或换一个数据目录。")
    if version != SCHEMA_VERSION:
        raise CatalogueError(
            f"{path} 是另一版本的知策写的（格式 {version}，本版本用 {SCHEMA_VERSION}）。"
            "请升级知策，或移走该文件后重新导入。"
        )
    return True


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
