from __future__ import annotations

import pytest

from assistant.layout.chat_questions import Asks, LayoutQuestion, read_layout_question


@pytest.mark.parametrize(
    ("message", "asks", "about"),
    [
        ("电池热管理领域同行布了什么？", Asks.LANDSCAPE, "电池热管理"),
        ("围绕滤网清洗，竞争对手都申请了哪些专利", Asks.LANDSCAPE, "滤网清洗"),
        ("无人机避障有哪些专利？", Asks.LANDSCAPE, "无人机避障"),
        ("固态电池该往哪里布？", Asks.ADVICE, "固态电池"),
        ("焊接机器人怎么布局？", Asks.ADVICE, "焊接机器人"),
    ],
)
def test_the_technology_is_told_from_what_is_asked(message: str, asks: Asks, about: str) -> None:
    assert read_layout_question(message) == LayoutQuestion(asks, about)


@pytest.mark.parametrize(
    "message",
    [
        "专利布局有哪几种形态？",
        "企业有多少专利才能申报高新技术企业？",
        "哪些企业有专利可以认定为优势企业？",
        "我们怎么做专利布局？",
        "专利权质押登记需要哪些材料？",
        "优先审查的条件是什么",
        "你好",
        "",
    ],
)
def test_questions_on_the_rules_and_on_nothing_stay_with_the_texts(message: str) -> None:
    assert read_layout_question(message) is None


def test_an_idea_is_compared_and_its_words_are_kept() -> None:
    idea = (
        "一种过滤器，包括滤网、设在滤网内的旋转刷，以及带动旋转刷的电机，电机由压差传感器控制启停"
    )
    asked = read_layout_question(f"我的方案是：{idea}。新在哪里？")
    assert asked is not None
    assert asked.asks is Asks.NEAREST
    assert "由压差传感器控制启停" in asked.about


def test_without_the_idea_nothing_can_be_compared() -> None:
    assert read_layout_question("我的方案新在哪里？") is None
