from __future__ import annotations

from pathlib import Path

import pytest

from evals.baselines import Baseline, baseline_of, read_baseline, write_baseline
from evals.compare_runs import Scores, compare
from evals.errors import RunsError
from evals.gate import Verdict, gate
from evals.run_cases import run_cases
from evals.stored_runs import StoredRun, stored
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    ScriptedAssistant,
    answer,
    status_on,
    text_of,
)


def verdict(before: Scores, after: Scores) -> Verdict:
    return gate(compare(before, after), {"c00": ANSWERABLE})


def right(cases: int, *, wrong: int = 0) -> dict[str, dict[str, float | None]]:
    return {f"c{n:02}": {"right": float(n >= wrong)} for n in range(cases)}


def counted(*counts: float) -> dict[str, dict[str, float | None]]:
    return {f"c{n:02}": {"invented_numbers": count} for n, count in enumerate(counts)}


def run_of(text: str = "发明专利权的期限为20年。") -> StoredRun:
    assistant = ScriptedAssistant({ANSWERABLE.question: answer(text)})
    found = run_cases((ANSWERABLE,), assistant, text_of=text_of, status_on=status_on)
    return stored(found, name="r")


def test_the_same_run_passes() -> None:
    assert verdict(right(40), right(40)).passes


def test_a_real_loss_fails_and_names_its_questions() -> None:
    found = verdict(right(40), right(40, wrong=12))
    assert not found.passes
    assert len(found.questions) == 12
    assert found.questions[0] == f"c00 {ANSWERABLE.question}"


def test_a_loss_within_chance_passes_but_names_the_question() -> None:
    found = verdict(right(40), right(40, wrong=1))
    assert (found.passes, len(found.questions)) == (True, 1)


def test_one_invented_number_more_fails() -> None:
    assert verdict(counted(0, 0, 0), counted(0, 1, 0)).faults[0].startswith("凭空出现的数字")


def test_fewer_invented_numbers_pass() -> None:
    assert verdict(counted(1, 1, 0), counted(0, 1, 0)).passes


def test_dropping_a_question_fails() -> None:
    assert not verdict(right(40), right(39)).passes


def test_new_questions_pass() -> None:
    assert verdict(right(39), right(40)).passes


def test_a_baseline_is_read_as_written(tmp_path: Path) -> None:
    baseline = baseline_of(run_of())
    write_baseline(baseline, tmp_path / "b" / "answers.json")
    assert read_baseline(tmp_path / "b" / "answers.json") == baseline


def test_a_run_passes_its_own_baseline() -> None:
    run = run_of()
    assert gate(compare(baseline_of(run).scores, run.values), {}).passes


def test_a_baseline_holds_no_times() -> None:
    assert "took_ms" not in baseline_of(run_of()).values["a"]


@pytest.mark.parametrize(("content", "words"), [(None, "没有基线"), ("{", "已损坏")])
def test_a_baseline_that_cannot_be_read_is_told(
    tmp_path: Path, content: str | None, words: str
) -> None:
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(RunsError, match=words):
        read_baseline(path)


def test_a_measure_a_case_takes_no_part_in_is_none_again() -> None:
    baseline = Baseline(commit="c", started="s", values={"a": {"right": 1.0}, "b": {}})
    assert baseline.scores["b"] == {"right": None}
