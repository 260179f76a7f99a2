from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.trace import ClauseSeen, SentenceSeen, Step, Trace
from assistant.web_trace import completed_question, duration, how_html

KEPT = ClauseSeen(passage="p1", title="办法", locator="第四条", support=0.982, kept=True, number=1)
LEFT = ClauseSeen(
    passage="p2", title="旧办法", locator="第二条", support=0.31, kept=False, why="不在有效期内"
)


def answer(trace: Trace | None, *, alone: str = "") -> Answer:
    return Answer(
        question="那外观设计呢？",
        as_of=date(2026, 11, 22),
        region=None,
        text="十五年。",
        sentences=(),
        took_ms=4200,
        standalone_question=alone,
        trace=trace,
    )


def test_the_panel_is_closed_and_opens_with_the_keyboard() -> None:
    assert how_html(answer(Trace())).startswith('<details class="zc-how"><summary>怎么得出的')


def test_without_steps_there_is_no_panel() -> None:
    assert how_html(answer(None)) == ""


def test_the_steps_come_in_their_order() -> None:
    trace = Trace(steps=(Step(label="补充的检索词", text="外观"),), queries=("外观设计期限",))
    panel = how_html(answer(trace, alone="外观设计保护多久？"))
    places = [
        panel.index(words) for words in ("外观设计保护多久？", "补充的检索词", "外观设计期限")
    ]
    assert places == sorted(places)


def test_each_clause_has_its_probability_and_why_it_was_left_out() -> None:
    panel = how_html(answer(Trace(clauses=(KEPT, LEFT))))
    assert "能回答的可能性 98% · 条款 1，引用" in panel
    assert "能回答的可能性 31% · 没有引用：不在有效期内" in panel
    assert "引用 1 条，放下 1 条" in panel


def test_a_clause_the_model_read_keeps_its_number_though_nothing_cites_it() -> None:
    read = dataclasses.replace(LEFT, number=2, why="没有比引用的条款多说什么")
    panel = how_html(answer(Trace(clauses=(KEPT, read))))
    assert "条款 2，没有引用：没有比引用的条款多说什么" in panel


def test_clauses_of_records_without_numbers_have_none() -> None:
    panel = how_html(answer(Trace(clauses=(dataclasses.replace(KEPT, number=0),))))
    assert "能回答的可能性 98% · 引用<" in panel


def test_each_drafted_sentence_says_what_became_of_it() -> None:
    kept = SentenceSeen(text="保护期为八年。", named=(2,), rests_on=(1,))
    left = SentenceSeen(text="全免。", named=(), why=("条款里没有：全免",))
    panel = how_html(answer(Trace(sentences=(kept, left), model="qwen")))
    assert "写明依据条款 2 · 通过，依据条款 1" in panel
    assert "没有写明依据 · 删去：条款里没有：全免" in panel


def test_the_model_its_times_and_a_reply_kept_from_before_are_told() -> None:
    panel = how_html(answer(Trace(model="qwen", cached=True, first_shown_ms=850.4)))
    assert "大模型 qwen · 沿用它" in panel
    assert "首句用时 850 毫秒 · 全部用时 4.2 秒" in panel


def test_without_a_model_there_is_no_time_of_a_first_sentence() -> None:
    assert "首句" not in how_html(answer(Trace(first_shown_ms=50)))


@pytest.mark.parametrize(
    ("alone", "told"),
    [
        ("外观设计保护多久？", "外观设计保护多久？"),
        ("", ""),
        ("那外观设计呢？", ""),
        ("外观设计 呢？", ""),
    ],
)
def test_a_question_that_stands_in_what_was_typed_is_not_told_again(alone: str, told: str) -> None:
    assert completed_question(answer(None, alone=alone)) == told


@pytest.mark.parametrize(("ms", "words"), [(12.3, "12 毫秒"), (4474.0, "4.5 秒")])
def test_times_are_told_in_units_of_their_size(ms: float, words: str) -> None:
    assert duration(ms) == words
