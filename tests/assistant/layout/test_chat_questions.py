from __future__ import annotations

import pytest

from assistant.layout.chat_questions import Asks, LayoutQuestion, read_layout_question


@pytest.mark.parametrize(
    ("message", "asks", "about"),
    [
        ("电池热管理领域同行布了什么？", Asks.LANDSCAPE, "电池热管理"),
        ("围绕滤网清洗，竞争对手都申请了哪些专利", Asks.LANDSCAPE, "滤网清洗"),
        ("无人机避障有哪些专利？", Asks.LANDSCAPE, "无人机避障"),
        ("无人机避障技术近几年的专利申请趋势怎么样", Asks.LANDSCAPE, "无人机避障技术"),
        ("固态电池材料有哪些专利", Asks.LANDSCAPE, "固态电池材料"),
        ("氢燃料电池的专利主要在哪些公司手里", Asks.LANDSCAPE, "氢燃料电池"),
        ("帮我看看激光雷达的专利格局", Asks.LANDSCAPE, "激光雷达"),
        ("做固态电池的都有谁申请了专利", Asks.LANDSCAPE, "固态电池"),
        ("光伏逆变器谁的专利最多", Asks.LANDSCAPE, "光伏逆变器"),
        ("储能领域有多少件专利？", Asks.LANDSCAPE, "储能"),
        ("对手在刀片电池上布局了哪些专利", Asks.LANDSCAPE, "刀片电池"),
        ("固态电池该往哪里布？", Asks.ADVICE, "固态电池"),
        ("焊接机器人怎么布局？", Asks.ADVICE, "焊接机器人"),
        ("激光雷达还有哪些空白可以布局", Asks.ADVICE, "激光雷达"),
        ("我们想进入机器视觉检测，专利上从哪里切入", Asks.ADVICE, "机器视觉检测"),
    ],
)
def test_the_technology_is_told_from_what_is_asked(message: str, asks: Asks, about: str) -> None:
    assert read_layout_question(message) == LayoutQuestion(asks, about)


@pytest.mark.parametrize(
    "message", ["甲某科技在旋转刷布了什么？", "甲某科技在旋转刷领域有哪些专利"]
)
def test_what_one_firm_has_in_a_field_is_asked_of_the_firm(message: str) -> None:
    asked = read_layout_question(message)
    assert asked == LayoutQuestion(
        Asks.LANDSCAPE, "旋转刷", ("甲某科技",), otherwise="甲某科技在旋转刷"
    )


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ("甲某和乙某科技谁的专利多", ""),
        ("对比一下甲某与乙某科技的专利布局", ""),
        ("甲某跟乙某科技在滤网上的专利对比", "滤网"),
        ("在旋转刷领域，甲某和乙某科技哪家专利多？", "旋转刷"),
        ("旋转刷方面甲某与乙某科技的专利有什么区别", "旋转刷"),
    ],
)
def test_two_applicants_are_compared(message: str, about: str) -> None:
    asked = LayoutQuestion(Asks.COMPARISON, about, ("甲某", "乙某科技"))
    assert read_layout_question(message) == asked


@pytest.mark.parametrize(
    ("message", "applicants"),
    [
        ("我们公司专利快到期的有哪些", ()),
        ("甲某科技快到期的专利有哪些", ("甲某科技",)),
        ("列出甲某科技明年到期的专利清单", ("甲某科技",)),
    ],
)
def test_rights_that_end_soon_are_asked_of_an_applicant(
    message: str, applicants: tuple[str, ...]
) -> None:
    assert read_layout_question(message) == LayoutQuestion(Asks.EXPIRING, "", applicants)


@pytest.mark.parametrize(
    "message",
    [
        "专利布局有哪几种形态？",
        "企业有多少专利才能申报高新技术企业？",
        "哪些企业有专利可以认定为优势企业？",
        "我们怎么做专利布局？",
        "专利权质押登记需要哪些材料？",
        "优先审查的条件是什么",
        "专利有哪些类型？",
        "专利有多少年保护期",
        "谁有权申请专利",
        "海外专利布局有什么支持政策",
        "全国有多少件有效发明专利",
        "广州有多少专利",
        "发明专利和实用新型专利哪个好",
        "发明和实用新型的专利有什么区别",
        "专利到期了还能续吗",
        "实用新型专利多久到期",
        "有哪些专利服务机构",
        "竞争对手侵犯我的专利怎么办",
        "我们的产品是一套工业软件，去年营收三千万，研发费用占百分之六，请问能认定专精特新吗",
        "你好",
        "",
    ],
)
def test_questions_on_the_rules_and_on_nothing_stay_with_the_texts(message: str) -> None:
    assert read_layout_question(message) is None


@pytest.mark.parametrize("ends", ["新在哪里？", "有没有人申请过？", "有没有类似的专利？"])
def test_an_idea_is_compared_and_its_words_are_kept(ends: str) -> None:
    idea = (
        "一种过滤器，包括滤网、设在滤网内的旋转刷，以及带动旋转刷的电机，电机由压差传感器控制启停"
    )
    asked = read_layout_question(f"我的方案是：{idea}。{ends}")
    assert asked is not None
    assert asked.asks is Asks.NEAREST
    assert "由压差传感器控制启停" in asked.about


def test_without_the_idea_nothing_can_be_compared() -> None:
    assert read_layout_question("我的方案新在哪里？") is None
