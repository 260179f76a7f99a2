from __future__ import annotations

from assistant.live_assistant import Assistant
from assistant.plain_text import answer_as_text
from tests.assistant.small_corpus import TODAY


def text(assistant: Assistant, question: str, region: str | None = None) -> str:
    return answer_as_text(assistant.ask(question, as_of=TODAY, region=region))


def test_sentences_carry_the_numbers_of_their_sources(assistant: Assistant) -> None:
    shown = text(assistant, "云雀标志登记办法第五条")
    assert "作出决定。[1]" in shown
    assert "[1] 《云雀标志登记办法》第二章 › 第五条（现行有效；原文，A 原文可查）" in shown


def test_notices_are_marked_as_such(assistant: Assistant) -> None:
    assert "\n提示：" in text(assistant, "登记费减缴多少？")


def test_a_local_source_names_its_place(assistant: Assistant) -> None:
    shown = text(assistant, "云雀标志金奖奖励多少钱？", "广东省/广州市/南沙区")
    assert "现行有效，广东省广州市南沙区" in shown


def test_a_refusal_shows_its_reason_and_the_nearest_clauses(assistant: Assistant) -> None:
    shown = text(assistant, "云雀标志金奖奖励多少钱？")
    assert shown.startswith("各地的规定不同")
    assert "最接近的条款：" in shown


def test_a_refusal_without_nearest_clauses_is_its_reason_alone(assistant: Assistant) -> None:
    assert len(text(assistant, "云雀标志登记办法第九十九条").splitlines()) == 1
