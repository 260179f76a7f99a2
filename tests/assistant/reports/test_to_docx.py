from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx

from assistant.reports.to_docx import to_docx
from tests.assistant.reports.sample_report import SAMPLE

FILE = to_docx(SAMPLE)
WORD = docx.Document(BytesIO(FILE))


def part(name: str) -> str:
    with ZipFile(BytesIO(FILE)) as archive:
        return archive.read(name).decode("utf-8")


def test_every_note_is_a_footnote_of_word_and_referred_to_once() -> None:
    written = re.findall(r'<w:footnote [^>]*w:id="(\d+)"', part("word/footnotes.xml"))
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', part("word/document.xml"))
    assert referred == ["1", "2", "3"]
    assert set(referred) <= set(written)


def test_a_note_met_again_is_named_by_its_number() -> None:
    assert WORD.tables[0].cell(1, 2).paragraphs[0].runs[-1].text == "1"


def test_word_is_told_where_the_footnotes_are() -> None:
    assert "footnotes.xml" in part("word/_rels/document.xml.rels")
    assert "/word/footnotes.xml" in part("[Content_Types].xml")


def test_text_is_kept_as_it_stands() -> None:
    assert WORD.paragraphs[0].text == "资格评估报告 <b>#x</b>"
    assert WORD.tables[0].cell(1, 0).text == "甲|乙"


def test_columns_are_as_wide_as_the_table_says() -> None:
    widths = [column.width for column in WORD.tables[0].columns]
    assert all(width is not None for width in widths)
    assert abs((widths[0] or 0) / (widths[1] or 1) - 3) < 0.01


def test_figures_are_pictures_that_say_what_they_show() -> None:
    said = [shape._inline.docPr.get("descr") for shape in WORD.inline_shapes]
    assert len(said) == 3
    assert said[1] == "甲公司 3、乙大学 1"


def test_every_page_carries_the_footer_and_its_number() -> None:
    footer = part("word/footer1.xml")
    assert "以主管部门认定为准" in footer
    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


def test_the_file_is_signed_by_us_and_not_by_the_template() -> None:
    properties = WORD.core_properties
    assert (properties.title, properties.author) == ("资格评估报告 <b>#x</b>", "知策")
    assert "python-docx" not in part("docProps/core.xml")
    assert properties.created is not None
    assert properties.created.year > 2013
