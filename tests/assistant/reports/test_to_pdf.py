from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from assistant.errors import ReportError
from assistant.reports.report import Figure, Heading, Items, Table, Words
from assistant.reports.to_pdf import to_pdf
from tests.assistant.reports.sample_report import SAMPLE


@pytest.fixture(scope="module")
def pages() -> Iterator[list[str]]:
    document = pdfium.PdfDocument(to_pdf(SAMPLE))
    yield [page.get_textpage().get_text_bounded() for page in document]
    document.close()


def test_the_cover_says_what_of_which_day(pages: list[str]) -> None:
    assert "资格评估报告 <b>#x</b>" in pages[0]
    assert "2026-11-22" in pages[0]


def test_text_is_set_as_it_stands_and_never_run(pages: list[str]) -> None:
    text = "".join(pages)
    assert "#panic() $x$ <img src=x onerror=alert(1)>" in text.replace("\r\n", "")


def test_a_note_used_twice_is_printed_once(pages: list[str]) -> None:
    assert "".join(pages).count("期限为二十年") == 1


def test_every_page_carries_the_footer_and_its_number(pages: list[str]) -> None:
    assert all("以主管部门认定为准" in page for page in pages)
    assert f"1 / {len(pages)}" in pages[0]


def test_a_number_wider_than_its_column_goes_on_below_and_is_copied_whole() -> None:
    number = "CN" + "202012345678" * 3
    row = (Words(text=number), Words(text="一种装置"))
    table = Table(caption="", columns=("公开号", "名称"), rows=(row,), widths=(1, 5))
    document = pdfium.PdfDocument(to_pdf(replace(SAMPLE, blocks=(table,))))
    text = document[1].get_textpage().get_text_bounded()
    document.close()
    assert number not in text
    assert number in text.replace("\r\n", "")


@pytest.mark.parametrize(("cells", "pages"), [(8, 1), (20, 2)])
def test_a_low_table_stands_on_one_page_and_a_high_one_on_two(cells: int, pages: int) -> None:
    rows = tuple((Words(text=f"第{n}格"),) for n in range(cells))
    above = Items(items=tuple(Words(text="占地") for _ in range(34)))
    table = Table(caption="", columns=("格",), rows=rows)
    document = pdfium.PdfDocument(to_pdf(replace(SAMPLE, blocks=(above, table))))
    holding = [p for p in document if "第" in p.get_textpage().get_text_bounded()]
    document.close()
    assert len(holding) == pages


def test_a_long_report_has_a_table_of_contents() -> None:
    parts = tuple(Heading(text=f"第{n}部分") for n in range(4))
    document = pdfium.PdfDocument(to_pdf(replace(SAMPLE, blocks=parts)))
    first = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "目录" in first


def test_a_broken_picture_is_said_in_chinese() -> None:
    broken = Figure(caption="坏图", svg="no picture", png=b"", alt="")
    with pytest.raises(ReportError, match="排不出 PDF"):
        to_pdf(replace(SAMPLE, blocks=(broken,)))
