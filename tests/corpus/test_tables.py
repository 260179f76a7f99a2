from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Section
from corpus.outline import parse_outline
from corpus.tables import Table, find_tables, row_labels

STANDARD = """第一条 资助标准见下表：
序号 | 项目 | 资助金额
1 | 发明专利 | 5000元
2 | 实用新型 | 800元
第二条 本办法自发布之日起施行。
"""


def only_table(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def leaf_texts(text: str, sections: tuple[Section, ...]) -> list[str]:
    return [text[leaf.start : leaf.end] for s in sections for leaf in s.leaves()]


def test_a_header_names_the_columns() -> None:
    table = only_table(STANDARD)

    assert (table.columns, len(table.rows)) == (("序号", "项目", "资助金额"), 2)


def test_the_span_of_a_table_holds_its_lines_and_nothing_else() -> None:
    table = only_table(STANDARD)

    lines = STANDARD[table.start : table.end]
    assert (lines[:2], lines[-5:]) == ("序号", "800元\n")


def test_a_header_printed_again_on_the_next_page_is_no_row() -> None:
    text = "序号 | 项目 | 资助金额\n1 | 发明 | 5元\n序号 | 项目 | 资助金额\n2 | 外观 | 8元\n"

    assert [row.cells[0] for row in only_table(text).rows] == ["1", "2"]
    assert "".join(leaf_texts(text, parse_outline(text))) == text


def test_a_header_of_two_lines_gives_names_of_two_parts() -> None:
    text = "项目 | 资助 | 资助\n项目 | 省级 | 市 级\n发明 | 50 | 20\n"

    assert only_table(text).columns == ("项目", "资助·省级", "资助·市级")


def test_a_row_of_data_below_a_spanning_name_is_no_header() -> None:
    text = "项目 | 资助金额 | 资助金额\n发明 | 50元 | 20元\n实用新型 | 8元 | 5元\n"

    assert len(only_table(text).header) == 1


def test_a_form_names_no_columns() -> None:
    table = only_table("单位名称 |\n联系人 | | 电话 |\n开户行 | | 账号 |\n")

    assert (table.columns, len(table.rows)) == ((), 3)


def test_a_list_of_labels_and_values_names_no_columns() -> None:
    text = "事项 | 专利申请优先审查\n受理 | 某市知识产权局\n办结 | 自受理起三日内\n"

    assert only_table(text).columns == ()


def test_one_line_with_a_bar_is_no_table() -> None:
    assert find_tables("首页 | 政务公开\n正文。\n") == ()


def test_tables_side_by_side_are_told_apart_by_their_width() -> None:
    rows = ["甲 | 乙 | 丙\n"] * 3 + ["丁 | 戊\n"] * 3

    assert [len(t.header) + len(t.rows) for t in find_tables("".join(rows))] == [3, 3]


def test_the_number_printed_above_a_table_is_its_label() -> None:
    text = "表2-1 资助标准\n项目 | 金额\n发明 | 500元\n其他 | 300元\n"

    assert only_table(text).label == "表2-1"


def test_rows_are_named_by_the_column_that_tells_them_apart() -> None:
    text = "序号 | 类别 | 名称\n1 | 一类 | 高新企业\n2 | 一类 | 小微企业\n"

    assert row_labels(only_table(text)) == ("第1行（高新企业）", "第2行（小微企业）")


def test_long_names_of_rows_are_shortened() -> None:
    name = "在本市登记注册并依法纳税的法人单位及其分支机构等各类主体"
    text = f"对象 | 资助金额\n{name} | 5元\n个人 | 3元\n"

    assert row_labels(only_table(text))[0] == f"第1行（{name[:19]}…）"


def test_a_row_is_a_section_of_its_table() -> None:
    (article, _) = parse_outline(STANDARD)

    assert [s.label for s in article.children] == ["", "表1"]
    assert [s.label for s in article.children[1].children] == [
        "",
        "第1行（发明专利）",
        "第2行（实用新型）",
    ]


pieces = st.sampled_from(
    [
        "第一条 甲。",
        "项目 | 金额",
        "发明 | 5元",
        "一、",
        "| 空",
        "空 |",
        "（一）乙",
        "",
        "附件1",
        "| | |",
        "表1",
    ]
)


@given(st.lists(pieces, max_size=25), st.booleans())
def test_sections_with_tables_join_to_the_text(lines: list[str], ends: bool) -> None:
    text = "\n".join(lines) + "\n" * ends

    assert "".join(leaf_texts(text, parse_outline(text))) == text


@given(st.lists(pieces, max_size=25))
def test_tables_are_in_order_and_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = [(table.start, table.end) for table in find_tables(text)]

    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
