from hypothesis import given
from hypothesis import strategies as st

from corpus.tabbed_rows import with_tabbed_rows


def test_lines_with_the_same_number_of_tabs_are_rows() -> None:
    text = "清单\n序号\t名称\t份数\n1\t申请书\t2\n完"
    assert with_tabbed_rows(text) == "清单\n序号 | 名称 | 份数\n1 | 申请书 | 2\n完"


def test_an_empty_cell_stays_a_cell() -> None:
    assert with_tabbed_rows("名称\t份数\t备注\n申请书\t2\t") == "名称 | 份数 | 备注\n申请书 | 2 | "


def test_cells_between_bars_are_rows() -> None:
    assert with_tabbed_rows("序号|名称|份数\n1｜申请书｜2") == "序号 | 名称 | 份数\n1 | 申请书 | 2"


def test_rows_of_cells_stay_as_they_are() -> None:
    rows = "名称 | 份数 | 备注\n申请书 | 2 | 原件"
    assert with_tabbed_rows(rows) == rows


def test_one_line_with_tabs_is_no_table() -> None:
    assert with_tabbed_rows("甲\t乙\t丙\n丁") == "甲\t乙\t丙\n丁"


def test_entries_of_contents_are_no_table() -> None:
    assert with_tabbed_rows("第一章 总则\t1\n第二章 附则\t3") == "第一章 总则\t1\n第二章 附则\t3"


def test_tabs_that_push_a_signature_to_the_right_make_no_cells() -> None:
    assert with_tabbed_rows("\t\t\t某局\n\t\t\t2025年9月9日") == "\t\t\t某局\n\t\t\t2025年9月9日"


@given(st.text(alphabet="甲 \t\n\r|"))
def test_no_line_is_lost(text: str) -> None:
    assert with_tabbed_rows(text).count("\n") == text.count("\n")
