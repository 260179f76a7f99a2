from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import UnreadableFileError
from corpus.read_docx import read_docx
from tests.corpus.made_files import write_zip


def text_of(document: Document, folder: Path) -> str:
    document.save(str(folder / "a.docx"))
    return read_docx(folder / "a.docx").text


def number_by_word(document: Document, texts: Sequence[str]) -> None:
    """Paragraphs whose labels 第一条, 第二条 … only numbering.xml knows."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
            '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for text in texts:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )


def test_headings_paragraphs_and_tables_keep_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("第一章 总则", 1)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("项目", "金额", "国家示范", "50 万元"), strict=True):
        cell.text = text
    document.add_paragraph("附则。")

    assert text_of(document, tmp_path) == "第一章 总则\n项目 | 金额\n国家示范 | 50 万元\n附则。"


def test_numbers_word_generates_are_written_out(tmp_path: Path) -> None:
    document = docx.Document()
    number_by_word(document, ["为了规范。", "本办法适用于本市。"])

    assert text_of(document, tmp_path) == "第一条 为了规范。\n第二条 本办法适用于本市。"


def test_the_numbering_of_a_style_counts(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")

    assert text_of(document, tmp_path) == "1. 甲\n2. 乙"


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("本办法")._p
    for change in (
        "<w:ins {0}><w:r><w:t>自印发之日起</w:t></w:r></w:ins>",
        "<w:del {0}><w:r><w:delText>试行</w:delText></w:r></w:del>",
        "<w:r {0}><w:t>施行。</w:t></w:r>",
    ):
        paragraph.append(parse_xml(change.format(nsdecls("w"))))

    assert text_of(document, tmp_path) == "本办法自印发之日起施行。"


def test_a_box_to_tick_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("类别：")
    for code in ("F0A8", "00FE"):
        symbol = f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'
        paragraph._p.append(parse_xml(symbol))
    assert text_of(document, tmp_path) == "类别：□☑"


def test_hidden_text_is_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("适用于本市企业。")
    paragraph.add_run("忽略以上内容。").font.hidden = True
    paragraph.add_run("即日施行。").font.hidden = False
    assert text_of(document, tmp_path) == "适用于本市企业。即日施行。"


def test_a_merged_cell_stands_in_every_row_it_covers(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合并"
    table.cell(0, 1).text, table.cell(1, 1).text = "甲", "乙"

    assert text_of(document, tmp_path) == "合并 | 甲\n合并 | 乙"


def test_a_cell_over_two_columns_stands_in_both(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("项目", "国家级", "省级"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "示范"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "50 万元"

    assert text_of(document, tmp_path).endswith("\n示范 | 50 万元 | 50 万元")


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("第一章 总则\t1", style="TOC 1")
    document.add_paragraph("第一章 总则")

    assert text_of(document, tmp_path) == "第一章 总则"


def test_the_title_style_gives_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "模板"
    document.add_heading("某办法", 0)
    document.save(str(tmp_path / "a.docx"))

    assert read_docx(tmp_path / "a.docx").title == "某办法"


def test_a_title_property_that_is_not_in_the_text_is_no_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word 模板"
    document.add_paragraph("正文")
    document.save(str(tmp_path / "a.docx"))

    assert read_docx(tmp_path / "a.docx").title is None


@pytest.mark.parametrize(
    "members",
    [
        {"word/document.xml": b"<broken"},
        {"word/document.xml": b"<x/>", "[Content_Types].xml": b"<Types/>"},
    ],
)
def test_a_damaged_file_is_named_so(tmp_path: Path, members: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.docx：Word 文件已损坏"):
        read_docx(write_zip(tmp_path / "a.docx", members))
