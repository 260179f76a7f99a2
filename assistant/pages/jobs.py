"""Long work a page sets off: done one after another in the background, with progress and an end."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from assistant.background import BackgroundThreads
from assistant.errors import AssistantError
from assistant.opening import user_message
from corpus.progress import Progress

_JOBS_KEPT = 50
"""Reports to come back to; older ones are forgotten, what they did is not."""

Report = TypeVar("Report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[Report]):
    """One piece of work.

    Attributes:
        names: of the files it is about, as the visitor's computer has them.
        owner: who alone may look at it; "" for everybody.
        stage: Chinese, what is being done; `done` of `total` units, total 0 when unknown.
        report: what became of it, once that is known.
        error: Chinese, why it ended without a report; "" while it did not.
    """

    names: tuple[str, ...]
    owner: str = ""
    stage: str = "等待读取"
    done: int = 0
    total: int = 0
    report: Report | None = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether there is a report or an error."""
        return self.report is not None or bool(self.error)


class Jobs(Generic[Report]):
    """The work since the program started; safe to use from several threads."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job[Report]] = {}
        self._changing = threading.Lock()
        self._thread = BackgroundThreads(1)

    def start(
        self, names: Sequence[str], work: Callable[[Progress], Report], *, owner: str = ""
    ) -> str:
        """Do it when its turn comes; the number of the job.

        Args:
            work: cleans up behind itself, however it ends.
        """
        number = secrets.token_hex(8)
        with self._changing:
            self._jobs[number] = Job(names=tuple(names), owner=owner)
            for old in list(self._jobs)[:-_JOBS_KEPT]:
                del self._jobs[old]
        self._thread.submit(lambda: self._run(number, work))
        return number

    def find(self, number: str, *, owner: str = "") -> Job[Report]:
        """How far it is.

        Raises:
            AssistantError: it is forgotten, never was, or is somebody else's.
        """
        job = self._jobs.get(number)
        if job is None or job.owner != owner:
            raise AssistantError("这次上传的报告已不在了：程序重启过，或之后又上传了很多次。")
        return job

    def recent(self, *, owner: str = "") -> list[tuple[str, Job[Report]]]:
        """The owner's jobs that are remembered, by number, the latest first."""
        with self._changing:
            own = [(number, job) for number, job in self._jobs.items() if job.owner == owner]
        return own[::-1]

    def _run(self, number: str, work: Callable[[Progress], Report]) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            self._change(number, stage=stage, done=done, total=total)

        try:
            ended: dict[str, object] = {"report": work(tell)}
        except Exception as error:  # noqa: BLE001 - told to the visitor, logged by user_message
            ended = {"error": user_message(error)}
        self._change(number, **ended)

    def _change(self, number: str, **changes: object) -> None:
        with self._changing:
            if number in self._jobs:
                self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]
