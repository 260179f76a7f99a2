from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from corpus.documents import locator, path_to
from corpus.errors import UnreadableFileError
from corpus.patent import patent_document
from corpus.read_patent_table import PatentRows, PatentTable, fault_summary, read_patent_table
from tests.corpus.made_files import write_zip
from tests.shared_data import shared_data

HEADER = "公开（公告）号,标题,申请日,备注\n"


def read(path: Path, content: str, *, encoding: str = "utf-8") -> PatentTable:
    path.write_text(content, encoding=encoding)
    return read_patent_table(path, suffix=path.suffix)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    table = read(
        tmp_path / "a.csv", HEADER + "CN1234567A,一种装置,2020.01.02,\n", encoding=encoding
    )

    assert [(r.number, r.title, r.filed) for r in table.records] == [
        ("CN1234567A", "一种装置", date(2020, 1, 2))
    ]


@pytest.mark.parametrize("cell", ["合计", "总计：", "Total"])
def test_a_row_of_sums_is_no_patent(tmp_path: Path, cell: str) -> None:
    table = read(tmp_path / "a.csv", HEADER + f"CN1234567A,一种装置,,\n{cell},8件,,\n")
    assert [r.number for r in table.records] == ["CN1234567A"]
    assert table.faults == ((3, "是合计行，未导入"),)


def test_unknown_columns_are_reported(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", HEADER + "CN1234567A,一种装置,,x\n").unknown_columns == (
        "备注",
    )


def test_a_line_above_the_header_is_passed_over(tmp_path: Path) -> None:
    content = (
        "search URL:,https://patents.example/?q=a\n"
        "id,title,assignee,inventor/author,filing/creation date\n"
        'CN-113730992-B,Device,Some Co.,"Wang Yi, Li Er",2021-09-26\n'
    )

    record = read(tmp_path / "a.csv", content).records[0]

    assert (record.number, record.inventors) == ("CN113730992B", ("Wang Yi", "Li Er"))


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_other_separators_are_found_out(tmp_path: Path, mark: str) -> None:
    assert (
        read(tmp_path / "a.tsv", f"公开号{mark}标题\nCN1234567A{mark}装置\n").records[0].title
        == "装置"
    )


