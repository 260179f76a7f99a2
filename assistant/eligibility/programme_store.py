"""Programmes as staff keep them: drafts, reviews and what is published, in one SQLite file.

What ships with the program is the first published state of each programme. A revision's text never
changes; what was done with it, by whom and when, is a list of events.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.eligibility.errors import ProgrammeError
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import (
    check_links,
    load_programmes,
    read_programme,
)
from assistant.eligibility.programme_parts import State
from assistant.eligibility.programme_revisions import (
    SHIPPED_NUMBER,
    STATE_WORDS,
    Event,
    Revision,
    shipped,
    shipped_revision,
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS revisions (
    programme TEXT NOT NULL, number INTEGER NOT NULL, rules TEXT NOT NULL, examples TEXT NOT NULL,
    PRIMARY KEY (programme, number));
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, programme TEXT NOT NULL, number INTEGER NOT NULL,
    state TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS clauses (
    programme TEXT NOT NULL, number INTEGER NOT NULL, clause TEXT NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (programme, number, clause));
"""
_LOCK_WAIT_SECONDS = 10.0
_LONGEST_WHO = 60
_LONGEST_NOTE = 500
_LONGEST_TEXT = 200_000


class ProgrammeStore:
    """The programmes of one data folder; safe to use from several threads and processes.

    Raises:
        ProgrammeError: from every method, when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def ids(self) -> list[str]:
        """Every programme, shipped or begun by staff, sorted."""
        with self._reading() as connection:
            rows = connection.execute("SELECT DISTINCT programme FROM revisions").fetchall()
        return sorted({*shipped(), *(id_ for (id_,) in rows)})

    def latest(self, programme: str) -> Revision:
        """The revision made last, whatever its state.

        Raises:
            ProgrammeError: there is no such programme.
        """
        return self.revision(programme, self._number_of_latest(programme))

    def revision(self, programme: str, number: int) -> Revision:
        """One revision.

        Raises:
            ProgrammeError: there is none of that number.
        """
        if number == SHIPPED_NUMBER and programme in shipped():
            return shipped_revision(programme)
        with self._reading() as connection:
            row = connection.execute(
                "SELECT rules, examples FROM revisions WHERE programme = ? AND number = ?",
                (programme, number),
            ).fetchone()
            state = _state_of(connection, programme, number)
        if row is None:
            raise ProgrammeError(f"没有这个项目或这一稿：{programme} 第 {number} 稿。")
        return Revision(
            programme=programme, number=number, rules=row[0], examples=row[1], state=state
        )

    def history(self, programme: str) -> list[Event]:
        """What was done with the programme, the last first; what shipped is not listed."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT number, state, who, at, note FROM events WHERE programme = ?"
                " ORDER BY id DESC",
                (programme,),
            ).fetchall()
        return [
            Event(
                number=number, state=State(state), who=who, at=datetime.fromisoformat(at), note=note
            )
            for number, state, who, at, note in rows
        ]

    def save_draft(
        self, text: str, examples: str, *, based_on: int, who: str, note: str = ""
    ) -> Revision:
        """Keep an edited text as the next revision.

        Args:
            text: TOML; its `id` says which programme it is of.
            examples: TOML of worked examples, or "".
            based_on: number of the revision that was edited; 0 also for a new programme.

        Raises:
            ProgrammeError: the text is wrong, or somebody saved another revision meanwhile.
        """
        if len(text) + len(examples) > _LONGEST_TEXT:
            raise ProgrammeError(f"规则文件超过 {_LONGEST_TEXT} 个字符，请精简后再保存。")
        programme = read_programme(text, name="这份规则")
        with self._writing() as connection:
            latest = _latest_number(connection, programme.id)
            if latest != based_on:
                raise ProgrammeError(
                    f"你编辑期间，{programme.id} 已有人保存了第 {latest} 稿（你改的是第 {based_on} "
                    "稿）。请先看那一稿改了什么，把你的改动并进去再保存；你写的内容还在下面。"
                )
            connection.execute(
                "INSERT INTO revisions VALUES (?, ?, ?, ?)",
                (programme.id, latest + 1, text, examples),
            )
            _note(connection, (programme.id, latest + 1), State.DRAFT, who, note)
        return self.revision(programme.id, latest + 1)

    def mark_reviewed(self, programme: str, number: int, *, who: str, note: str = "") -> None:
        """A draft was reviewed.

        Raises:
            ProgrammeError: it is no draft, or a later one exists.
        """
        with self._writing() as connection:
            _expect(connection, programme, number, State.DRAFT)
            _note(connection, (programme, number), State.REVIEWED, who, note)

    def mark_published(
        self, programme: str, number: int, clauses: dict[str, str], *, who: str, note: str = ""
    ) -> None:
        """A reviewed revision decides from now on; `publishing.publish` checks it first.

        Args:
            clauses: digests of the clauses it rests on, to notice when they change.

        Raises:
            ProgrammeError: it was not reviewed, or a later one exists.
        """
        with self._writing() as connection:
            _expect(connection, programme, number, State.REVIEWED)
            connection.executemany(
                "INSERT INTO clauses VALUES (?, ?, ?, ?)",
                [(programme, number, clause, digest) for clause, digest in clauses.items()],
            )
            _note(connection, (programme, number), State.PUBLISHED, who, note)

    def published(self) -> tuple[Programme, ...]:
        """The programmes that decide: of each the revision published last.

        Raises:
            ProgrammeError: a stored text can no longer be read; says which.
        """
        decide = {one.id: one for one in load_programmes() if one.state is State.PUBLISHED}
        for id_, text in self._published_texts():
            decide[id_] = read_programme(text, name=id_)
        return tuple(sorted(decide.values(), key=lambda one: one.id))

    def published_number(self, programme: str) -> int:
        """The number of the revision that decides."""
        with self._reading() as connection:
            (number,) = connection.execute(
                "SELECT MAX(number) FROM events WHERE programme = ? AND state = ?",
                (programme, State.PUBLISHED),
            ).fetchone()
        return int(number or SHIPPED_NUMBER)

    def recorded_clauses(self, programme: str, number: int) -> dict[str, str]:
        """The digests that were recorded when the revision was published; {} for shipped ones."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT clause, digest FROM clauses WHERE programme = ? AND number = ?",
                (programme, number),
            ).fetchall()
        return dict(rows)

    def check_links(self, programme: Programme) -> None:
        """That the programmes it names exist once it is published.

        Raises:
            ProgrammeError: one does not.
        """
        others = [one for one in self.published() if one.id != programme.id]
        check_links((*others, programme))

    def _number_of_latest(self, programme: str) -> int:
        with self._reading() as connection:
            return _latest_number(connection, programme)

    def _published_texts(self) -> Sequence[tuple[str, str]]:
        with self._reading() as connection:
            return connection.execute(
                "SELECT programme, rules FROM revisions WHERE (programme, number) IN "
                "(SELECT programme, MAX(number) FROM events WHERE state = ? GROUP BY programme)",
                (State.PUBLISHED,),
            ).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The file as it is; as if empty where there is none, so that reading makes none."""
        with self._connected(self._path if self._path.exists() else ":memory:") as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that nobody else writes beside."""
        with self._connected(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    @contextmanager
    def _connected(self, file: Path | str) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(
                sqlite3.connect(file, timeout=_LOCK_WAIT_SECONDS, isolation_level=None)
            ) as connection:
                connection.executescript(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise ProgrammeError(
                f"项目库 {self._path} 打不开或写不进去（{error}）。"
                "请确认该文件夹可写、磁盘还有空间。"
            ) from error


def _latest_number(connection: sqlite3.Connection, programme: str) -> int:
    (number,) = connection.execute(
        "SELECT MAX(number) FROM revisions WHERE programme = ?", (programme,)
    ).fetchone()
    return int(number or SHIPPED_NUMBER)


def _state_of(connection: sqlite3.Connection, programme: str, number: int) -> State:
    row = connection.execute(
        "SELECT state FROM events WHERE programme = ? AND number = ? ORDER BY id DESC LIMIT 1",
        (programme, number),
    ).fetchone()
    return State(row[0]) if row else State.DRAFT


def _expect(connection: sqlite3.Connection, programme: str, number: int, state: State) -> None:
    latest = _latest_number(connection, programme)
    if number != latest:
        raise ProgrammeError(f"已有更新的第 {latest} 稿，请对那一稿操作。")
    found = _state_of(connection, programme, number)
    if found is not state or number == SHIPPED_NUMBER:
        raise ProgrammeError(
            f"第 {number} 稿现在是“{STATE_WORDS[found]}”，要先是“{STATE_WORDS[state]}”才能这样做。"
        )


def _note(
    connection: sqlite3.Connection, revision: tuple[str, int], state: State, who: str, note: str
) -> None:
    if not who.strip():
        raise ProgrammeError("请写上姓名，好知道是谁做的。")
    said = (who.strip()[:_LONGEST_WHO], datetime.now(UTC).isoformat(), note.strip()[:_LONGEST_NOTE])
    connection.execute(
        "INSERT INTO events (programme, number, state, who, at, note) VALUES (?, ?, ?, ?, ?, ?)",
        (*revision, state, *said),
    )
