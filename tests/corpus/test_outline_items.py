"""What is an item of a list, to whom it belongs, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.corpus.outlines import labels, outline


def test_items_belong_to_the_paragraph_that_introduces_them() -> None:
    text = "第一条 有下列情形的：\n（一）甲；\n1.子；\n（二）乙。\n前款规定除外。"
    assert outline(text) == [
        (0, "第一条"),
        (1, "第一款"),
        (2, "（一）"),
        (3, "1."),
        (2, "（二）"),
        (1, "第二款"),
    ]


def test_items_of_a_single_paragraph_belong_to_the_article() -> None:
    assert outline("第一条 有下列情形的：\n（一）甲；\n（二）乙。") == [
        (0, "第一条"),
        (1, "（一）"),
        (1, "（二）"),
    ]


def test_an_unnumbered_paragraph_between_two_items_belongs_to_the_first() -> None:
    text = "第一条 有下列情形的：\n（一）甲。\n其中另有情形的：\n1.子；\n2.丑。\n（二）乙。\n除外。"
    assert outline(text) == [
        (0, "第一条"),
        (1, "第一款"),
        (2, "（一）"),
        (3, "1."),
        (3, "2."),
        (2, "（二）"),
        (1, "第二款"),
    ]


def test_an_item_may_begin_with_a_figure() -> None:
    text = "第一条 限额如下：\n1.300总吨以下的，十元；\n2.1500总吨以下的，二十元；\n3.其他。"
    assert outline(text) == [(0, "第一条"), (1, "1."), (1, "2."), (1, "3.")]


def test_an_amount_at_the_start_of_a_line_is_no_item() -> None:
    assert labels("第一条 甲。\n1.5万元以下的罚款。\n其他规定。") == [
        *("第一条", "第一款", "第二款", "第三款")
    ]


def test_an_item_may_begin_with_a_grade_or_class() -> None:
    text = "第一条 甲：\n（一）二级标志；\n（二）三类标志。"
    assert outline(text) == [(0, "第一条"), (1, "（一）"), (1, "（二）")]


def test_items_set_on_one_line_are_items() -> None:
    assert outline("第一条 甲：（一）乙；（二）丙。\n第二条 丁。") == [
        (0, "第一条"),
        (1, "（一）"),
        (1, "（二）"),
        (0, "第二条"),
    ]


@pytest.mark.parametrize(
    "words", ["依照前条（一）办理；（二）项除外。", "见：（二）项。", "甲（一）。"]
)
def test_an_item_spoken_of_within_a_line_is_no_item(words: str) -> None:
    assert labels(f"第一条 {words}") == ["第一条"]


def test_a_list_inside_a_quotation_belongs_to_the_item_that_quotes_it() -> None:
    text = "一、修改规定\n1.将第一条修改为：\n“甲有：\n1.子；\n2.丑。”\n2.删除第二条。"
    assert outline(text) == [(0, "一、"), (1, "1."), (2, "1."), (2, "2."), (1, "2.")]


def test_a_quoted_article_is_not_the_decisions_own() -> None:
    text = "一、增加两条：\n“第九条 甲。\n第十条 乙。”\n二、丙。"
    assert labels(text) == ["一、", "二、"]


def test_an_opening_mark_that_nothing_closes_quotes_nothing() -> None:
    assert labels("一、称为：\n“甲\n二、乙。\n三、丙。") == ["一、", "二、", "三、"]


def test_a_number_spoken_of_is_not_an_item() -> None:
    assert labels("第一条 甲：\n（一）乙。\n（一）、（二）项所称丙，是指丁。") == [
        "第一条",
        "第一款",
        "（一）",
        "第二款",
    ]


@pytest.mark.parametrize(
    "numbers", ["㈠㈡㈢", "⑴⑵⑶", "⒈⒉⒊", "①②③"], ids=["brackets", "figures", "stops", "circles"]
)
def test_numbers_set_as_one_character_are_items(numbers: str) -> None:
    text = "一、材料\n" + "".join(f"{number}申请书、证明和清单；\n" for number in numbers)
    assert labels(text) == ["一、", *numbers]
