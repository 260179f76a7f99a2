from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Kind
from corpus.page_lines import Line, Page
from corpus.page_text import pages_to_text
from corpus.patent_pages import patent_text
from tests.corpus.sheets import HEIGHT, column, inner_page, sheet

FULL = "本实施例的自动冲洗装备包括进水机构和过滤器单元以及出水机构和中控机构，其"
FRONT = sheet(
    (377, 718, "(10)申请公布号"),
    (452, 719, "CN 100000001 A"),
    (377, 703, "(43)申请公布日 2022.04.01"),
    *column(73, 685, ["(21)申请号 202010000001.X", "(71)申请人 某某公司"]),
    *column(73, 405, ["(54)发明名称", "一种自动冲洗装备", "(57)摘要", "本发明能自动冲洗。"]),
)
CLAIM_PAGES = [
    inner_page("权利要求书", ["1 .一种装备，其特征在于，有孔，", FULL]),
    inner_page("权利要求书", ["孔有三个。", "2 .根据权利要求1所述的装备。"], number=3),
]
DESCRIPTION = inner_page(
    "说明书",
    ["一种自动冲洗装备", "技术领域", f"[0001]{FULL[:-4]}", "背景技术", "[0002]现有装备不好。"],
    number=4,
)
DRAWINGS = inner_page("说明书附图", ["图1"], number=5)


def lines_of(*pages: Page) -> list[str]:
    return patent_text([FRONT, *pages], name="a.pdf").text.split("\n")


def test_sections_follow_each_other_under_their_names() -> None:
    assert lines_of(*CLAIM_PAGES, DESCRIPTION, DRAWINGS) == [
        "(10)申请公布号 CN 100000001 A",
        "(43)申请公布日 2022.04.01",
        "(21)申请号 202010000001.X",
        "(71)申请人 某某公司",
        "(54)发明名称 一种自动冲洗装备",
        "(57)摘要",
        "本发明能自动冲洗。",
        "权利要求书",
        "1.一种装备，其特征在于，有孔，",
        f"{FULL}孔有三个。",
        "2.根据权利要求1所述的装备。",
        "说明书",
        "一种自动冲洗装备",
        "技术领域",
        f"[0001]{FULL[:-4]}",
        "背景技术",
        "[0002]现有装备不好。",
    ]


def test_the_identity_comes_from_the_entries() -> None:
    source = patent_text([FRONT], name="a.pdf")

    assert (source.kind, source.title, source.document_number, source.published) == (
        Kind.PATENT,
        "一种自动冲洗装备",
        "CN100000001A",
        date(2022, 4, 1),
    )


@given(st.data())
def test_the_order_in_which_lines_are_drawn_does_not_matter(data: st.DataObject) -> None:
    pages = [FRONT, *CLAIM_PAGES, DESCRIPTION]
    shuffled = [
        Page(lines=tuple(data.draw(st.permutations(page.lines))), height=HEIGHT) for page in pages
    ]

    assert patent_text(shuffled, name="a") == patent_text(pages, name="a")


def test_the_name_of_a_part_stands_alone_after_a_full_line() -> None:
    page = inner_page("说明书", [f"[0001] {FULL}", "背景技术", "[0002]现有。"])

    assert "背景技术" in lines_of(page)


def test_points_of_a_brief_explanation_are_kept() -> None:
    page = inner_page("简要说明", ["1.本外观设计产品的名称：手机壳。", "2.用途：保护手机。"])

    assert lines_of(page)[-3:] == [
        "简要说明",
        "1.本外观设计产品的名称：手机壳。",
        "2.用途：保护手机。",
    ]


def test_figures_of_a_design_are_left_out() -> None:
    assert "主视图" not in lines_of(inner_page("外观设计图片或照片", ["主视图"]))


def test_a_page_whose_head_cannot_be_read_goes_on_with_the_section_before() -> None:
    page = sheet(*column(66, 762, ["孔有三个。", "2.根据权利要求1所述的装备。"]))

    assert lines_of(CLAIM_PAGES[0], page)[-1] == "2.根据权利要求1所述的装备。"


@pytest.mark.parametrize(
    "head", ["200710000001.X 权利要求书 第1/2页", "CN100000001A权利要求书1/2页"]
)
def test_heads_of_other_years_are_known(head: str) -> None:
    page = sheet((66, 791, head), *column(66, 762, ["1.一种装备。"]), (295, 59, "2"))

    assert lines_of(page)[-2:] == ["权利要求书", "1.一种装备。"]


def test_line_numbers_in_the_margin_are_left_out() -> None:
    page = inner_page("说明书", [FULL, FULL, "结束。"])
    numbers = sheet((40, 746, "5"), (40, 730, "10"))

    assert lines_of(Page(lines=(*numbers.lines, *page.lines), height=HEIGHT))[-1] == (
        f"{FULL}{FULL}结束。"
    )


def test_a_number_that_is_the_end_of_a_sentence_stays() -> None:
    page = inner_page("说明书", [f"[0001] {FULL}", "12"])

    assert lines_of(page)[-1] == f"[0001] {FULL}12"


def test_a_cover_sheet_before_the_front_page_is_passed_over() -> None:
    cover = sheet((60, 700, "由某某专利服务网站提供"))

    assert pages_to_text([cover, FRONT], name="a").document_number == "CN100000001A"


def test_a_head_read_wrongly_at_the_foot_is_left_out() -> None:
    page = inner_page("权利要求书", ["1.一种装备。"])
    misread = Line(text="?O", left=295, right=301, bottom=57, top=67)

    assert lines_of(Page(lines=(*page.lines, misread), height=HEIGHT))[-1] == "1.一种装备。"
