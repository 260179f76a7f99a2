from hypothesis import given
from hypothesis import strategies as st

from corpus.table_grid import CELL_MARK, Cell, MergedCell, table_lines, with_row_spans


def cells(*texts: str) -> list[Cell]:
    return [Cell(text=text) for text in texts]


def test_a_cell_that_spans_rows_stands_in_each_of_them() -> None:
    rows = [
        cells("类别", "项目", "金额"),
        [Cell(text="发明", rows=2), *cells("申请", "500 元")],
        cells("授权", "1000 元"),
    ]

    assert table_lines(rows)[1:] == ["发明 | 申请 | 500 元", "发明 | 授权 | 1000 元"]


def test_a_cell_that_spans_columns_stands_in_each_of_them() -> None:
    rows = [
        [Cell(text="项目", rows=2), Cell(text="金额", columns=2)],
        cells("国家级", "省级"),
        [Cell(text="示范"), Cell(text="无", columns=2)],
        cells("优势", "50", "20"),
    ]

    assert table_lines(rows) == [
        "项目 | 金额 | 金额",
        "项目 | 国家级 | 省级",
        "示范 | 无 | 无",
        "优势 | 50 | 20",
    ]


def test_a_paragraph_is_not_repeated_across_columns() -> None:
    long = "说明文字" * 20
    rows = [cells("甲", "乙", "丙"), [Cell(text="一"), Cell(text=long, columns=2)]]

    assert table_lines(rows)[1] == f"一 | {long} | "


def test_title_and_notes_over_the_whole_width_stand_alone() -> None:
    whole = [Cell(text="某市资助标准", columns=2)]
    note = [Cell(text="注：单位为元。", columns=2)]

    lines = table_lines([whole, cells("项目", "金额"), cells("发明", "500"), note])

    assert lines == ["某市资助标准", "项目 | 金额", "发明 | 500", "注：单位为元。"]


def test_a_group_line_inside_a_table_stays_a_row() -> None:
    group = [Cell(text="一、国内", columns=2)]

    assert table_lines([cells("项目", "金额"), group, cells("发明", "500")])[1] == "一、国内 | "


def test_spans_no_row_tells_apart_are_one_column() -> None:
    rows = [[Cell(text=text, columns=3) for text in row] for row in (("项目", "金额"), ("甲", "5"))]

    assert table_lines(rows) == ["项目 | 金额", "甲 | 5"]


def test_a_slip_in_the_spans_of_one_row_makes_no_column() -> None:
    rows = [[Cell(text="项目"), Cell(text="甲", columns=1), Cell(text="乙", columns=2)]]
    rows += [[Cell(text=f"{n}"), Cell(text="1"), Cell(text="2", columns=2)] for n in range(25)]
    rows += [[Cell(text="末"), Cell(text="3", columns=2), Cell(text="4")]]

    assert table_lines(rows)[-1] == "末 | 3 | 4"


def test_blank_rows_of_a_form_are_left_out() -> None:
    rows = [
        [Cell(text="单位名称"), Cell(text="", columns=3)],
        cells("联系人", "", "电话", ""),
        [Cell(text="情况", rows=2), *cells("年份", "人数", "金额")],
        cells("", "", ""),
    ]

    assert table_lines(rows) == ["单位名称 | ", "联系人 |  | 电话 | ", "情况 | 年份 | 人数 | 金额"]


def test_one_column_is_layout() -> None:
    assert table_lines([cells("甲。\n乙。"), cells(""), cells("丙。")]) == ["甲。\n乙。", "丙。"]


def test_invented_spans_stay_small() -> None:
    rows = [[Cell(text="很长的格" * 100, rows=1000), Cell(text="x", columns=1000)]] * 3000

    assert sum(map(len, table_lines(rows))) < 3_000_000


def test_word_rows_that_run_on_become_one_cell_with_its_span() -> None:
    def merged(text: str, *, continues: bool = False) -> MergedCell:
        return MergedCell(text=text, columns=1, continues=continues)

    rows = [[merged("甲"), merged("1")], [merged("", continues=True), merged("2")], [merged("乙")]]

    assert [[(c.text, c.rows) for c in row] for row in with_row_spans(rows)] == [
        [("甲", 2), ("1", 1)],
        [("2", 1)],
        [("乙", 1)],
    ]


cell_texts = st.text(alphabet="甲乙丙丁1。 ", max_size=6)
any_cells = st.builds(Cell, text=cell_texts, columns=st.integers(1, 4), rows=st.integers(1, 4))


@given(st.lists(st.lists(any_cells, max_size=5), max_size=8))
def test_no_text_is_lost(rows: list[list[Cell]]) -> None:
    lines = "\n".join(table_lines(rows))

    for row in rows:
        for cell in row:
            assert " ".join(cell.text.split()) in " ".join(lines.split())


@given(st.lists(st.lists(cell_texts.filter(str.strip), min_size=3, max_size=3), min_size=1))
def test_a_table_without_spans_is_written_as_it_is(rows: list[list[str]]) -> None:
    lines = table_lines([cells(*row) for row in rows])

    assert lines == [CELL_MARK.join(" ".join(c.split()) for c in row) for row in rows]
