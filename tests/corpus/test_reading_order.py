from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.page_lines import Line, Page, paragraphs, rows_joined
from corpus.reading_order import in_columns, rows_of
from tests.corpus.sheets import HEIGHT, column, printed, sheet

LEFT = [f"左栏第{n:02}行的文字排满了这一栏的宽度了" for n in range(12)]
RIGHT = [f"右栏第{n:02}行的文字排满了这一栏的宽度了" for n in range(9)]
TITLE = "一则分作两栏排印的通知的标题横跨两栏排在最上面的地方"
TWO_COLUMNS = sheet((150, 780, TITLE), *column(60, 740, LEFT), *column(310, 740, RIGHT))


def words(pages: list[Page]) -> list[str]:
    return [line.text for page in pages for line in page.lines]


@given(st.permutations(TWO_COLUMNS.lines))
def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn(
    lines: list[Line],
) -> None:
    assert words(in_columns(replace(TWO_COLUMNS, lines=tuple(lines)))) == [TITLE, *LEFT, *RIGHT]


@given(st.permutations(TWO_COLUMNS.lines), st.integers(0, 20))
def test_no_line_is_lost_or_doubled(lines: list[Line], count: int) -> None:
    page = replace(TWO_COLUMNS, lines=tuple(lines[:count]))

    assert sorted(words(in_columns(page))) == sorted(line.text for line in page.lines)


def test_columns_whose_lines_stand_at_other_heights_are_read_so_too() -> None:
    page = sheet(*column(60, 740, LEFT), *column(310, 735, RIGHT))

    assert words(in_columns(page)) == [*LEFT, *RIGHT]


def test_three_columns_are_read_from_left_to_right() -> None:
    texts = [[f"{name}栏{n:02}行排满一栏的字" for n in range(8)] for name in "左中右"]
    page = sheet(
        *(place for n, lines in enumerate(texts) for place in column(50 + 170 * n, 700, lines))
    )

    assert words(in_columns(page)) == [line for lines in texts for line in lines]


def test_a_line_across_both_columns_parts_what_is_above_from_what_is_below() -> None:
    upper = [*column(60, 740, LEFT), *column(310, 740, LEFT)]
    lower = [*column(60, 440, RIGHT), *column(310, 440, RIGHT)]
    page = sheet(*lower, *upper, (150, 500, TITLE))

    assert words(in_columns(page)) == [*LEFT, *LEFT, TITLE, *RIGHT, *RIGHT]


def test_a_table_is_read_row_by_row() -> None:
    names = [
        "某某科技有限公司",
        "广州市某某厂",
        "甲公司",
        "某某研究院有限责任公司",
        "乙厂",
        "丙集团",
    ]
    cells = [*column(60, 700, names), *column(310, 700, [f"项目{n}" for n in range(6)])]

    assert words(in_columns(sheet(*cells))) == [
        text for n, name in enumerate(names) for text in (name, f"项目{n}")
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    lines = [rows_joined(page.lines) for page in in_columns(TWO_COLUMNS)]
    pages = [
        replace(page, lines=tuple(joined))
        for page, joined in zip(in_columns(TWO_COLUMNS), lines, strict=True)
    ]

    assert paragraphs(pages)[1:] == ["".join((*LEFT, *RIGHT))]


def test_pieces_of_one_line_come_from_left_to_right() -> None:
    page = sheet((200, 700, "所述的"), (60, 700, "根据权利要求一"))

    assert words(in_columns(page)) == ["根据权利要求一", "所述的"]


def test_print_up_the_margin_comes_last() -> None:
    turned = Line(text="CN 100000001 A", left=30, right=38, bottom=400, top=480)
    page = replace(TWO_COLUMNS, lines=(turned, *TWO_COLUMNS.lines))

    assert words(in_columns(page))[-1] == "CN 100000001 A"


def test_a_page_on_its_side_keeps_its_order() -> None:
    turned = tuple(
        Line(text="侧放的文字", left=x, right=x + 10, bottom=100, top=300) for x in (90, 60)
    )

    assert in_columns(Page(lines=turned, height=HEIGHT))[0].lines == turned


def test_an_empty_page_stays_one() -> None:
    assert in_columns(Page(lines=(), height=HEIGHT)) == [Page(lines=(), height=HEIGHT)]


@pytest.mark.parametrize("shift", [0, 3, -3])
def test_lines_nearly_at_one_height_are_one_row(shift: float) -> None:
    assert len(rows_of([printed(60, 700, "左"), printed(200, 700 + shift, "右")])) == 1


def test_a_comma_by_itself_stands_in_its_line() -> None:
    comma = Line(text="，", left=120, right=122, bottom=698.5, top=701.5)
    rest = (printed(60, 700, "有一个网"), printed(130, 700, "网有孔"), printed(60, 684, "下一行"))

    assert [line.text for line in rows_of((comma, *rest))[0]] == ["有一个网", "，", "网有孔"]
