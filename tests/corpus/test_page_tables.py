from corpus.page_tables import with_aligned_rows
from corpus.page_text import pages_to_text
from tests.corpus.sheets import column, sheet

NUMBERS = column(60, 700, ["序号", "1", "2", "3", "4"])
NAMES = column(160, 700, ["名称", "一种装置", "一种方法", "一种系统", "一种介质"])
CODES = column(360, 700, ["专利号", "ZL1", "ZL2", "ZL3", "ZL4"])


def texts(*placed: tuple[float, float, str]) -> list[str]:
    return [line.text for line in with_aligned_rows(sheet(*placed).lines)]


def test_words_far_apart_and_below_each_other_are_rows() -> None:
    assert texts(*NUMBERS, *NAMES, *CODES)[:2] == ["序号 | 名称 | 专利号", "1 | 一种装置 | ZL1"]


def test_two_words_side_by_side_are_no_row() -> None:
    assert all("|" not in text for text in texts(*NUMBERS, *NAMES))


def test_words_that_stand_below_nothing_are_no_row() -> None:
    shifted = [(x + 40 * n, y, text) for n, (x, y, text) in enumerate(NAMES)]
    assert all("|" not in text for text in texts(*NUMBERS, *shifted, *CODES))


def test_a_table_without_borders_is_not_taken_for_columns_of_text() -> None:
    read = pages_to_text([sheet((60, 740, "专利清单"), *NUMBERS, *NAMES, *CODES)], name="a.pdf")
    assert read.text.split("\n")[:3] == ["专利清单", "序号 | 名称 | 专利号", "1 | 一种装置 | ZL1"]
