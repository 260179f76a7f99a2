"""Runs in the background."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.opening import UNEXPECTED
from evals.errors import RunsError
from evals.measured import Measured
from evals.page.run_jobs import RunJob, RunJobs
from evals.stored_runs import read_run, run_folders
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
    status_on,
    text_of,
)

CASES = (ANSWERABLE, UNANSWERABLE)


class GatedAssistant(ScriptedAssistant):
    """Answers the first question when `gate` opens."""

    gate: threading.Event
    entered: threading.Event

    def ask(self, question: str, **_: object) -> Answer:
        self.entered.set()
        self.gate.wait(10)
        return self.script[question]  # type: ignore[return-value]


def measured_by(assistant: ScriptedAssistant) -> Measured:
    return Measured(assistant=assistant, text_of=text_of, status_on=status_on, settings={})


@pytest.fixture
def gated() -> GatedAssistant:
    assistant = GatedAssistant({ANSWERABLE.question: answer(), UNANSWERABLE.question: refusal()})
    assistant.gate, assistant.entered = threading.Event(), threading.Event()
    return assistant


def when(jobs: RunJobs, holds: Callable[[RunJob], bool]) -> RunJob:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if jobs.job is not None and holds(jobs.job):
            return jobs.job
        time.sleep(0.01)
    raise AssertionError(f"still {jobs.job}")


def over(jobs: RunJobs) -> RunJob:
    return when(jobs, lambda job: job.is_over)


def test_a_run_is_kept_with_every_question(tmp_path: Path, gated: GatedAssistant) -> None:
    jobs = RunJobs(lambda: measured_by(gated), tmp_path)
    gated.gate.set()
    jobs.start("dev", CASES)
    found = read_run(tmp_path / over(jobs).run)
    assert ([row.case for row in found.rows], found.record.settings) == (
        list(CASES),
        {"题目": "dev"},
    )


def test_a_second_run_waits_for_the_first_to_end(tmp_path: Path, gated: GatedAssistant) -> None:
    jobs = RunJobs(lambda: measured_by(gated), tmp_path)
    jobs.start("dev", CASES)
    with pytest.raises(RunsError, match="已经有一次评测"):
        jobs.start("test", CASES)
    gated.gate.set()
    first = over(jobs).run
    jobs.start("test", CASES)
    assert when(jobs, lambda job: job.asked == "test" and job.is_over).run != first


def test_a_stopped_run_keeps_nothing(tmp_path: Path, gated: GatedAssistant) -> None:
    jobs = RunJobs(lambda: measured_by(gated), tmp_path)
    jobs.start("dev", CASES)
    gated.entered.wait(10)
    jobs.stop()
    gated.gate.set()
    assert "已停止" in over(jobs).error
    assert run_folders(tmp_path) == []


def test_after_a_stopped_run_another_can_be_made(tmp_path: Path, gated: GatedAssistant) -> None:
    jobs = RunJobs(lambda: measured_by(gated), tmp_path)
    gated.gate.set()
    jobs.stop()
    jobs.start("dev", CASES)
    assert over(jobs).run


def test_an_assistant_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    def fail() -> Measured:
        raise RunsError("资料库没能打开。")

    jobs = RunJobs(fail, tmp_path)
    jobs.start("dev", CASES)
    assert over(jobs).error == "资料库没能打开。"


def test_an_unexpected_error_is_told_in_general_words(tmp_path: Path) -> None:
    def fail() -> Measured:
        raise RuntimeError("secret")

    jobs = RunJobs(fail, tmp_path)
    jobs.start("dev", CASES)
    assert over(jobs).error == UNEXPECTED
