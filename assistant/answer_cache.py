"""Replies a language model gave before, for prompts that come again.

What is kept is the reply, not the answer made of it: clauses are searched, and every sentence is
checked against them and cited anew, each time. The prompt holds the question, the day, the place
and the words and validity of each clause, so that any change to one of them asks the model again.
An answer without a model takes some 50 ms and is not kept.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from assistant.language_model import Message
from corpus.sqlite_file import transaction

_SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
    prompt TEXT PRIMARY KEY, reply TEXT NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS replies_by_use ON replies (used);
"""
_LOCK_WAIT_SECONDS = 1.0
"""Waiting longer for the file would cost more than asking the model now and then."""

REPLIES_KEPT = 2000
"""A few kilobytes each."""

_log = logging.getLogger(__name__)


class ReplyCache(Protocol):
    """Safe to use from several threads; never fails: a reply that cannot be found is none."""

    def find(self, messages: Sequence[Message]) -> str | None:
        """The reply to exactly these messages; None when there is none."""
        ...

    def keep(self, messages: Sequence[Message], reply: str) -> None:
        """Remember a reply that proved of use, in place of an earlier one."""
        ...


class StoredReplies:
    """Replies in an SQLite file, which several processes may use at a time.

    Args:
        path: of the file, in a folder that exists.
        model: everything besides the messages that decides what is replied: the address, the
            name and the settings of the model.
        limit: replies kept; those not used for longest go first.
    """

    def __init__(self, path: Path, *, model: str, limit: int = REPLIES_KEPT) -> None:
        self._path = path
        self._model = model
        self._limit = limit

    def find(self, messages: Sequence[Message]) -> str | None:
        """As the protocol says."""
        key = self._key(messages)
        try:
            with self._connected() as connection:
                row = connection.execute(
                    "UPDATE replies SET used = (SELECT max(used) + 1 FROM replies)"
                    " WHERE prompt = ? RETURNING reply",
                    (key,),
                ).fetchone()
        except sqlite3.Error as error:
            _log.warning("the replies in %s cannot be read: %s", self._path, error)
            return None
        return None if row is None else str(row[0])

    def keep(self, messages: Sequence[Message], reply: str) -> None:
        """As the protocol says."""
        key = self._key(messages)
        try:
            with self._connected() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO replies VALUES"
                    " (?, ?, (SELECT coalesce(max(used), 0) + 1 FROM replies))",
                    (key, reply),
                )
                connection.execute(
                    "DELETE FROM replies WHERE prompt IN (SELECT prompt FROM replies"
                    " ORDER BY used DESC LIMIT -1 OFFSET ?)",
                    (self._limit,),
                )
        except sqlite3.Error as error:
            _log.warning("a reply cannot be kept in %s: %s", self._path, error)

    def _key(self, messages: Sequence[Message]) -> str:
        said = [self._model, *((message.role, message.text) for message in messages)]
        return sha256(json.dumps(said).encode()).hexdigest()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with transaction(self._path, wait_seconds=_LOCK_WAIT_SECONDS) as connection:
            connection.executescript(_SCHEMA)
            yield connection
