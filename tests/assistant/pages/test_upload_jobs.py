"""Files on their way into the corpus."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.opening import UNEXPECTED
from assistant.pages.upload_jobs import UploadJob, UploadJobs
from corpus.errors import CatalogueError
from corpus.progress import Progress
from corpus.read_corpus import AddReport, Skipped

REPORT = AddReport(skipped=(Skipped(name="坏.pdf", reason="文件已损坏。"),))


def folder_with_file(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "job"
    folder.mkdir()
    path = folder / "坏.pdf"
    path.touch()
    return folder, path


def ended(jobs: UploadJobs, number: str, folder: Path) -> UploadJob:
    until = time.monotonic() + 10
    while (not jobs.find(number).is_over or folder.exists()) and time.monotonic() < until:
        time.sleep(0.01)
    return jobs.find(number)


def failing(error: Exception) -> UploadJobs:
    def take_in(paths: Sequence[Path], progress: Progress) -> AddReport:
        raise error

    return UploadJobs(take_in)


def test_the_report_is_kept_and_the_files_are_deleted(tmp_path: Path) -> None:
    folder, path = folder_with_file(tmp_path)
    jobs = UploadJobs(lambda paths, progress: REPORT)
    job = ended(jobs, jobs.start_files(folder, [path]), folder)
    assert (job.report, job.names, folder.exists()) == (REPORT, ("坏.pdf",), False)


def test_an_error_of_ours_speaks_for_itself(tmp_path: Path) -> None:
    folder, path = folder_with_file(tmp_path)
    jobs = failing(CatalogueError("磁盘已满。"))
    job = ended(jobs, jobs.start_files(folder, [path]), folder)
    assert (job.error, folder.exists()) == ("磁盘已满。", False)


def test_another_error_is_told_in_general_words(tmp_path: Path) -> None:
    folder, path = folder_with_file(tmp_path)
    jobs = failing(RuntimeError("secret"))
    assert ended(jobs, jobs.start_files(folder, [path]), folder).error == UNEXPECTED


def test_progress_can_be_seen_while_it_lasts(tmp_path: Path) -> None:
    folder, path = folder_with_file(tmp_path)
    seen: list[UploadJob] = []

    def take_in(paths: Sequence[Path], progress: Progress) -> AddReport:
        progress("读取文件", 1, 3)
        seen.append(jobs.find(number))
        return REPORT

    jobs = UploadJobs(lambda paths, progress: take_in(paths, progress))
    number = jobs.start_files(folder, [path])
    ended(jobs, number, folder)
    assert [(job.stage, job.done, job.total, job.is_over) for job in seen] == [
        ("读取文件", 1, 3, False)
    ]


def test_old_reports_are_forgotten(tmp_path: Path) -> None:
    jobs = UploadJobs(lambda paths, progress: REPORT)
    first = jobs.start_files(tmp_path / "0", [])
    for place in range(60):
        jobs.start_files(tmp_path / str(place), [])
    with pytest.raises(AssistantError, match="报告已不在"):
        jobs.find(first)
