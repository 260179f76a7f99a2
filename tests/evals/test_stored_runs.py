from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import RunsError
from evals.run_cases import EvalRun, run_cases
from evals.stored_runs import (
    RECORD,
    ROWS,
    find_run,
    new_run_folder,
    read_run,
    rows_of,
    run_folders,
    write_run,
)
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    status_on,
    text_of,
)


@pytest.fixture
def run() -> EvalRun:
    """One answer and one crash."""
    assistant = ScriptedAssistant(
        {ANSWERABLE.question: answer(), UNANSWERABLE.question: KeyError("x")}
    )
    return run_cases((ANSWERABLE, UNANSWERABLE), assistant, text_of=text_of, status_on=status_on)


def test_what_is_written_is_read_back(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "r", run)
    found = read_run(tmp_path / "r")
    assert (found.record, found.rows) == (run.record, rows_of(run))


def test_a_crash_is_kept_with_its_words(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "r", run)
    assert read_run(tmp_path / "r").rows[1].crashed.startswith("KeyError")


def test_values_are_found_by_case(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "r", run)
    assert read_run(tmp_path / "r").values["a"]["right"] == 1


def test_an_interrupted_run_is_no_run(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "r", run)
    (tmp_path / "r" / RECORD).unlink()
    assert run_folders(tmp_path) == []
    with pytest.raises(RunsError, match="没有完整的评测结果"):
        read_run(tmp_path / "r")


def test_a_damaged_row_is_named(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "r", run)
    (tmp_path / "r" / ROWS).write_text('{"case": 1}\n', encoding="utf-8")
    with pytest.raises(RunsError, match="已损坏"):
        read_run(tmp_path / "r")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, run: EvalRun) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RunsError, match="写不进"):
        write_run(tmp_path / "file", run)


def test_two_runs_of_one_second_keep_apart(tmp_path: Path, run: EvalRun) -> None:
    first = new_run_folder(tmp_path, run.record)
    write_run(first, run)
    assert new_run_folder(tmp_path, run.record) != first


def test_a_run_is_found_by_the_beginning_of_its_name(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "20260101-a", run)
    write_run(tmp_path / "20260102-b", run)
    assert find_run([tmp_path], "20260102").name == "20260102-b"


@pytest.mark.parametrize(("name", "words"), [("2026", "2 个"), ("1999", "没有叫")])
def test_a_name_of_several_runs_or_none_is_refused(
    tmp_path: Path, run: EvalRun, name: str, words: str
) -> None:
    write_run(tmp_path / "20260101-a", run)
    write_run(tmp_path / "20260102-b", run)
    with pytest.raises(RunsError, match=words):
        find_run([tmp_path], name)


def test_the_whole_name_wins_over_one_it_begins(tmp_path: Path, run: EvalRun) -> None:
    write_run(tmp_path / "r", run)
    write_run(tmp_path / "r-2", run)
    assert find_run([tmp_path], "r").name == "r"
