from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer
from evals.cases import Case
from evals.measured import Measured
from evals.perturb import Perturbation
from evals.robustness import Robustness, as_json, as_table, robustness, same_answer
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    citation,
    refusal,
    status_on,
    text_of,
)

DOUBLED = Perturbation(name="doubled", label="说两遍", apply=lambda q, _: q * 2)
NEVER = Perturbation(name="never", label="不适用", apply=lambda q, _: None)


def asked(*, afterwards: Answer | Exception) -> tuple[Robustness, ...]:
    """Both cases, the answerable one answered otherwise when its question is doubled."""
    script: dict[str, Answer | Exception] = {
        ANSWERABLE.question: answer(),
        ANSWERABLE.question * 2: afterwards,
        UNANSWERABLE.question: refusal(),
        UNANSWERABLE.question * 2: refusal(),
    }
    measured = Measured(
        assistant=ScriptedAssistant(script),
        text_of=text_of,
        status_on=status_on,
        settings={},
    )
    return robustness((ANSWERABLE, UNANSWERABLE), measured, perturbations=(DOUBLED, NEVER))


def test_answers_that_hold_lose_nothing() -> None:
    (found,) = asked(afterwards=answer())
    assert (found.right_before, found.right_after, found.same, found.lost) == (1, 1, 1, ())


def test_an_answer_that_becomes_a_refusal_is_lost_and_named() -> None:
    (found,) = asked(afterwards=refusal())
    assert (found.right_after, found.same, found.lost) == (0.5, 0.5, ("a",))


def test_a_crash_on_the_perturbed_question_is_a_loss() -> None:
    (found,) = asked(afterwards=KeyError("x"))
    assert found.lost == ("a",)


def test_a_perturbation_that_fits_no_case_is_left_out() -> None:
    assert [r.name for r in asked(afterwards=answer())] == ["doubled"]


def test_other_clauses_are_another_answer() -> None:
    other = answer("评估费补贴百分之五十。", citation("评估费补贴百分之五十"))
    assert not same_answer(answer(), other)


def test_other_words_over_the_same_clause_are_the_same_answer() -> None:
    assert same_answer(answer(), replace(answer(), text="是二十年。"))


def test_only_the_last_question_of_a_conversation_changes() -> None:
    case: Case = ANSWERABLE.model_copy(update={"history": (UNANSWERABLE.question,)})
    assistant = ScriptedAssistant(
        {
            UNANSWERABLE.question: refusal(),
            case.question: answer(),
            case.question * 2: answer(),
        }
    )
    measured = Measured(assistant=assistant, text_of=text_of, status_on=status_on, settings={})
    robustness((case,), measured, perturbations=(DOUBLED,))
    assert [question for question, *_ in assistant.asked][-2:] == [
        UNANSWERABLE.question,
        case.question * 2,
    ]


def test_table_and_json_give_the_drop() -> None:
    found = asked(afterwards=refusal())
    assert "| 说两遍 | 2 | 100.0% | 50.0% | -50.0 点" in as_table(found)
    row = as_json(found)["doubled"]
    assert isinstance(row, dict)
    assert (row["difference"], row["lost"]) == (-0.5, ["a"])
