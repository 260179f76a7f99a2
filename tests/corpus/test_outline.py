import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Section
from corpus.outline import parse_outline
from tests.corpus.outlines import heading, labels, leaves, outline, walk

FRAGMENTS = [
    *("第一章", "第 二 章　总 则", "第一编 通则", "第一分编", "第一节", "目录", "附件1", "附录A"),
    *("第一条", "第二条 ", "第十七条之一 ", "第四十二条规定的", "第九十条 ", "第条", "第二款"),
    *(
        "一、",
        "二、总体要求",
        "（一）",
        "（二）支持创新。另有正文",
        "1.",
        "1.1",
        "5.2.1 ",
        "5 范围",
    ),
    *("（1）", "①", "2.5亿元", "（略）", "甲 | 乙", "正文。", "正文，", "依照本法", "\u3000\u3000"),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "2023年12月11日",
        "国家知识产权局",
        "（注：某事）",
        "\x85",
        "\u2028",
    ),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))


@given(TEXTS)
def test_the_leaves_of_any_text_join_to_it(text: str) -> None:
    assert "".join(text[leaf.start : leaf.end] for leaf in leaves(text)) == text


@given(TEXTS)
def test_children_fill_their_parent_without_gap_or_overlap(text: str) -> None:
    for section in walk(parse_outline(text)):
        if section.children:
            assert section.children[0].start == section.start
            assert section.children[-1].end == section.end
            assert all(a.end == b.start for a, b in pairwise(section.children))


@given(TEXTS)
def test_no_section_is_empty(text: str) -> None:
    assert all(section.start < section.end for section in walk(parse_outline(text)))


@given(TEXTS)
def test_a_printed_label_stands_where_its_section_starts(text: str) -> None:
    for section in walk(parse_outline(text)):
        if section.label and not re.fullmatch(r"第.+款|表\d*|第\d+行.*", section.label):
            printed = "".join(text[section.start : section.end].split())
            assert printed.startswith(section.label)


def test_the_empty_text_has_no_sections() -> None:
    assert parse_outline("") == ()


def test_a_text_without_headings_is_one_unlabelled_section() -> None:
    assert parse_outline("只是一段话。") == (Section(label="", heading="", start=0, end=6),)


def test_chapters_hold_sections_and_articles() -> None:
    text = "第一章 总则\n第一条 甲。\n第二章 申请\n第一节 一般规定\n第二条 乙。\n"
    assert outline(text) == [
        (0, "第一章"),
        (1, "第一条"),
        (0, "第二章"),
        (1, "第一节"),
        (2, "第二条"),
    ]


def test_an_inserted_article_follows_the_one_it_was_added_to() -> None:
    assert labels("第十七条 甲。\n第十七条之一 乙。\n第十八条 丙。") == [
        "第十七条",
        "第十七条之一",
        "第十八条",
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "第二条规定的期限不变。",
        "第二条第一款所称申请，是指申请。",
        "第二条、第三条另有规定的除外。",
        "第二条至第四条除外。",
        "第四十二条 另有说明。",
    ],
)
def test_a_reference_at_the_start_of_a_line_is_not_an_article(reference: str) -> None:
    text = f"第一条 甲。\n{reference}\n第二条 乙。\n第三条 丙。"
    assert [label for label in labels(text) if "条" in label] == ["第一条", "第二条", "第三条"]


def test_a_reference_broken_over_lines_is_not_an_article() -> None:
    text = "第一条 甲依照本法\n第二条 的情形办理。\n第二条 乙。"
    assert labels(text) == ["第一条", "第二条"]


def test_an_excerpt_may_skip_articles() -> None:
    assert labels("第二条 甲。\n第七条 乙。\n第十二条 丙。") == ["第二条", "第七条", "第十二条"]


def test_the_table_of_contents_is_not_the_outline() -> None:
    text = (
        "某法\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。"
    )
    assert labels(text) == ["第一章", "第一条", "第二章", "第二条"]


def test_paragraphs_are_numbered_when_an_article_has_several() -> None:
    assert outline("第一条 甲。\n乙。\n第二条 丙。") == [
        (0, "第一条"),
        (1, "第一款"),
        (1, "第二款"),
        (0, "第二条"),
    ]


def test_a_line_broken_in_mid_sentence_is_no_new_paragraph() -> None:
    assert labels("第一条 甲乙，\n丙丁。") == ["第一条"]


def test_the_body_below_a_headed_article_is_its_first_paragraph() -> None:
    text = "第十五条 审查期限\n发明四十五日。\n外观两个月。"
    assert (labels(text), heading(text, "第十五条")) == (
        ["第十五条", "第一款", "第二款"],
        "审查期限",
    )


def test_a_policy_nests_as_its_numbers_do() -> None:
    text = "一、总体要求\n（一）目标\n1. 指标\n（1）甲。\n①子。\n（二）原则\n二、措施\n正文。"
    assert outline(text) == [
        (0, "一、"),
        (1, "（一）"),
        (2, "1."),
        (3, "（1）"),
        (4, "①"),
        (1, "（二）"),
        (0, "二、"),
    ]


@pytest.mark.parametrize(
    "words",
    ["以下情形除外。", "及时公布。", "规定期限为三日。", "等级为甲。", "（一）甲；（二）乙。"],
)
def test_an_article_whose_words_resemble_a_reference_counts_by_its_number(words: str) -> None:
    text = f"第一条甲。\n第二条{words}\n第三条丙。"
    assert [label for label in labels(text) if "条" in label] == ["第一条", "第二条", "第三条"]


def test_standards_count_in_decimals() -> None:
    text = "4 总则\n4.1 环境\n4.2 领导\n5 策划\n5.2 目标\n5.2.1 总体\n正文2.5亿元\n2.5亿元为限。"
    assert outline(text.replace("5.2 目标", "5.1 风险\n5.2 目标")) == [
        (0, "4"),
        (1, "4.1"),
        (1, "4.2"),
        (0, "5"),
        (1, "5.1"),
        (1, "5.2"),
        (2, "5.2.1"),
    ]


def test_the_numbers_of_a_table_are_data() -> None:
    found = labels("一、标准\n（一） | 金额\n1. | 50万元\n二、程序\n")
    assert [label for label in found if label in ("一、", "二、", "（一）", "1.")] == [
        "一、",
        "二、",
    ]


def test_omitted_text_is_ordinary_text() -> None:
    text = "三、申报条件\n\n（略）\n四、措施\n"
    assert next(text[s.start : s.end] for s in parse_outline(text)) == "三、申报条件\n\n（略）\n"


def test_a_list_may_stand_above_articles() -> None:
    text = "一、一般规定\n第一条 甲。\n第二条 乙。\n二、其他\n第三条 丙。"
    assert outline(text) == [
        (0, "一、"),
        (1, "第一条"),
        (1, "第二条"),
        (0, "二、"),
        (1, "第三条"),
    ]


def test_a_long_run_of_blanks_after_a_label_costs_no_time() -> None:
    assert labels("第" + " " * 50_000 + "\n第一条 甲。") == ["第一条"]


def test_an_article_of_very_many_paragraphs_is_numbered_to_the_end() -> None:
    assert labels("第一条 甲。\n" + "乙。\n" * 10_000)[-1] == "第一万零一款"
