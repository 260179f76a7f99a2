import pytest

from corpus.outline import parse_outline
from tests.corpus.outlines import heading, labels, outline


def test_supplementary_provisions_without_number_are_a_chapter() -> None:
    text = "第一编 甲\n第一章 乙\n第一条 丙。\n附　则\n第二条 丁。"
    last = parse_outline(text)[-1]
    assert (last.heading, [child.label for child in last.children]) == ("附则", ["", "第二条"])


def test_the_note_of_annexes_lists_their_titles_and_ends_before_the_signature() -> None:
    text = "一、甲。\n附件：1.申报表\n2.清单\n云雀市登记局\n2024年3月1日\n附件1\n申报表\n填写人："
    sections = parse_outline(text)
    assert [section.label for section in sections] == ["一、", "附件", "", "附件1"]
    assert [child.label for child in sections[1].children] == ["", "1.", "2."]


@pytest.mark.parametrize(
    "imprint",
    [
        "公开方式：主动公开",
        "（此件公开发布）",
        "抄送：市档案馆。",
        "云雀市登记局办公室 2024年3月2日印发",
    ],
)
def test_the_printers_lines_after_the_signature_are_no_clause(imprint: str) -> None:
    text = f"第一条 甲。\n第二条 乙。\n云雀市登记局\n2024年3月1日\n{imprint}"
    last = parse_outline(text)[-1]
    assert (last.label, text[last.start :]) == ("", f"云雀市登记局\n2024年3月1日\n{imprint}")


def test_an_annex_ends_the_article_before_it() -> None:
    assert outline("第一条 甲。\n附件1 申报表\n一、填写\n") == [
        (0, "第一条"),
        (0, "附件1"),
        (1, "一、"),
    ]


def test_a_text_that_is_an_annex_as_a_whole_is_not_nested_in_it() -> None:
    assert outline("附件1\n\n某方案\n\n一、总体要求\n") == [(0, "一、")]


def test_a_signature_with_its_date_is_a_section_of_its_own() -> None:
    text = "一、甲。\n二、乙。\n国家知识产权局\n2023年8月6日\n"
    last = parse_outline(text)[-1]
    assert (last.label, text[last.start : last.end]) == ("", "国家知识产权局\n2023年8月6日\n")


def test_final_provisions_stand_apart_from_the_text_they_put_in_force() -> None:
    text = "一、删去第五条。\n二、删去第六条。\n本决定自2025年1月1日起施行。\n某办法\n第一条 甲。\n"
    assert [text[s.start : s.end] for s in parse_outline(text)][2] == (
        "本决定自2025年1月1日起施行。\n某办法\n"
    )


def test_nothing_stands_inside_a_signature() -> None:
    text = "一、按时申报。\n某市知识产权局\n2025年7月1日\n附件：1.申请表\n2.承诺书\n"
    assert [depth for depth, label in outline(text) if label == "附件"] == [0]


def test_the_clauses_of_an_annex_bear_its_letter() -> None:
    text = (
        "1 范围\n1.1 对象\n1.2 内容\n附录A\n（资料性）\n报告格式\nA.1 封面\nA.1.1 题目\nA.2 正文\n"
    )
    assert labels(text)[-4:] == ["附录A", "A.1", "A.1.1", "A.2"]
    assert heading(text, "附录A") == "（资料性）报告格式"


@pytest.mark.parametrize(
    "final",
    ["本通知自印发之日起施行，有效期五年。", "特此通知。", "此复。", "以上意见妥否，请批示。"],
)
def test_what_speaks_of_the_whole_text_is_no_part_of_its_last_item(final: str) -> None:
    text = f"一、范围\n全市。\n二、经费\n由市财政安排。\n{final}\n某市知识产权局\n2025年6月1日\n"
    assert [text[s.start : s.end].strip() for s in parse_outline(text)[2:]] == [
        final,
        "某市知识产权局\n2025年6月1日",
    ]


def test_the_last_provision_stays_under_a_heading_of_its_own() -> None:
    text = "一、范围\n全市。\n二、附则\n本办法自2025年6月1日起施行，有效期五年。\n"
    assert [s.label for s in parse_outline(text)] == ["一、", "二、"]


def test_a_signature_followed_by_a_note_is_no_part_of_the_last_item() -> None:
    text = (
        "一、范围\n二、经费由你市解决。\n某省知识产权局\n2025年7月1日\n（联系人：李某，电话：88）\n"
    )
    assert text[parse_outline(text)[-1].start :].startswith("某省知识产权局")
