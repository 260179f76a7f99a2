"""Stored runs at hand: a line of each for the list, the last few whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from evals.compare_runs import Comparison, compare, is_right
from evals.errors import RunsError
from evals.report_view import ReportView, view_of
from evals.stored_runs import RECORD, StoredRun, read_run, run_folders

_LINES_KEPT = 500
_RUNS_KEPT = 4
"""A run of 700 questions with its answers takes about ten megabytes."""
_VIEWS_KEPT = 8
_DEFAULT_MS = 50.0
"""What a question takes where no run says, on two cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run in the list.

    Attributes:
        asked: which questions.
        right: answered or refused as they should be, of `cases`.
        refused: questions it did not answer.
        mean_ms: of asking one question.
        error: Chinese, why it cannot be read; then the rest says nothing.
    """

    name: str
    started: datetime | None = None
    commit: str = ""
    asked: str = ""
    cases: int = 0
    right: int = 0
    refused: int = 0
    mean_ms: float = _DEFAULT_MS
    error: str = ""


class RunShelf:
    """The runs below one folder; what was read is kept until its file changes.

    Args:
        folder: of runs; it need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = lru_cache(_RUNS_KEPT)(_read)
        self._line = lru_cache(_LINES_KEPT)(_line)
        self._view = lru_cache(_VIEWS_KEPT)(_view)
        self._compare = lru_cache(_VIEWS_KEPT)(_compare)

    def lines(self) -> list[RunLine]:
        """Every run, the latest first; a damaged one says so."""
        return [self._line(folder, _changed(folder)) for folder in self._folders()]

    def run(self, name: str) -> StoredRun:
        """The run of exactly that name.

        Raises:
            RunsError: there is none, or it is damaged.
        """
        folder = self._find(name)
        return self._read(folder, _changed(folder))

    def view(self, name: str) -> ReportView:
        """Its figures; resampling their intervals takes a second, so they are kept.

        Raises:
            RunsError: as `run`.
        """
        folder = self._find(name)
        return self._view(folder, _changed(folder))

    def compare(self, before: str, after: str) -> Comparison:
        """The second run against the first.

        Raises:
            RunsError: as `run`.
        """
        folders = self._find(before), self._find(after)
        return self._compare(*folders, tuple(map(_changed, folders)))

    def seconds_for(self, cases: int) -> int:
        """How long so many questions will take, by the latest run."""
        latest = next((line for line in self.lines() if not line.error), None)
        each = latest.mean_ms if latest else _DEFAULT_MS
        return max(1, round(cases * each / 1000))

    def _folders(self) -> list[Path]:
        return run_folders(self._folder)[::-1]

    def _find(self, name: str) -> Path:
        # never a path that was sent: only a folder that is listed
        found = next((folder for folder in self._folders() if folder.name == name), None)
        if found is None:
            raise RunsError(f"没有叫 {name} 的评测。请回到「评测」页，从列表里选一次。")
        return found


def _changed(folder: Path) -> int:
    return (folder / RECORD).stat().st_mtime_ns


def _read(folder: Path, changed: int) -> StoredRun:
    return read_run(folder)


def _view(folder: Path, changed: int) -> ReportView:
    return view_of(read_run(folder))


def _compare(before: Path, after: Path, changed: tuple[int, ...]) -> Comparison:
    return compare(read_run(before).values, read_run(after).values)


def _line(folder: Path, changed: int) -> RunLine:
    try:
        run = read_run(folder)
    except RunsError as error:
        return RunLine(name=folder.name, error=str(error))
    times = [ms for row in run.rows if (ms := row.values.get("took_ms")) is not None]
    return RunLine(
        name=run.name,
        started=datetime.fromisoformat(run.record.started),
        commit=run.record.commit,
        asked=run.record.settings.get("题目", ""),
        cases=len(run.rows),
        right=sum(is_right(row.values) is True for row in run.rows),
        refused=sum(row.answer is not None and row.answer.refused for row in run.rows),
        mean_ms=sum(times) / len(times) if times else _DEFAULT_MS,
    )
