"""Which words beside a number are its heading."""

from __future__ import annotations

import pytest

from corpus.outline import parse_outline
from tests.corpus.outlines import heading, labels


@pytest.mark.parametrize("printed", ["第三章\n总则\n", "第 三 章　总 则\n", "第三章总则\n"])
def test_a_chapter_heading_is_read_however_it_is_set(printed: str) -> None:
    text = printed + "第九条 甲。"
    assert (labels(text), heading(text, "第三章")) == (["第三章", "第九条"], "总则")


def test_the_heading_of_an_article_may_stand_in_brackets() -> None:
    assert heading("第十五条（审查期限）发明四十五日。", "第十五条") == "审查期限"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("（一）支持创新", "支持创新"),
        ("（一）支持创新。对企业给予补助。", "支持创新"),
        ("（一）对企业给予补助，每年一次；", ""),
        ("（一）对企业给予补助。", ""),
    ],
)
def test_only_short_words_after_a_number_are_a_heading(line: str, words: str) -> None:
    assert heading(line, "（一）") == words


@pytest.mark.parametrize(
    "title", ["中介服务", "中医药服务", "以奖代补", "及时公开", "和解", "第一审程序"]
)
def test_a_chapter_title_may_begin_as_a_reference_goes_on(title: str) -> None:
    assert heading(f"第一章　{title}\n第一条 甲。", "第一章") == title


def test_a_chapter_title_may_be_broken_over_two_lines() -> None:
    text = "第四章 标志申请的审查\n和登记\n第一条 甲。"
    assert (labels(text), heading(text, "第四章")) == (["第四章", "第一条"], "标志申请的审查和登记")


def test_a_title_that_lost_its_number_is_no_paragraph() -> None:
    text = "第一章 总则\n第一条 甲。\n组织实施\n第二条 乙。\n第三章 附则\n第三条 丙。"
    assert "第二款" not in labels(text)


def test_entries_of_contents_with_leaders_are_no_headings() -> None:
    contents = "一、基础............1\n二、要求……3\n附录A 格式…9\n"
    text = f"规划\n{contents}一、基础\n内容。\n二、要求\n内容。\n"
    assert labels(text) == ["一、", "二、"]


def test_a_title_of_two_lines_below_its_number_is_one() -> None:
    text = "第一章\n专利创造\n与运用\n第一条 甲。\n第二章\n总则\n第二条 乙。\n"
    assert [heading(text, label) for label in ("第一章", "第二章")] == ["专利创造与运用", "总则"]


@pytest.mark.parametrize(
    "text",
    ["第一条 违反本条例第三条\n第一项规定的，责令改正。", "一、《促进条例》第十二条、第\n十三条。"],
)
def test_a_line_that_breaks_off_is_no_heading(text: str) -> None:
    assert parse_outline(text)[0].heading == ""


def test_a_sentence_right_above_a_list_is_its_heading() -> None:
    text = "一、主要任务。\n（一）提升质量。\n1.培育企业。支持建立中心。\n（二）同意设立。\n"
    assert [heading(text, label) for label in ("一、", "（一）", "（二）")] == [
        "主要任务",
        "提升质量",
        "",
    ]
