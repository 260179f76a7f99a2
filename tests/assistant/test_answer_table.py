from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.answer_table import AnswerTable, TableRow
from assistant.export import to_markdown
from assistant.plain_text import answer_as_text
from tests.assistant.scripted_asker import ScriptedAsker
from tests.assistant.test_export import stored

FORMS = ("在线提交|电子件", "推荐意见")


def table(*sentences: int | None) -> AnswerTable:
    rows = (TableRow(cells=(FORMS[n % 2], f"第{n}行"), sentence=s) for n, s in enumerate(sentences))
    return AnswerTable(columns=("材料", "说明"), rows=tuple(rows))


def tabled(*sentences: int | None) -> Answer:
    """The scripted answer of four sentences, some of them shown as rows."""
    return replace(ScriptedAsker().ask("优先审查"), table=table(*sentences))


def test_a_table_stands_where_the_first_sentence_was_that_it_replaces() -> None:
    assert table(2, 1).around("甲乙丙丁") == (["甲"], ["丁"])


def test_a_table_that_replaces_no_sentence_stands_behind_them() -> None:
    assert table(None).around("甲乙") == (["甲", "乙"], [])


@given(st.lists(st.none() | st.integers(0, 5)))
def test_no_sentence_is_lost_or_said_twice(replaced: list[int | None]) -> None:
    before, after = table(*replaced).around(range(6))
    assert sorted([*before, *after, *{n for n in replaced if n is not None}]) == list(range(6))


def test_in_the_terminal_a_row_carries_the_numbers_of_its_sentence() -> None:
    lines = answer_as_text(tabled(2, 3)).splitlines()
    assert lines[2:5] == ["材料 ｜ 说明", "在线提交|电子件 ｜ 第0行[1]", "推荐意见 ｜ 第1行[2]"]


def test_in_markdown_a_row_carries_the_footnotes_of_its_sentence() -> None:
    turn = stored("优先审查")
    with_table = replace(turn, turn=replace(turn.turn, answer=tabled(2, None)))
    lines = to_markdown("甲", [with_table]).splitlines()
    assert "| 材料 | 说明 |" in lines
    assert r"| 在线提交\|电子件 | 第0行[^1-1] |" in lines
    assert "| 推荐意见 | 第1行 |" in lines


def test_json_tells_the_table_and_null_where_there_is_none() -> None:
    told = json.loads(json.dumps(tabled(2).to_json()))["table"]
    assert told["rows"] == [{"cells": [FORMS[0], "第0行"], "sentence": 2}]
    assert ScriptedAsker().ask("优先审查").to_json()["table"] is None