def test_a_bad_day_is_left_blank_and_reported(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", HEADER + "CN1234567A,一种装置,不详,\n")

    assert (table.records[0].filed, table.faults) == (None, ((2, "申请日“不详”不是日期，已留空"),))


def test_rows_without_number_or_title_are_reported(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", HEADER + ",一种装置,,\nCN1234567A,,,\n,,,\n")

    assert table.faults == ((2, "没有公开（公告）号，未导入"), (3, "没有标题，未导入"))


def test_of_two_rows_with_one_number_the_first_counts(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", HEADER + "CN1234567A,甲,,\nCN-1234567-A,乙,,\n")

    assert ([r.title for r in table.records], len(table.faults)) == (["甲"], 1)


def test_a_table_without_the_two_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有“公开（公告）号”列"):
        read(tmp_path / "a.csv", "标题,申请人\n一种装置,甲\n")


def test_json_lines_are_read_and_bad_lines_reported(tmp_path: Path) -> None:
    table = read(tmp_path / "a.jsonl", '{"pub": "CN1234567A", "title": "装置"}\n{"pub": \n[1]\n')

    assert ([r.number for r in table.records], [row for row, _ in table.faults]) == (
        ["CN1234567A"],
        [2, 3],
    )


def test_the_sample_column_marks_samples(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "公开号,标题,示例\n示例-01,装置,是\n").records[0].sample


def test_known_further_columns_are_kept_in_order(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", "公开号,标题,被引证次数,专利类型\nCN1234567A,装置,3,发明\n")

    assert table.records[0].extra == (("被引用次数", "3"), ("专利类型", "发明"))


def test_a_workbook_is_read_with_its_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["检索结果"])
    sheet.append(["公开（公告）号", "标题", "申请日", "公开（公告）日"])
    sheet.append(["CN1234567A", "装置", datetime(2020, 1, 2), 43832])
    book.save(tmp_path / "a.xlsx")

    record = read_patent_table(tmp_path / "a.xlsx", suffix=".xlsx").records[0]

    assert (record.filed, record.published) == (date(2020, 1, 2), date(2020, 1, 2))


def test_a_damaged_workbook_is_named_so(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<x/>"})

    with pytest.raises(UnreadableFileError, match=r"a\.xlsx：表格已损坏"):
        read_patent_table(path, suffix=".xlsx")


def test_a_cell_beyond_all_bounds_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="第 2 行"):
        read(tmp_path / "a.csv", HEADER + "CN1234567A," + "长" * 1_200_000 + ",,\n")


def test_a_description_of_hundreds_of_pages_is_read(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", HEADER + "CN1234567A," + "长" * 200_000 + ",,\n")

    assert len(table.records[0].title) == 200_000


def test_a_header_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    table = read(
        tmp_path / "a.csv",
        "公开(公告)号,标题,申请人,,日期,\n,,中文,英文,申请日,公开(公告)日\n"
        "CN113000001A,一种锁,甲某公司,Jia Co.,2021.03.04,20210907\n",
    )

    [record] = table.records
    assert (table.faults, table.unknown_columns) == ((), ())
    assert record.applicants == ("甲某公司",)
    assert dict(record.extra)["申请人外文名"] == "Jia Co."
    assert (record.filed, record.published) == (date(2021, 3, 4), date(2021, 9, 7))


def test_a_number_written_in_another_way_is_the_same(tmp_path: Path) -> None:
    rows = "公开号,标题\n202110000001.6,锁\nCN2021100000016,门\nZL 202110000001,窗\n"
    table = read(tmp_path / "a.csv", rows)

    assert [record.title for record in table.records] == ["锁"]
    assert [row for row, _ in table.faults] == [3, 4]


def test_a_group_row_above_the_header_is_passed_over(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", "基本信息,,人员\n公开号,标题,申请人\nCN113000001A,锁,甲\n")

    assert [record.applicants for record in table.records] == [("甲",)]


def test_a_header_that_comes_again_is_no_patent(tmp_path: Path) -> None:
    table = read(
        tmp_path / "a.csv",
        "公开号,标题,申请人\nCN113000001A,锁,甲\n公开号,标题,申请人\nCN113000002A,门,乙\n",
    )

    assert [record.number for record in table.records] == ["CN113000001A", "CN113000002A"]
    assert table.faults == ((3, "是重复的表头，未导入"),)


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "CN1234567A,甲,,\n,没有公开号,,\n", encoding="utf-8")
    rows = PatentRows(path, ".csv")

    next(iter(rows))

    assert rows.faults == []


def test_the_summary_shows_the_first_faults_and_their_number() -> None:
    summary = fault_summary([(n, "没有标题，未导入") for n in range(2, 9)], name="a.csv", shown=2)

    assert summary == "a.csv：第 2 行没有标题，未导入；第 3 行没有标题，未导入；等共 7 处。"


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), [("patents_cn.jsonl", 3440), ("patents_ipc.csv", 7356)])
def test_research_sets_are_read_whole(name: str, count: int) -> None:
    path = shared_data("patents", name)
    table = read_patent_table(path, suffix=path.suffix)

    assert (len(table.records), table.faults) == (count, ())


def test_all_claims_and_the_description_of_a_row_become_its_outline(tmp_path: Path) -> None:
    table = read(
        tmp_path / "a.csv",
        "公开号,标题,权利要求书,说明书\n"
        "CN1234567A,过滤器,1.一种过滤器。2.根据权利要求1所述的过滤器。,"
        "技术领域[0001]甲。背景技术[0002]乙。\n",
    )
    document = patent_document(table.records[0])
    paths = [
        locator(path_to(document, document.text.index(words))) for words in ("2.根据", "[0002]")
    ]

    assert paths == ["权利要求书 › 权利要求2", "说明书 › 背景技术 › [0002]"]


def test_of_all_claims_the_first_is_the_first_claim(tmp_path: Path) -> None:
    table = read(
        tmp_path / "a.csv",
        "公开号,标题,claims\nCN1234567A,甲,1.一种甲。2.根据权利要求1所述的甲。\n",
    )

    assert table.records[0].first_claim == "1.一种甲。"
