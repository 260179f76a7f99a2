from __future__ import annotations

import json

import numpy as np

from assistant.grounds import FEATURES
from scripts.fit_grounds import Example, fit, report, threshold


def example(*, answerable: bool, supported: bool = True, origin: str = "dev") -> Example:
    values = tuple(float(answerable) for _ in FEATURES)
    return Example(values, supported, answerable, origin, group=origin)


def test_no_supported_answerable_question_falls_below_the_threshold() -> None:
    asked = [example(answerable=True), example(answerable=True), example(answerable=False)]
    assert threshold(asked, np.array([-0.74, 2.0, -5.0])) == -0.8


def test_questions_that_the_best_clause_does_not_support_set_no_threshold() -> None:
    asked = [example(answerable=True), example(answerable=True, supported=False)]
    assert threshold(asked, np.array([0.5, -4.0])) == 0.5


def test_the_half_kept_for_checking_sets_no_threshold() -> None:
    asked = [example(answerable=True), example(answerable=True, origin="check")]
    assert threshold(asked, np.array([0.5, -4.0])) == 0.5


def test_the_report_counts_refusals_by_whether_they_are_right() -> None:
    asked = [example(answerable=True), example(answerable=False), example(answerable=False)]
    found = json.loads(report(asked, np.array([1.0, -2.0, 3.0]), 0.0))
    assert found == {"dev": {"refused rightly": "1/2", "refused falsely": "0/1"}}


def test_what_speaks_against_an_answer_never_gains_weight_for_it() -> None:
    asked = [example(answerable=True), example(answerable=False, origin="own")] * 10
    weights = dict(zip(FEATURES, fit(asked)[1:], strict=True))
    assert weights["best"] > 0
    assert weights["body_missing"] <= -1.5
