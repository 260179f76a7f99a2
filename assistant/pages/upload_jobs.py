"""Files on their way into the corpus: taken in one after another, with progress and a report."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.background import BackgroundThreads
from assistant.errors import AssistantError
from assistant.opening import user_message
from corpus.progress import Progress
from corpus.read_corpus import AddReport

_JOBS_KEPT = 50
"""Reports to come back to; older ones are forgotten, their documents are not."""

TakeIn = Callable[[Sequence[Path], Progress], AddReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadJob:
    """One upload.

    Attributes:
        names: of its files, as the visitor's computer has them.
        stage: Chinese, what is being done; `done` of `total` units, total 0 when unknown.
        report: what became of the files, once that is known.
        error: Chinese, why it ended without a report; "" while it did not.
    """

    names: tuple[str, ...]
    stage: str = "等待读取"
    done: int = 0
    total: int = 0
    report: AddReport | None = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether there is a report or an error."""
        return self.report is not None or bool(self.error)


class UploadJobs:
    """The uploads since the program started; safe to use from several threads.

    Args:
        take_in: reads files into the corpus; called in one background thread.
    """

    def __init__(self, take_in: TakeIn) -> None:
        self._take_in = take_in
        self._jobs: dict[str, UploadJob] = {}
        self._changing = threading.Lock()
        self._thread = BackgroundThreads(1)

    def start(self, folder: Path, paths: Sequence[Path]) -> str:
        """Take in the files, then delete `folder`, which holds them; the number of the job."""
        number = secrets.token_hex(8)
        with self._changing:
            self._jobs[number] = UploadJob(names=tuple(path.name for path in paths))
            for old in list(self._jobs)[:-_JOBS_KEPT]:
                del self._jobs[old]
        self._thread.submit(lambda: self._run(number, folder, paths))
        return number

    def find(self, number: str) -> UploadJob:
        """How far it is.

        Raises:
            AssistantError: it is forgotten or never was.
        """
        job = self._jobs.get(number)
        if job is None:
            raise AssistantError("这次上传的报告已不在了：程序重启过，或之后又上传了很多次。")
        return job

    def recent(self) -> list[tuple[str, UploadJob]]:
        """The uploads that are remembered, by number, the latest first."""
        with self._changing:
            return list(self._jobs.items())[::-1]

    def _run(self, number: str, folder: Path, paths: Sequence[Path]) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            self._change(number, stage=stage, done=done, total=total)

        try:
            ended: dict[str, object] = {"report": self._take_in(paths, tell)}
        except Exception as error:  # noqa: BLE001 - told to the visitor, logged by user_message
            ended = {"error": user_message(error)}
        shutil.rmtree(folder, ignore_errors=True)
        self._change(number, **ended)

    def _change(self, number: str, **changes: object) -> None:
        with self._changing:
            if number in self._jobs:
                self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]
