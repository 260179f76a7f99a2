"""Tables of companies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import Profile, fields
from assistant.eligibility.profile_tables import column_letters, read_profiles
from assistant.eligibility.profile_template import template_csv, template_headings, template_xlsx
from assistant.eligibility.table_headings import read_headings
from corpus.errors import UnreadableFileError

DAY = date(2026, 11, 22)


def profiles_of(path: Path, text: str, encoding: str = "utf-8") -> list[Profile]:
    path.write_bytes(text.encode(encoding))
    return [row.profile for row in read_profiles(path, day=DAY).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = (
        "企业名称,注册日期,2025年营业收入（万元）,发明专利\n"
        "云雀谷科技有限公司,2019-03-01,6200.5,3\n"
    )
    assert profiles_of(tmp_path / "甲.csv", text, encoding) == [
        Profile(
            name="云雀谷科技有限公司",
            registered=date(2019, 3, 1),
            revenue={2025: Decimal("6200.5")},
            invention_patents=3,
        )
    ]


def test_units_and_years_of_headings_count(tmp_path: Path) -> None:
    text = "名称;去年营收（元）;研发费用(亿元) 2024;staff\n甲;12,000,000;0.05;80人\n"
    (profile,) = profiles_of(tmp_path / "甲.csv", text)
    assert profile.revenue == {2025: Decimal(1200)}
    assert profile.rd_expense == {2024: Decimal(500)}
    assert profile.staff == 80


def test_bad_cells_are_named_by_row_and_column_and_left_blank(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text(
        "我们的企业清单,,,\n名称,研发人员,资产负债率,独立法人,地区,职工总数\n"
        "甲,十几个,0.65,也许,乌有乡,-3\n",
        encoding="utf-8",
    )
    table = read_profiles(path, day=DAY)
    assert [row.profile for row in table.rows] == [Profile(name="甲")]
    faults = [str(fault) for fault in table.faults]
    assert faults[0] == "第 3 行 B 列“研发人员”：“十几个”不是准数，已留空"
    assert "0.65%" in faults[1]
    assert "是”或“否" in faults[2]
    assert "乌有乡" in faults[3]
    assert "超出可填的范围" in faults[4]


def test_columns_nobody_knows_and_years_not_named_are_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text("名称,幸运色,研发费用（万元）,营收,营业收入\n甲,红,3,5,6\n", encoding="utf-8")
    table = read_profiles(path, day=DAY)
    assert table.unknown_columns == ("幸运色",)
    assert table.rows[0].profile.revenue == {2025: Decimal(5)}
    assert "“研发费用（万元）”没写年份，按 2025 年算。" in table.remarks
    assert any("重复" in remark for remark in table.remarks)


def test_a_workbook_is_read_with_dates_and_numbers_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["名称", "注册日期", "2025年营业收入（万元）", "有研发机构", "资质", "无关"])
    sheet.append(["甲", date(2020, 2, 29), 810.25, True, "高企2024；市级工程中心（2023-05-06）", 1])
    sheet.append(["乙", None, None, "否", "无", None])
    book.save(tmp_path / "甲.xlsx")
    first, second = (row.profile for row in read_profiles(tmp_path / "甲.xlsx", day=DAY).rows)
    assert first.registered == date(2020, 2, 29)
    assert first.revenue == {2025: Decimal("810.25")}
    assert first.rd_institution is True
    assert first.honours == (
        Honour(name="高新技术企业", year=2024),
        Honour(name="市级工程中心", year=2023, obtained=date(2023, 5, 6)),
    )
    assert (second.rd_institution, second.honours) == (False, ())


def test_every_heading_of_the_template_is_known() -> None:
    headings = template_headings(DAY)
    read = read_headings(headings, this_year=DAY.year)
    assert (read.unknown, read.repeated) == ((), ())
    assert len(read.known) == len(headings)
    assert not any(heading.assumed for heading in read.known if heading.year)


def test_every_field_can_be_named_by_label_or_name() -> None:
    for field in fields():
        labels = read_headings([field.label], this_year=2026).known
        names = read_headings([field.name], this_year=2026).known
        assert [one.field for one in (*labels, *names)] == [field, field]


def test_the_templates_are_tables_without_companies(tmp_path: Path) -> None:
    for name, data in (("a.csv", template_csv(DAY)), ("a.xlsx", template_xlsx(DAY))):
        path = tmp_path / name
        path.write_bytes(data)
        assert read_profiles(path, day=DAY).rows == ()


@given(st.integers(0, 18_277))
def test_column_letters_are_those_of_a_spreadsheet(index: int) -> None:
    assert column_letters(index) == get_column_letter(index + 1)


def test_what_is_no_table_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text("天气,风力\n晴,三级\n", encoding="utf-8")
    with pytest.raises(ProfileError, match="认得的列名"):
        read_profiles(path)
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ProfileError, match="不是表格"):
        read_profiles(path)
    broken = tmp_path / "乙.xlsx"
    broken.write_bytes(template_xlsx(DAY)[:3000])
    with pytest.raises(UnreadableFileError, match="乙"):
        read_profiles(broken)
