"""Draft cases from the life of the chat page, and the labels staff give them, in a SQLite file."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer
from corpus.sqlite_file import transaction
from evals.cases import Case
from evals.errors import DraftsError
from indexing.words import normalise

_SCHEMA = """
CREATE TABLE IF NOT EXISTS drafts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, draft TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS labels (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT NOT NULL REFERENCES drafts (id), label TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS labels_by_draft ON labels (draft);
PRAGMA user_version = 1;
"""
"""Labels are only ever added; the last one of a draft holds."""

_LOCK_WAIT_SECONDS = 10.0
_NO_WORD = re.compile(r"[\W_]+")
_ID_DIGITS = 12


class State(StrEnum):
    """What became of a draft."""

    OPEN = "待标注"
    LABELLED = "已标注"
    REJECTED = "不采用"


class Sighting(BaseModel):
    """One time the question was asked in the chat.

    Attributes:
        turn: number in the store of conversations; with `asked` it is unique for good.
        complaint: what the user said was wrong; often "".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    turn: int
    conversation: int
    asked: datetime
    is_disliked: bool
    complaint: str = ""


class Label(BaseModel):
    """What somebody decided about a draft.

    Attributes:
        case: exactly when it is to be used.
        note: why not, otherwise; may be "".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: str = Field(min_length=1)
    at: datetime
    case: Case | None = None
    note: str = ""


class Draft(BaseModel):
    """A question of a user's that was not answered well, on its way to becoming a case.

    Attributes:
        id: follows from the question, its place and its day.
        history: earlier questions of the conversation, oldest first.
        answer: what the user got the first time it was collected.
        sightings: every time it was asked and disliked or refused, oldest first.
        labels: oldest first; the last one holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    question: str
    as_of: date
    region: str | None = None
    history: tuple[str, ...] = ()
    answer: Answer
    sightings: tuple[Sighting, ...]
    labels: tuple[Label, ...] = ()

    @property
    def label(self) -> Label | None:
        """The one that holds."""
        return self.labels[-1] if self.labels else None

    @property
    def state(self) -> State:
        """Whether it waits, is a case, or will not be one."""
        if self.label is None:
            return State.OPEN
        return State.REJECTED if self.label.case is None else State.LABELLED

    @property
    def complaints(self) -> tuple[str, ...]:
        """What users said was wrong, each once."""
        return tuple(dict.fromkeys(s.complaint for s in self.sightings if s.complaint))


def draft_id(question: str, *, region: str | None, chosen_day: date | None) -> str:
    """The same for questions that differ in punctuation, blanks, width or script alone.

    Args:
        chosen_day: None where the question was asked about the day it was asked on.
    """
    folded = normalise(question)
    said = _NO_WORD.sub("", folded) or folded
    key = "\n".join((said, region or "", str(chosen_day or "")))
    return "life-" + hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]


class DraftStore:
    """The drafts of one data folder; safe to use from several threads and processes.

    Raises:
        DraftsError: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DraftsError(_cannot(path, str(error))) from error
        with self._connected() as connection:
            connection.executescript(_SCHEMA)

    def add(self, drafts: Iterable[Draft]) -> int:
        """Keep drafts; a known one only gains the sightings it lacks. How many are new."""
        new = 0
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            for draft in drafts:
                known = _find(connection, draft.id)
                new += known is None
                _put(connection, draft if known is None else _seen_again(known, draft.sightings))
        return new

    def drafts(self) -> list[Draft]:
        """All of them with their labels, in the order they came."""
        with self._connected() as connection:
            rows = connection.execute("SELECT draft FROM drafts ORDER BY number").fetchall()
            labels = _labels(connection)
        drafts = (Draft.model_validate_json(row) for (row,) in rows)
        return [draft.model_copy(update={"labels": labels.get(draft.id, ())}) for draft in drafts]

    def draft(self, id_: str) -> Draft:
        """One of them with its labels.

        Raises:
            DraftsError: there is none of that id.
        """
        found = next((draft for draft in self.drafts() if draft.id == id_), None)
        if found is None:
            raise DraftsError(f"没有编号为 {id_} 的草稿。请回到草稿列表里选一道。")
        return found

    def label(self, id_: str, label: Label, *, after: int) -> None:
        """Add a label to a draft.

        Args:
            after: how many labels the draft had when it was looked at.

        Raises:
            DraftsError: somebody has labelled it since; nothing was kept.
        """
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            (there,) = connection.execute(
                "SELECT count(*) FROM labels WHERE draft = ?", (id_,)
            ).fetchone()
            if there != after:
                raise DraftsError(
                    "这道草稿刚刚有人标注过，这次的没有保存。请看过最新的标注，再决定要不要改。"
                )
            connection.execute(
                "INSERT INTO labels (draft, label) VALUES (?, ?)", (id_, label.model_dump_json())
            )

    def cases(self) -> tuple[Case, ...]:
        """The cases that labels made of drafts, in the order the drafts came."""
        labels = (draft.label for draft in self.drafts())
        return tuple(label.case for label in labels if label is not None and label.case is not None)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed on success; others' errors leave as ours."""
        try:
            with transaction(self._path, wait_seconds=_LOCK_WAIT_SECONDS) as connection:
                yield connection
        except (sqlite3.Error, ValidationError) as error:
            raise DraftsError(_cannot(self._path, str(error))) from error


def _find(connection: sqlite3.Connection, id_: str) -> Draft | None:
    row = connection.execute("SELECT draft FROM drafts WHERE id = ?", (id_,)).fetchone()
    return None if row is None else Draft.model_validate_json(row[0])


def _put(connection: sqlite3.Connection, draft: Draft) -> None:
    connection.execute(
        "INSERT INTO drafts (id, draft) VALUES (?, ?)"
        " ON CONFLICT (id) DO UPDATE SET draft = excluded.draft",
        (draft.id, draft.model_dump_json(exclude={"labels"})),
    )


def _labels(connection: sqlite3.Connection) -> dict[str, tuple[Label, ...]]:
    found: dict[str, tuple[Label, ...]] = {}
    for draft, label in connection.execute("SELECT draft, label FROM labels ORDER BY number"):
        found[draft] = (*found.get(draft, ()), Label.model_validate_json(label))
    return found


def _seen_again(draft: Draft, sightings: Iterable[Sighting]) -> Draft:
    """With these sightings too; the reason a user gave later replaces an earlier one."""
    by_turn = {(s.asked, s.turn): s for s in (*draft.sightings, *sightings)}
    return draft.model_copy(update={"sightings": tuple(by_turn[key] for key in sorted(by_turn))})


def _cannot(path: Path, reason: str) -> str:
    return (
        f"评测草稿 {path} 打不开或写不进去（{reason}）。"
        "请确认该文件夹可写、磁盘还有空间，文件没有损坏。"
    )
