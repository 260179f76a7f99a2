"""Chats and feedback kept across restarts, in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Turn
from assistant.errors import ConversationsError
from corpus.sqlite_file import transaction

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    turn TEXT NOT NULL, asked TEXT NOT NULL, liked INTEGER, reason TEXT);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation);
PRAGMA user_version = 1;
"""
"""The last line writes at every start, so that a read-only folder is noticed then."""

_LOCK_WAIT_SECONDS = 10.0
_TITLE_CHARACTERS = 40
_REASON_CHARACTERS = 1000
_TURN = TypeAdapter(Turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the user thought of an answer; `reason` is free text, often ""."""

    liked: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTurn:
    """A turn with its number in the store, unique over all conversations."""

    id: int
    turn: Turn
    asked: datetime
    feedback: Feedback | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationTitle:
    """A line of the history list; `updated` is the time of the last question, UTC."""

    id: int
    title: str
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingTurn:
    """A question whose answer cites a document; `asked` is UTC."""

    conversation: int
    question: str
    asked: datetime


class ConversationStore:
    """Conversations of one data folder; safe to use from several threads and processes.

    Raises:
        ConversationsError: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConversationsError(_cannot(path, str(error))) from error
        with self._connected() as connection:
            connection.executescript(_SCHEMA)

    def titles(self) -> list[ConversationTitle]:
        """Every conversation, the one used last first."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT id, title, updated FROM conversations ORDER BY updated DESC, id DESC"
            ).fetchall()
        return [
            ConversationTitle(id=number, title=title, updated=datetime.fromisoformat(updated))
            for number, title, updated in rows
        ]

    def title_of(self, conversation: int) -> str | None:
        """Its title; None when it was deleted or never was."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT title FROM conversations WHERE id = ?", (conversation,)
            ).fetchone()
        return None if row is None else str(row[0])

    def start(self, title: str) -> int:
        """Begin a conversation and return its number."""
        with self._connected() as connection:
            cursor = connection.execute(
                "INSERT INTO conversations (title, updated) VALUES (?, ?)",
                (_tidy_title(title), _now()),
            )
        return int(cursor.lastrowid or 0)

    def rename(self, conversation: int, title: str) -> None:
        """Give it another title; a blank one changes nothing."""
        if not title.strip():
            return
        with self._connected() as connection:
            connection.execute(
                "UPDATE conversations SET title = ? WHERE id = ?",
                (_tidy_title(title), conversation),
            )

    def delete(self, conversation: int) -> None:
        """Remove it with its turns and their feedback; deleting twice is no error."""
        with self._connected() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def append(self, conversation: int, turn: Turn) -> int:
        """Add a turn and return its number.

        Raises:
            ConversationsError: the conversation was deleted meanwhile.
        """
        now = _now()
        with self._connected() as connection:
            if not connection.execute(
                "UPDATE conversations SET updated = ? WHERE id = ?", (now, conversation)
            ).rowcount:
                raise ConversationsError("这段对话已被删除，请新建对话后再问一次。")
            cursor = connection.execute(
                "INSERT INTO turns (conversation, turn, asked) VALUES (?, ?, ?)",
                (conversation, _TURN.dump_json(turn).decode(), now),
            )
        return int(cursor.lastrowid or 0)

    def turns(self, conversation: int) -> list[StoredTurn]:
        """Its turns, oldest first; [] when it has none or was deleted."""
        return self._stored("conversation = ?", conversation)

    def turn(self, number: int) -> StoredTurn:
        """One turn by its number.

        Raises:
            ConversationsError: it was deleted or never was.
        """
        found = self._stored("id = ?", number)
        if not found:
            raise ConversationsError("这条回答所在的对话已被删除。")
        return found[0]

    def citing(self, document_id: str, *, limit: int) -> list[CitingTurn]:
        """The latest questions whose answer cites a document, newest first."""
        # Document ids hold no character that LIKE or JSON treats specially.
        wanted = f'%"document_id":"{document_id}"%'
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT conversation, json_extract(turn, '$.question'), asked FROM turns"
                " WHERE turn LIKE ? ORDER BY id DESC LIMIT ?",
                (wanted, limit),
            ).fetchall()
        return [
            CitingTurn(conversation=number, question=question, asked=datetime.fromisoformat(asked))
            for number, question, asked in rows
        ]

    def to_review(self) -> list[int]:
        """Numbers of conversations with an answer that was disliked or a question refused."""
        # Inside a JSON string the quotation marks would stand behind backslashes.
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT DISTINCT conversation FROM turns"
                " WHERE liked = 0 OR turn LIKE '%\"refused\":true%' ORDER BY conversation"
            ).fetchall()
        return [int(number) for (number,) in rows]

    def rate(self, number: int, feedback: Feedback) -> None:
        """Keep what the user thought of a turn, replacing what they said before."""
        with self._connected() as connection:
            connection.execute(
                "UPDATE turns SET liked = ?, reason = ? WHERE id = ?",
                (feedback.liked, feedback.reason.strip()[:_REASON_CHARACTERS], number),
            )

    def _stored(self, where: str, number: int) -> list[StoredTurn]:
        with self._connected() as connection:
            rows = connection.execute(
                f"SELECT id, turn, asked, liked, reason FROM turns WHERE {where} ORDER BY id",
                (number,),
            ).fetchall()
        return [_stored_turn(row) for row in rows]

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed on success; SQLite's errors leave as ours."""
        try:
            with transaction(self._path, wait_seconds=_LOCK_WAIT_SECONDS) as connection:
                yield connection
        except sqlite3.Error as error:
            raise ConversationsError(_cannot(self._path, str(error))) from error


def _stored_turn(row: tuple[int, str, str, int | None, str | None]) -> StoredTurn:
    number, turn, asked, liked, reason = row
    try:
        parsed = _TURN.validate_json(turn)
    except ValidationError as error:
        raise ConversationsError(
            "这段对话的记录已损坏或来自其他版本，无法显示。可在左侧删除它，其他对话不受影响。"
        ) from error
    feedback = None if liked is None else Feedback(liked=bool(liked), reason=reason or "")
    return StoredTurn(
        id=number, turn=parsed, asked=datetime.fromisoformat(asked), feedback=feedback
    )


def _tidy_title(title: str) -> str:
    one_line = " ".join(title.split())
    short = len(one_line) <= _TITLE_CHARACTERS
    return one_line if short else one_line[: _TITLE_CHARACTERS - 1] + "…"


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _cannot(path: Path, reason: str) -> str:
    return (
        f"对话记录 {path} 打不开或写不进去（{reason}）。"
        "请确认该文件夹可写、磁盘还有空间，或用环境变量 ZHICE_HOME 换一个数据文件夹。"
    )
