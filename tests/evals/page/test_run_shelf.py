"""Runs at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.home import Home
from evals.errors import RunsError
from evals.page.run_shelf import RunShelf
from evals.stored_runs import RECORD, ROWS
from tests.evals.page.evals_site import keep_run
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
)

CASES = (ANSWERABLE, UNANSWERABLE)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A run with both right, then one that answers nothing."""
    home, questions = Home(tmp_path), [case.question for case in CASES]
    right = ScriptedAssistant(dict(zip(questions, (answer(), refusal()), strict=True)))
    keep_run(home, "20260101-a", right, CASES)
    keep_run(home, "20260102-b", ScriptedAssistant(dict.fromkeys(questions, refusal())), CASES)
    return home


def test_the_latest_run_comes_first_with_its_counts(home: Home) -> None:
    lines = RunShelf(home.runs).lines()
    assert [(line.name, line.asked, line.cases, line.right, line.refused) for line in lines] == [
        ("20260102-b", "dev", 2, 1, 2),
        ("20260101-a", "dev", 2, 2, 1),
    ]


def test_a_damaged_run_does_not_hide_the_others(home: Home) -> None:
    (home.runs / "20260102-b" / ROWS).write_text("{", encoding="utf-8")
    damaged, whole = RunShelf(home.runs).lines()
    assert ("已损坏" in damaged.error, whole.error) == (True, "")


def test_without_a_folder_there_are_no_runs(tmp_path: Path) -> None:
    assert RunShelf(tmp_path / "none").lines() == []


def test_a_run_that_was_replaced_is_read_anew(home: Home) -> None:
    shelf = RunShelf(home.runs)
    assert shelf.run("20260101-a").rows[0].answer is not None
    broken = ScriptedAssistant({case.question: KeyError("x") for case in CASES})
    keep_run(home, "20260101-a", broken, CASES)
    os.utime(home.runs / "20260101-a" / RECORD, ns=(1, 1))
    assert shelf.run("20260101-a").rows[0].answer is None


@pytest.mark.parametrize("name", ["2026", "../runs/20260101-a", "/", ""])
def test_only_a_whole_name_of_the_list_opens_a_run(home: Home, name: str) -> None:
    with pytest.raises(RunsError, match="没有叫"):
        RunShelf(home.runs).run(name)


def test_two_runs_are_compared(home: Home) -> None:
    (flip,) = RunShelf(home.runs).compare("20260101-a", "20260102-b").flips
    assert (flip.case_id, flip.is_right_now) == ("a", False)
