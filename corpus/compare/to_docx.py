"""A comparison as a Word document: summary, changes of substance, then two columns of clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.compare.changes import Change, ComparedPair
from corpus.compare.compare_documents import Comparison
from corpus.compare.sides import Mark, MarkedClause, new_side, old_side
from corpus.compare.summary import (
    change_words,
    pair_name,
    place_lines,
    summary_lines,
    version_name,
)
from corpus.documents import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_FONT = "宋体"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTHS_CM = (3.2, 11.0, 11.0)
_CHANGE_WIDTHS_CM = (3.2, 6.0, 16.0)


def to_docx(comparison: Comparison, pairs: Sequence[ComparedPair]) -> bytes:
    """The file's bytes: the comparison with these of its pairs, on A4 across.

    Words left out are red and struck through, words put in blue and underlined.
    """
    import docx  # takes a quarter of a second to import

    word = docx.Document()
    _set_page(word)
    word.add_heading("版本对比", level=1)
    word.add_paragraph(_clean(f"旧版：{_described(comparison.old)}"))
    word.add_paragraph(_clean(f"新版：{_described(comparison.new)}"))
    for line in summary_lines(comparison):
        word.add_paragraph(_clean(line), style="List Bullet")
    if comparison.changes:
        word.add_heading("实质变化", level=2)
        _add_changes(word, comparison.changes)
    word.add_heading("逐条对比", level=2)
    _add_pairs(word, pairs)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _set_page(word: WordDocument) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style: ParagraphStyle = word.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    normal: ParagraphStyle = word.styles["Normal"]
    normal.font.size = Pt(10.5)


def _described(document: Document) -> str:
    effective = f"，{document.effective} 施行" if document.effective else ""
    return f"《{document.title}》（{version_name(document)}{effective}），来源：{document.source}"


def _add_changes(word: WordDocument, changes: Sequence[Change]) -> None:
    table = _table(word, ("类别", "变化", "所在条款"), _CHANGE_WIDTHS_CM)
    for change in changes:
        cells = _new_row(table)
        texts = (change.category, change_words(change), "\n".join(place_lines(change)))
        for cell, text in zip(cells, texts, strict=True):
            cell.text = _clean(text)
        _set_widths(cells, _CHANGE_WIDTHS_CM)


def _add_pairs(word: WordDocument, pairs: Sequence[ComparedPair]) -> None:
    table = _table(word, ("条款", "旧版", "新版"), _WIDTHS_CM)
    for each in pairs:
        cells = _new_row(table)
        cells[0].text = _clean(f"{pair_name(each.pair)}\n{each.pair.kind}")
        _add_side(cells[1], old_side(each), is_old=True)
        _add_side(cells[2], new_side(each), is_old=False)
        _set_widths(cells, _WIDTHS_CM)


def _add_side(cell: _Cell, clauses: Sequence[MarkedClause], *, is_old: bool) -> None:
    for number, marked in enumerate(clauses):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        if marked.clause.label:
            paragraph.add_run(_clean(marked.clause.label) + " ").bold = True
        for piece in marked.pieces:
            _add_run(paragraph, piece.text, is_changed=piece.mark is Mark.CHANGED, is_old=is_old)


def _add_run(paragraph: Paragraph, text: str, *, is_changed: bool, is_old: bool) -> None:
    from docx.shared import RGBColor

    run = paragraph.add_run(_clean(text))
    if is_changed:
        run.font.strike, run.font.underline = is_old, not is_old
        run.font.color.rgb = RGBColor(0xB0, 0x1E, 0x1E) if is_old else RGBColor(0x0B, 0x4F, 0x9E)


def _table(word: WordDocument, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """A table with a first row that Word repeats on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table: Table = word.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)  # LibreOffice goes by these, Word by the cells
    _set_widths(table.rows[0].cells, widths)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _new_row(table: Table) -> Sequence[_Cell]:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row.cells


def _set_widths(cells: Sequence[_Cell], widths: Sequence[float]) -> None:
    from docx.shared import Cm

    for cell, width in zip(cells, widths, strict=True):
        cell.width = Cm(width)


def _clean(text: str) -> str:
    """The text without control characters, which XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
