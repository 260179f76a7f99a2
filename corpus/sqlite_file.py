"""Small SQLite files that several threads and processes read and write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def transaction(path: Path, *, wait_seconds: float) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are all kept when the block ends well, and none otherwise.

    Args:
        path: of the file, made when it is not there; its folder is.
        wait_seconds: how long to wait while somebody else writes.

    Raises:
        sqlite3.Error: the file cannot be opened, read or written, or is busy for longer.
    """
    with closing(sqlite3.connect(path, timeout=wait_seconds)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
