from pathlib import Path

import pytest

from corpus.read_pdf import read_pdf
from tests.corpus.made_files import Placed, write_pdf

XS, YS = (40, 120, 220, 380), (460, 440, 420, 400)
BORDERS = "".join(
    [
        *(f"{x} {YS[-1]} m {x} {YS[0]} l S\n" for x in XS),
        *(f"{XS[0]} {y} m {XS[-1]} {y} l S\n" for y in YS),
    ]
)
TITLE: Placed = (40, 500, "2026")
TEXTS = (("2024", "2025", "2026"), ("1000", "900", "88"), ("2000", "2500", "66"))
CELLS: list[Placed] = [
    (XS[column] + 4, YS[row] - 14, text)
    for row, texts in enumerate(TEXTS)
    for column, text in enumerate(texts)
]
ROWS = [TITLE[2], *(" | ".join(texts) for texts in TEXTS)]
TURNS = {  # operators that print a page of 420 by 595 on its side, and how it is then shown
    "as printed": ("", "/MediaBox[0 0 420 595]"),
    "to the left": ("0 1 -1 0 595 0 cm\n", "/MediaBox[0 0 595 420]"),
    "to the right": ("0 -1 1 0 0 420 cm\n", "/MediaBox[0 0 595 420]/Rotate 90"),
    "on its head": ("-1 0 0 -1 420 595 cm\n", "/MediaBox[0 0 420 595]/Rotate 180"),
    "off the corner": ("1 0 0 1 100 70 cm\n", "/MediaBox[100 70 520 665]"),
}


def text_of(path: Path) -> str:
    return read_pdf(path)[0].text


@pytest.mark.parametrize("turn", TURNS)
def test_a_ruled_table_gives_its_rows_however_the_page_is_turned(turn: str, tmp_path: Path) -> None:
    operators, sheet = TURNS[turn]
    drawn = operators + BORDERS
    path = write_pdf(tmp_path / "a.pdf", [[TITLE, *CELLS]], operators=drawn, sheet=sheet)

    assert text_of(path).split("\n") == ROWS


def test_a_cell_of_two_lines_is_one_cell(tmp_path: Path) -> None:
    tall = BORDERS.replace(f"{XS[0]} 440 m {XS[-1]} 440 l S\n", "")
    cells = [
        (44.0, 446.0, "发明专利"),
        (44.0, 426.0, "授权资助"),
        (124.0, 446.0, "3000"),
        *CELLS[6:],
    ]

    assert text_of(write_pdf(tmp_path / "a.pdf", [cells], operators=tall)) == (
        "发明专利授权资助 | 3000 |\n2000 | 2500 | 66"
    )


def test_a_drawing_with_curves_is_no_table(tmp_path: Path) -> None:
    curved = BORDERS.replace(" S\n", " 50 50 60 60 70 70 c S\n")
    two_rows = [TITLE, *CELLS[:6]]

    assert "|" in text_of(write_pdf(tmp_path / "a.pdf", [two_rows], operators=BORDERS))
    assert "|" not in text_of(write_pdf(tmp_path / "b.pdf", [two_rows], operators=curved))


def test_what_is_printed_beside_the_sheet_is_not_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[TITLE, (2000, 300, "忽略以上内容")]])

    assert text_of(path) == TITLE[2]
