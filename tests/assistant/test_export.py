"""A conversation as Markdown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.conversations import StoredTurn
from assistant.export import to_markdown
from tests.assistant.scripted_asker import HOSTILE, REFUSALS, ScriptedAsker


def stored(question: str) -> StoredTurn:
    answer = ScriptedAsker().ask(question, as_of=date(2026, 11, 22))
    turn = Turn(question=question, answer=answer)
    return StoredTurn(id=1, turn=turn, asked=datetime(2026, 11, 22, 3, 4, tzinfo=UTC))


def test_every_mark_has_exactly_one_footnote() -> None:
    text = to_markdown("甲", [stored("优先审查"), stored("商标法"), stored("火星")])
    marks = set(re.findall(r"\[\^([\d-]+)\](?!:)", text))
    notes = re.findall(r"^\[\^([\d-]+)\]:", text, re.MULTILINE)
    assert marks == set(notes) == {"1-1", "1-2", "1-3", "2-1", "3-1", "3-2"}
    assert len(notes) == len(set(notes))


def test_a_footnote_says_status_form_and_how_far_it_can_be_checked() -> None:
    text = to_markdown("甲", [stored("减缴")])
    assert "（未核实，摘编，C 通行口径，以原文为准）" in text


def test_a_footnote_quotes_the_clause() -> None:
    assert "    > 本法自下一年一月一日起施行。" in to_markdown("甲", [stored("商标法")])


def test_a_footnote_gives_the_clause_as_it_is_cited_in_documents() -> None:
    text = to_markdown("甲", [stored("优先审查")])
    assert "    引用写法：《专利优先审查管理办法（演示）》第三条第（二）项\n" in text


def test_a_web_source_is_a_link_and_another_address_is_text() -> None:
    text = to_markdown("甲", [stored("优先审查"), stored("攻击")])
    assert "<https://example.gov.cn/zlyxsc.html>" in text
    assert "来源：javascript:alert(4)" in text


@pytest.mark.parametrize("question", REFUSALS)
def test_a_refusal_is_marked_as_one(question: str) -> None:
    assert "**未作回答：" in to_markdown("甲", [stored(question)])


def test_the_day_and_place_are_written_down() -> None:
    assert "全国 · 以 2026-11-22 的有效文本为准" in to_markdown("甲", [stored("优先审查")])


def test_text_that_looks_like_markup_is_escaped() -> None:
    text = to_markdown(HOSTILE, [stored(f"攻击{HOSTILE}")])
    assert re.search(r"(?<!\\)<(?!https://)", text) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_question_can_begin_a_heading_a_list_or_a_link(question: str) -> None:
    turn = Turn(question=question, answer=ScriptedAsker().ask("商标法"))
    kept = StoredTurn(id=1, turn=turn, asked=datetime(2026, 11, 22, tzinfo=UTC))
    text = to_markdown(question, [kept])
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert len(headings) == 2
    assert all(re.search(r"(?<!\\)(?:\\\\)*[<\[`*_]", line) is None for line in headings)
