from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from evals.chat_client import Messages
from evals.errors import EndpointError
from evals.llm_judge import Opinions, as_text, judge_run
from evals.run_cases import run_cases
from evals.stored_runs import Row, rows_of
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
    status_on,
    text_of,
)


@dataclass
class Says:
    """A model that says the same of everything."""

    words: str
    model: str = "某模型"
    asked: list[Messages] = field(default_factory=list)

    def complete(self, messages: Messages) -> str:
        self.asked.append(messages)
        if not self.words:
            raise EndpointError("接口返回 500")
        return self.words


@pytest.fixture
def rows() -> tuple[Row, ...]:
    """One right answer, and one that should have been a refusal."""
    assistant = ScriptedAssistant(
        {ANSWERABLE.question: answer(), UNANSWERABLE.question: answer("晴。")}
    )
    found = run_cases((ANSWERABLE, UNANSWERABLE), assistant, text_of=text_of, status_on=status_on)
    return rows_of(found)


def verdicts(found: Opinions) -> list[bool | None]:
    return [opinion.is_right for opinion in found.opinions]


def test_the_last_verdict_counts(rows: tuple[Row, ...]) -> None:
    found = judge_run(rows, Says("先看是不是“结论：错”。\n结论：对"))
    assert verdicts(found) == [True, True]


def test_agreement_is_with_our_labels(rows: tuple[Row, ...]) -> None:
    assert judge_run(rows, Says("结论：对")).agreement == 0.5


def test_a_judge_that_always_says_the_same_agrees_by_chance_alone(rows: tuple[Row, ...]) -> None:
    assert judge_run(rows, Says("结论：对")).kappa == 0


def test_words_without_a_verdict_are_counted_apart(rows: tuple[Row, ...]) -> None:
    found = judge_run(rows, Says("说不好"))
    assert (found.without_verdict, found.agreement, found.kappa) == (2, None, None)


def test_a_model_that_fails_gives_no_verdict(rows: tuple[Row, ...]) -> None:
    found = judge_run(rows, Says(""))
    assert verdicts(found) == [None, None]
    assert found.opinions[0].said == "接口返回 500"


def test_model_and_rubric_are_kept(rows: tuple[Row, ...]) -> None:
    found = judge_run(rows, Says("结论：对"))
    assert (found.model, len(found.rubric)) == ("某模型", 12)


def test_question_label_and_answer_are_shown_to_the_model(rows: tuple[Row, ...]) -> None:
    model = Says("结论：对")
    judge_run(rows, model)
    shown = model.asked[0][1]["content"]
    assert ANSWERABLE.question in shown and "二十年" in shown and "发明专利权的期限为20年" in shown


def test_crashes_are_not_judged() -> None:
    assistant = ScriptedAssistant(
        {ANSWERABLE.question: KeyError("x"), UNANSWERABLE.question: refusal()}
    )
    found = run_cases((ANSWERABLE, UNANSWERABLE), assistant, text_of=text_of, status_on=status_on)
    assert len(judge_run(rows_of(found), Says("结论：对")).opinions) == 1


def test_the_text_names_the_answers_on_which_they_part(rows: tuple[Row, ...]) -> None:
    assert "- u 模型说对，标注错" in as_text(judge_run(rows, Says("结论：对")))
