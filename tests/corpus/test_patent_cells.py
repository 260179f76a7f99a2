from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.patent_cells import (
    claims_in,
    day_in,
    description_lines,
    folded_name,
    ipc_in,
    names_in,
    patent_number,
    persons_in,
    plain_cell,
)

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS)
@pytest.mark.parametrize(
    "shape", ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d 00:00:00"]
)
def test_a_day_is_read_in_every_usual_shape(shape: str, day: date) -> None:
    assert day_in(day.strftime(shape)) == day


@given(DAYS)
def test_excel_serials_are_days(day: date) -> None:
    assert day_in(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize("cell", ["2023-02-30", "约2020年", "2020", "123", "x"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="day"):
        day_in(cell)


@pytest.mark.parametrize("cell", [None, "", " - ", "--", "N/A", "无", "null"])
def test_placeholders_are_blank(cell: object) -> None:
    assert plain_cell(cell) == ""


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (datetime(2020, 1, 2), "2020-01-02"),
        (43832.0, "43832"),
        ('=HYPERLINK("https://e.org","CN1A")', "CN1A"),
        (["甲", "乙"], "甲; 乙"),
    ],
)
def test_cells_of_a_workbook_become_text(cell: object, text: str) -> None:
    assert plain_cell(cell) == text


@pytest.mark.parametrize(
    "printed", ["公开（公告）号", " 公开(公告)号 ", "\ufeff公开（公告）号", '"公开(公告)号"']
)
def test_prints_of_one_column_name_fold_together(printed: str) -> None:
    assert folded_name(printed) == "公开公告号"


@pytest.mark.parametrize("mark", [";", "；", "|", "｜", "\n", " ; "])
def test_names_are_separated_by_any_usual_mark(mark: str) -> None:
    assert names_in(f"甲公司{mark}乙公司") == ("甲公司", "乙公司")


def test_a_comma_does_not_split_a_firm() -> None:
    assert names_in("Huawei Technologies Co., Ltd.") == ("Huawei Technologies Co., Ltd.",)


def test_commas_separate_inventors() -> None:
    assert persons_in("王一, 李二,王一") == ("王一", "李二")


def test_ipc_symbols_lose_version_and_repetition_but_not_order() -> None:
    symbols = ipc_in("E01B3/32(2006.01)I", "B01D 29/60(2006.01); e01b3/32｜G06F")

    assert symbols == ("E01B3/32", "B01D29/60", "G06F")


@pytest.mark.parametrize(
    ("cell", "symbols"),
    [
        ("H02J-007/00", ("H02J7/00",)),
        ("H02J0007000000 H01M0010440000", ("H02J7/00", "H01M10/44")),
        ("H04L12/56, 12/28", ("H04L12/56", "H04L12/28")),
        ("Int.Cl.7 h04l 12/56", ("H04L12/56",)),
        ("B01D29/60, 2012/01/02", ("B01D29/60",)),
        ("2006.01/02", ()),
    ],
)
def test_ipc_symbols_of_every_export_have_one_form(cell: str, symbols: tuple[str, ...]) -> None:
    assert ipc_in(cell) == symbols


@given(
    st.builds(
        "{}{:02d}{}{}/{}".format,
        st.sampled_from("ABCDEFGH"),
        st.integers(1, 99),
        st.sampled_from("ABCDGHKLNPQ"),
        st.integers(1, 999),
        st.sampled_from(("00", "02", "10", "455", "3456")),
    )
)
def test_an_ipc_symbol_read_is_read_again_as_it_is(symbol: str) -> None:
    assert ipc_in(symbol) == (symbol,)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("CN-113730992-B", "CN113730992B"),
        ("cn 113730992 b", "CN113730992B"),
        ("示例-01", "示例-01"),
    ],
)
def test_publication_numbers_have_one_form(cell: str, number: str) -> None:
    assert patent_number(cell) == number


def test_the_leap_day_excel_invented_does_not_shift_days() -> None:
    assert day_in("43831") == date(2019, 12, 31) + timedelta(days=1)


THREE = (
    "1.一种过滤器，长2.5毫米。",
    "2.根据权利要求1所述的过滤器。",
    "3.如权利要求2所述的过滤器。",
)


@pytest.mark.parametrize("between", ["", "\n", " ", "\n\n"])
def test_claims_in_a_cell_are_told_apart_however_they_are_run_together(between: str) -> None:
    assert claims_in(between.join(THREE)) == tuple(enumerate(THREE, start=1))


def test_the_first_claim_may_lack_its_number() -> None:
    assert claims_in("一种过滤器。2．根据权利要求1所述的过滤器。") == (
        (1, "一种过滤器。"),
        (2, "2．根据权利要求1所述的过滤器。"),
    )


def test_steps_in_a_sentence_are_no_claims() -> None:
    cell = "1.一种方法，包括：1）清洗；2）烘干。2.5毫米厚。"

    assert claims_in(cell) == ((1, cell),)


def test_a_cell_without_numbers_is_one_claim() -> None:
    assert claims_in("一种过滤器，有网。") == ((1, "一种过滤器，有网。"),)


def test_a_blank_cell_has_no_claims() -> None:
    assert claims_in(" ") == ()


def test_parts_and_paragraphs_of_a_description_get_lines_of_their_own() -> None:
    cell = "技术领域 [0001] 甲。背景技术 [0002]乙。[0003]丙。"

    assert description_lines(cell).split("\n") == [
        "技术领域",
        "[0001] 甲。",
        "背景技术",
        "[0002]乙。",
        "[0003]丙。",
    ]
