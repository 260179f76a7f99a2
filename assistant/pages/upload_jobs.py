"""Files on their way into the corpus: taken in one after another, with progress and a report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.pages.jobs import Job, Jobs
from corpus.progress import Progress
from corpus.read_corpus import AddReport

TakeIn = Callable[[Sequence[Path], Progress], AddReport]
UploadJob = Job[AddReport]
"""One upload with the reader's report."""


class UploadJobs(Jobs[AddReport]):
    """The uploads since the program started; safe to use from several threads.

    Args:
        take_in: reads files into the corpus; called in one background thread.
    """

    def __init__(self, take_in: TakeIn) -> None:
        super().__init__()
        self._take_in = take_in

    def start_files(self, folder: Path, paths: Sequence[Path]) -> str:
        """Take in the files, then delete `folder`, which holds them; the number of the job."""

        def work(progress: Progress) -> AddReport:
            try:
                return self._take_in(paths, progress)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        return self.start([path.name for path in paths], work)
