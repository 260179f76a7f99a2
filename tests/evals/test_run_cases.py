from datetime import date

from corpus.errors import ZhiceError
from evals.cases import Case
from evals.run_cases import EvalRun, run_cases
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
    status_on,
    text_of,
)


def run(assistant: ScriptedAssistant, *cases: Case) -> EvalRun:
    return run_cases(
        cases, assistant, text_of=text_of, status_on=status_on, settings={"index": "abc"}
    )


def scripted() -> ScriptedAssistant:
    return ScriptedAssistant(
        {ANSWERABLE.question: answer(), UNANSWERABLE.question: refusal(), "再问": answer()}
    )


def test_every_case_is_judged_in_order() -> None:
    found = run(scripted(), UNANSWERABLE, ANSWERABLE)
    assert [j.case.id for j in found.judgements] == ["u", "a"]


def test_a_crash_is_kept_with_its_words() -> None:
    assistant = ScriptedAssistant({ANSWERABLE.question: ZhiceError("索引坏了")})
    found = run(assistant, ANSWERABLE)
    assert found.judgements[0].crashed == "ZhiceError: 索引坏了"


def test_the_run_goes_on_after_a_crash() -> None:
    assistant = scripted()
    assistant.script[ANSWERABLE.question] = KeyError("x")
    found = run(assistant, ANSWERABLE, UNANSWERABLE)
    assert (found.figures.crashed, found.figures.unanswerable_refused) == (1, 1)


def test_a_crash_in_an_earlier_turn_counts_against_the_case() -> None:
    assistant = ScriptedAssistant({"先问": ValueError("x"), ANSWERABLE.question: answer()})
    found = run(assistant, ANSWERABLE.model_copy(update={"history": ("先问",)}))
    assert found.figures.right == 0


def test_earlier_questions_are_asked_first_and_handed_on() -> None:
    assistant = scripted()
    run(assistant, ANSWERABLE.model_copy(update={"history": ("再问", UNANSWERABLE.question)}))
    assert [call[3] for call in assistant.asked] == [0, 1, 2]


def test_day_and_place_of_the_case_are_asked() -> None:
    assistant = scripted()
    where = {"as_of": date(2017, 10, 1), "region": "河南省/许昌市"}
    run(assistant, ANSWERABLE.model_copy(update=where))
    assert assistant.asked[0][1:3] == (date(2017, 10, 1), "河南省/许昌市")


def test_a_case_without_a_day_leaves_it_open() -> None:
    assistant = scripted()
    run(assistant, ANSWERABLE)
    assert assistant.asked[0][1] is None


def test_the_record_holds_settings_and_commit() -> None:
    record = run(scripted(), ANSWERABLE).record
    assert record.settings == {"index": "abc"} and record.commit
