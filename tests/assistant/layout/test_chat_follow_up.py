"""Questions to the patent lists that lean on the one before."""

from __future__ import annotations

import pytest

from assistant.layout.chat_follow_up import read_in_conversation, standalone
from assistant.layout.chat_questions import Asks, LayoutQuestion

FIELD = "滤网清洗有哪些专利？"
FIRM = "甲某科技在滤网清洗布了什么？"


@pytest.mark.parametrize(
    ("before", "message", "asked"),
    [
        (FIELD, "这个领域谁申请得最多？", LayoutQuestion(Asks.LANDSCAPE, "滤网清洗")),
        (FIRM, "该往哪里布局？", LayoutQuestion(Asks.ADVICE, "滤网清洗")),
        (FIELD, "那该怎么布局", LayoutQuestion(Asks.ADVICE, "滤网清洗")),
        (
            FIRM,
            "那乙某科技呢？",
            LayoutQuestion(Asks.LANDSCAPE, "滤网清洗", ("乙某科技",), otherwise="乙某科技"),
        ),
        ("滤网清洗该往哪里布？", "那旋转刷呢", LayoutQuestion(Asks.ADVICE, "旋转刷")),
    ],
)
def test_what_is_left_out_comes_from_the_question_before(
    before: str, message: str, asked: LayoutQuestion
) -> None:
    assert read_in_conversation(message, [before]) == asked


@pytest.mark.parametrize("message", ["那期限是多久呢", "那实用新型呢？", "那深圳呢？", "谢谢"])
def test_other_follow_ups_are_left_to_the_texts(message: str) -> None:
    assert read_in_conversation(message, [FIELD]) is None


def test_nothing_is_taken_over_from_talk_of_something_else() -> None:
    assert read_in_conversation("该往哪里布局？", []) is None
    assert read_in_conversation("该往哪里布局？", [FIELD, "专利年费是多少？"]) is None


def test_the_question_is_told_with_what_it_leans_on() -> None:
    asked = read_in_conversation("那乙某科技呢？", [FIRM])
    assert asked is not None
    assert standalone(asked) == "乙某科技在滤网清洗布了什么"


def test_a_chain_of_such_questions_keeps_the_field() -> None:
    before = [FIRM, "那乙某科技呢？", "这个领域谁申请得最多？"]
    assert read_in_conversation("该往哪里布局？", before) == LayoutQuestion(Asks.ADVICE, "滤网清洗")
