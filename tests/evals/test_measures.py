from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Reason
from evals.answer_measures import Judgement, judge
from evals.cases import Case
from evals.measures import MEASURES, Joined, values_of
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    answer,
    citation,
    refusal,
    status_on,
    text_of,
)


def judged(case: Case, given: Answer) -> Judgement:
    return judge(case, given, text_of=text_of, status_on=status_on, took_ms=5.0)


def value(name: str, judgement: Judgement) -> float | None:
    return values_of(judgement)[name]


def test_every_measure_has_a_name_and_a_label_of_its_own() -> None:
    assert len({m.name for m in MEASURES}) == len({m.label for m in MEASURES}) == len(MEASURES)


def test_an_unanswerable_question_takes_no_part_in_being_right() -> None:
    assert value("right", judged(UNANSWERABLE, refusal())) is None


def test_an_answerable_question_takes_no_part_in_refusals_wanted() -> None:
    assert value("unanswerable_refused", judged(ANSWERABLE, answer())) is None


def test_half_of_the_facts_is_half_of_the_recall() -> None:
    case = ANSWERABLE.model_copy(update={"facts": (("二十年",), ("十五年",))})
    assert value("fact_recall", judged(case, answer())) == 0.5


def test_a_refusal_recalls_no_fact() -> None:
    assert value("fact_recall", judged(ANSWERABLE, refusal())) == 0


def test_a_refusal_of_an_answerable_question_is_false_and_lowers_the_precision() -> None:
    found = judged(ANSWERABLE, refusal())
    assert (value("false_refusals", found), value("refusal_precision", found)) == (1, 0)


def test_the_reason_of_a_refusal_counts_only_where_refusing_was_right() -> None:
    wrong = judged(UNANSWERABLE, refusal(Reason.TOO_VAGUE))
    assert value("reason_accuracy", wrong) == 0
    assert value("reason_accuracy", judged(ANSWERABLE, refusal())) is None


def test_a_sentence_said_twice_is_counted_once_too_often() -> None:
    given = answer()
    twice = replace(given, sentences=given.sentences * 2)
    assert value("repeated_sentences", judged(ANSWERABLE, twice)) == 1


def test_a_stale_citation_is_counted() -> None:
    given = answer("发明专利权的期限为20年。", replace(citation(), sha256="0"))
    assert value("quotes_stale", judged(ANSWERABLE, given)) == 1


def test_the_time_taken_is_kept() -> None:
    assert value("took_ms", judged(ANSWERABLE, answer())) == 5.0


def test_a_crash_counts_against_being_right_and_has_no_time() -> None:
    crash = Judgement(case=ANSWERABLE, answer=None, crashed="KeyError")
    assert [value(n, crash) for n in ("right", "crashed", "took_ms")] == [0, 1, None]


@pytest.mark.parametrize(("joined", "figure"), [(Joined.MEAN, 2.0), (Joined.SUM, 6.0)])
def test_values_are_joined_over_the_cases_that_take_part(joined: Joined, figure: float) -> None:
    assert replace(MEASURES[0], joined=joined).join([1.0, None, 2.0, 3.0]) == figure


def test_a_figure_over_nothing_is_none() -> None:
    assert MEASURES[0].join([None, None]) is None
