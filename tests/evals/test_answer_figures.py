import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Reason
from evals.answer_figures import figures, percentile
from evals.answer_measures import Judgement, judge
from evals.cases import Case
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    answer,
    refusal,
    status_on,
    text_of,
)


def judged(case: Case, given: Answer) -> Judgement:
    return judge(case, given, text_of=text_of, status_on=status_on, took_ms=10.0)


def crash(case: Case) -> Judgement:
    return Judgement(case=case, answer=None, crashed="ValueError: x")


def test_always_refusing_catches_everything_and_answers_nothing() -> None:
    found = figures([judged(ANSWERABLE, refusal()), judged(UNANSWERABLE, refusal())])
    assert (found.right, found.false_refusals, found.unanswerable_refused) == (0, 1, 1)


def test_always_refusing_halves_the_precision_of_refusals() -> None:
    found = figures([judged(ANSWERABLE, refusal()), judged(UNANSWERABLE, refusal())])
    assert found.refusal_precision == 0.5


def test_never_refusing_answers_everything_and_catches_nothing() -> None:
    found = figures([judged(ANSWERABLE, answer()), judged(UNANSWERABLE, answer())])
    assert (found.right, found.false_refusals, found.unanswerable_refused) == (1, 0, 0)


def test_reason_accuracy_counts_only_the_refused() -> None:
    found = figures(
        [
            judged(UNANSWERABLE, refusal()),
            judged(UNANSWERABLE, refusal(Reason.TOO_VAGUE)),
            judged(UNANSWERABLE, answer()),
        ]
    )
    assert found.reason_accuracy == 0.5


def test_a_crash_is_wrong_and_stays_in_the_divisor() -> None:
    found = figures([judged(ANSWERABLE, answer()), crash(ANSWERABLE), crash(UNANSWERABLE)])
    assert (found.cases, found.crashed, found.right, found.unanswerable_refused) == (3, 2, 0.5, 0)


def test_a_crash_is_no_refusal() -> None:
    assert figures([crash(ANSWERABLE)]).false_refusals == 0


def test_a_share_over_nothing_is_none() -> None:
    found = figures([judged(ANSWERABLE, answer())])
    assert (found.unanswerable_refused, found.reason_accuracy) == (None, None)


def test_categories_add_up_to_all_cases() -> None:
    found = figures([judged(ANSWERABLE, answer()), judged(UNANSWERABLE, answer())])
    assert sum(f.cases for f in found.per_category.values()) == found.cases


def test_percentiles_are_nearest_rank() -> None:
    times = [float(t) for t in range(1, 21)]
    assert (percentile(times, 50), percentile(times, 95)) == (10.0, 19.0)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.1, 100))
def test_a_percentile_is_a_value_that_occurred(values: list[float], percent: float) -> None:
    assert percentile(values, percent) in values


def test_a_percentile_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        percentile([1.0], 0)
