"""How much of the language model was used today, and the end of it when a limit is set."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import ModelError
from assistant.language_model import LanguageModel, Message
from assistant.listener import Listener
from assistant.tokens import tokens_at_most
from corpus.sqlite_file import transaction

_SCHEMA = """
CREATE TABLE IF NOT EXISTS usage (
    day TEXT PRIMARY KEY, requests INTEGER NOT NULL, tokens INTEGER NOT NULL) WITHOUT ROWID
"""
_LOCK_WAIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What a day took.

    Attributes:
        tokens: of prompts and replies, an upper estimate; see `assistant.tokens`.
    """

    requests: int = 0
    tokens: int = 0


class ModelUsage:
    """Requests and tokens by day, kept in a file; safe to use from several threads and processes.

    Raises:
        ModelError: from every method, when the file cannot be read or written: a limit that
            cannot be kept is no limit.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def on(self, day: date) -> Used:
        """What was used on a day."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT requests, tokens FROM usage WHERE day = ?", (day.isoformat(),)
            ).fetchone()
        return Used(requests=row[0], tokens=row[1]) if row else Used()

    def add(self, day: date, used: Used) -> None:
        """Count it."""
        with self._connected() as connection:
            connection.execute(
                "INSERT INTO usage VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET "
                "requests = requests + excluded.requests, tokens = tokens + excluded.tokens",
                (day.isoformat(), used.requests, used.tokens),
            )

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with transaction(self._path, wait_seconds=_LOCK_WAIT_SECONDS) as connection:
                connection.execute(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise ModelError(f"大模型的用量记录 {self._path.name} 读写不了（{error}）") from error


class MeteredModel:
    """A `LanguageModel` whose use is counted, and that is silent once the day's is used up.

    Args:
        model: asked as long as there is something left.
        daily_tokens: 0 for no limit. The reply that passes it is let through to its end.
    """

    def __init__(self, model: LanguageModel, usage: ModelUsage, *, daily_tokens: int) -> None:
        self.name = model.name
        self._model = model
        self._usage = usage
        self._daily_tokens = daily_tokens

    def stream(
        self, messages: Sequence[Message], listener: Listener | None = None
    ) -> Generator[str]:
        """As the protocol says; also fails when the day's tokens are used up."""
        today = date.today()
        if self._daily_tokens and self._usage.on(today).tokens >= self._daily_tokens:
            raise ModelError(f"今天的大模型用量（{self._daily_tokens} 词元）已用完")
        asked = sum(tokens_at_most(message.text) for message in messages)
        self._usage.add(today, Used(requests=1, tokens=asked))
        replied: list[str] = []
        try:
            with closing(self._model.stream(messages, listener)) as pieces:
                for piece in pieces:
                    replied.append(piece)
                    yield piece
        finally:
            self._usage.add(today, Used(tokens=tokens_at_most("".join(replied))))
