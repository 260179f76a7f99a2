"""A run started from the page: one at a time, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.background import BackgroundThreads
from assistant.opening import user_message
from evals.cases import Case
from evals.errors import RunsError
from evals.measured import Measured
from evals.stored_runs import new_run_folder, write_run

OpenMeasured = Callable[[], Measured]
"""May wait until the assistant is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunJob:
    """The run under way, or the last one.

    Attributes:
        asked: which questions, in Chinese.
        stage: what is being done; `done` of `total`, total 0 when unknown.
        run: its name, once it is kept.
        error: Chinese, why there is none; "" while it did not fail.
    """

    asked: str
    stage: str = "等待资料库就绪"
    done: int = 0
    total: int = 0
    run: str = ""
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it was kept, failed or was stopped."""
        return bool(self.run or self.error)


class RunJobs:
    """Runs one set of questions at a time; safe to use from several threads.

    Args:
        open_measured: called in the background thread.
        runs: folder to keep runs in.
    """

    def __init__(self, open_measured: OpenMeasured, runs: Path) -> None:
        self._open_measured = open_measured
        self._runs = runs
        self._thread = BackgroundThreads(1)
        self._changing = threading.Lock()
        self._stopping = threading.Event()
        self._job: RunJob | None = None

    @property
    def job(self) -> RunJob | None:
        """The run under way, or the last one since the program started."""
        return self._job

    def start(self, asked: str, cases: Sequence[Case]) -> None:
        """Begin in the background.

        Raises:
            RunsError: another run is under way.
        """
        with self._changing:
            if self._job is not None and not self._job.is_over:
                raise RunsError("已经有一次评测在进行，请等它做完，或先停止它。")
            self._stopping.clear()
            self._job = RunJob(asked=asked, total=len(cases))
        self._thread.submit(lambda: self._run(asked, cases))

    def stop(self) -> None:
        """End the run under way after the question it is at; nothing of it is kept."""
        self._stopping.set()

    def _run(self, asked: str, cases: Sequence[Case]) -> None:
        try:
            found = self._open_measured().run(cases, asked=asked, progress=self._tell)
            self._change(stage="统计并保存")
            folder = new_run_folder(self._runs, found.record)
            write_run(folder, found)
            self._change(run=folder.name)
        except Exception as error:  # noqa: BLE001 - told to the visitor, logged by user_message
            self._change(error=user_message(error))

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise RunsError("评测已停止，没有保存。")
        self._change(stage=stage, done=done, total=total)

    def _change(self, **changes: object) -> None:
        with self._changing:
            assert self._job is not None  # only a job that was started changes
            self._job = replace(self._job, **changes)  # type: ignore[arg-type]
