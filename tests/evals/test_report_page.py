from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.answer import Answer
from evals.compare_runs import compare
from evals.report_page import as_html, as_markdown
from evals.report_view import ReportView, view_of
from evals.run_cases import run_cases
from evals.stored_runs import StoredRun, stored
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    DOCUMENT,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
    status_on,
    text_of,
)


def run_of(one: Answer | Exception, other: Answer | Exception) -> StoredRun:
    """The answerable question with its answer, then the unanswerable one."""
    assistant = ScriptedAssistant({ANSWERABLE.question: one, UNANSWERABLE.question: other})
    found = run_cases((ANSWERABLE, UNANSWERABLE), assistant, text_of=text_of, status_on=status_on)
    kinds = replace(found.record, kinds={DOCUMENT: "法律法规"})
    return stored(replace(found, record=kinds), name="某次评测")


@pytest.fixture
def good() -> ReportView:
    return view_of(run_of(replace(answer(), confidence=0.91), replace(refusal(), confidence=0.05)))


@pytest.fixture
def bad() -> StoredRun:
    return run_of(KeyError("x"), answer("<b>奖金100万元</b>"))


def test_the_headline_counts_what_is_right(good: ReportView) -> None:
    assert good.headline.startswith("2 道题里对了 2 道（100%）；回答了 1 道")


def test_a_share_has_an_interval_and_a_count_has_none(good: ReportView) -> None:
    spreads = {figure.label: figure.spread for figure in good.figures}
    assert (spreads["答对且出处对"], spreads["凭空出现的数字"]) == ("100.0%～100.0%", "")


def test_bars_give_the_share_right_by_category(bad: StoredRun) -> None:
    assert {bar.label: bar.share for bar in view_of(bad).by_category} == {"期限": 0, "领域之外": 0}


def test_answers_are_grouped_by_what_they_cite(good: ReportView) -> None:
    assert {bar.label: bar.text for bar in good.by_kind} == {
        "法律法规": "1/1",
        "（没有引用）": "1/1",
    }


def test_latencies_count_every_answer(good: ReportView) -> None:
    assert sum(int(bar.text) for bar in good.latencies) == 2


def test_reliability_sets_what_was_stated_beside_the_truth(good: ReportView) -> None:
    assert [(r.stated, r.answerable, r.refused) for r in good.reliability] == [
        (0.05, 0, 1),
        (0.91, 1, 0),
    ]


def test_right_cases_are_not_among_the_worst(good: ReportView) -> None:
    assert (good.worst, good.wrong) == ((), 0)


def test_an_unfounded_answer_is_worse_than_a_missing_one() -> None:
    run = run_of(refusal(), answer("发明专利权的期限为20年。"))
    assert [worst.id for worst in view_of(run).worst] == ["u", "a"]


def test_a_crash_shows_its_words(bad: StoredRun) -> None:
    assert any(worst.came.startswith("出错：KeyError") for worst in view_of(bad).worst)


def test_the_page_needs_nothing_from_elsewhere(bad: StoredRun) -> None:
    page = as_html(bad)
    assert not re.findall(r"(?:src|href)=|@import|url\(", page)


def test_words_of_an_answer_are_never_markup(bad: StoredRun) -> None:
    page = as_html(bad)
    assert "&lt;b&gt;奖金" in page and "<b>奖金" not in page


def test_a_comparison_names_what_flipped(bad: StoredRun) -> None:
    before = run_of(answer(), refusal())
    page = as_html(bad, comparison=compare(before.values, bad.values), against="先前")
    assert f"a　{ANSWERABLE.question}" in page


def test_the_markdown_gives_headline_figures_and_comparison(bad: StoredRun) -> None:
    before = run_of(answer(), refusal())
    text = as_markdown(bad, comparison=compare(before.values, bad.values), against="先前")
    assert text.startswith("**2 道题里对了 0 道")
    assert "| 凭空出现的数字 | 1 |" in text and f"- a {ANSWERABLE.question}" in text
