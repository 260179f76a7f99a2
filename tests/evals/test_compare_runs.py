from __future__ import annotations

import pytest

from evals.compare_runs import Comparison, MeasureChange, compare
from evals.comparison_report import as_json, as_text
from tests.evals.scripted_assistant import ANSWERABLE


def change(found: Comparison, name: str) -> MeasureChange:
    return next(change for change in found.changes if change.measure.name == name)


def right(cases: int, *, wrong: int = 0) -> dict[str, dict[str, float | None]]:
    return {f"c{n:02}": {"right": float(n >= wrong)} for n in range(cases)}


def test_a_loss_on_many_questions_is_a_regression() -> None:
    found = compare(right(40), right(40, wrong=12))
    assert [c.measure.name for c in found.regressions] == ["right"]


def test_a_loss_within_chance_is_worse_but_no_regression() -> None:
    found = change(compare(right(40), right(40, wrong=1)), "right")
    assert (found.is_worse, found.is_regression) == (True, False)


def test_a_gain_is_no_regression() -> None:
    assert not compare(right(40, wrong=12), right(40)).regressions


def test_more_of_what_should_be_rare_is_a_regression() -> None:
    before = {f"c{n}": {"invented_numbers": 0.0} for n in range(12)}
    after = {f"c{n}": {"invented_numbers": 1.0} for n in range(12)}
    assert change(compare(before, after), "invented_numbers").is_regression


def test_longer_answers_are_neither_better_nor_worse() -> None:
    before = {f"c{n}": {"characters": 10.0} for n in range(12)}
    after = {f"c{n}": {"characters": 90.0} for n in range(12)}
    assert not change(compare(before, after), "characters").is_worse


def test_counts_are_given_as_sums() -> None:
    before = {"a": {"place_errors": 1.0}, "b": {"place_errors": 2.0}}
    assert change(compare(before, before), "place_errors").before == 3


def test_questions_that_flipped_are_named_the_lost_ones_first() -> None:
    before: dict[str, dict[str, float | None]] = {"a": {"right": 0.0}, "b": {"right": 1.0}}
    after: dict[str, dict[str, float | None]] = {"a": {"right": 1.0}, "b": {"right": 0.0}}
    found = compare(before, after)
    assert [(flip.case_id, flip.is_right_now) for flip in found.flips] == [
        ("b", False),
        ("a", True),
    ]


def test_an_unanswerable_question_flips_when_it_is_no_longer_refused() -> None:
    before: dict[str, dict[str, float | None]] = {"u": {"right": None, "unanswerable_refused": 1.0}}
    after: dict[str, dict[str, float | None]] = {"u": {"right": None, "unanswerable_refused": 0.0}}
    assert [flip.case_id for flip in compare(before, after).flips] == ["u"]


def test_questions_of_one_run_alone_are_told_and_not_compared() -> None:
    found = compare({"a": {"right": 1.0}, "b": {"right": 1.0}}, {"a": {"right": 1.0}})
    assert (found.only_before, change(found, "right").cases) == (("b",), 1)


def test_a_case_that_takes_no_part_is_left_out_of_its_measure() -> None:
    found = compare(
        {"a": {"right": None}, "b": {"right": 1.0}}, {"a": {"right": None}, "b": {"right": 1.0}}
    )
    assert change(found, "right").cases == 1


def test_the_text_names_the_question_that_flipped() -> None:
    found = compare({"a": {"right": 1.0}}, {"a": {"right": 0.0}})
    assert f"- a {ANSWERABLE.question}" in as_text(found, {"a": ANSWERABLE})


def test_the_text_calls_a_regression_by_its_name() -> None:
    row = as_text(compare(right(40), right(40, wrong=12)), {}).splitlines()[2]
    assert row.startswith("| 答对且出处对 | 40 | 100.0% | 70.0% | -30.00 点（") and "变差" in row


def test_the_json_gives_each_measure_with_its_interval() -> None:
    measures = as_json(compare(right(40), right(40, wrong=12)))["measures"]
    assert isinstance(measures, dict)
    assert measures["right"]["difference"] == pytest.approx(-0.3)
