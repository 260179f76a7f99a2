"""A report as a Word document with footnotes of Word's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.reports import report as content
from assistant.reports.docx_footnotes import Footnotes
from assistant.reports.report import numbered_notes, without_controls

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.text.font import CT_RPr
    from docx.table import Table as Grid
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

_FONT = "宋体"
_TEXT_WIDTH_CM = 16.6


def to_docx(report: content.Report) -> bytes:
    """The file's bytes, on A4 with a cover."""
    import docx  # takes a quarter of a second to import

    word = docx.Document()
    writer = _Writer(word, Footnotes(word, list(numbered_notes(report))))
    _set_page(word, report.footer)
    _sign(word, report.title)
    writer.cover(report)
    for block in report.blocks:
        writer.block(block)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, word: WordDocument, footnotes: Footnotes) -> None:
        self._word = word
        self._footnotes = footnotes

    def cover(self, report: content.Report) -> None:
        from docx.enum.text import WD_BREAK

        self._word.add_heading(without_controls(report.title), level=0)
        self._word.add_paragraph(without_controls(report.subtitle), style="Subtitle")
        for label, value in report.facts:
            line = self._word.add_paragraph()
            line.add_run(without_controls(f"{label}：")).bold = True
            line.add_run(without_controls(value))
        self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def block(self, block: content.Block) -> None:
        match block:
            case content.Heading(text=text, level=level):
                self._word.add_heading(without_controls(text), level=level)
            case content.Paragraph(words=words, is_remark=is_remark):
                style = "Quote" if is_remark else None
                self._write(self._word.add_paragraph(style=style), words)
            case content.Items(items=items, is_numbered=is_numbered):
                style = "List Number" if is_numbered else "List Bullet"
                for item in items:
                    self._write(self._word.add_paragraph(style=style), item)
            case content.Table():
                self._table(block)
            case content.Figure():
                self._figure(block)

    def _figure(self, figure: content.Figure) -> None:
        from docx.shared import Cm

        shape = self._word.add_picture(BytesIO(figure.png), width=Cm(_TEXT_WIDTH_CM))
        shape._inline.docPr.set("descr", without_controls(figure.alt))
        self._word.paragraphs[-1].paragraph_format.keep_with_next = True
        self._word.add_paragraph(without_controls(figure.caption), style="Caption")

    def _table(self, table: content.Table) -> None:
        if table.caption:
            caption = self._word.add_paragraph(without_controls(table.caption), style="Caption")
            caption.paragraph_format.keep_with_next = True
        grid = self._word.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
            cell.paragraphs[0].add_run(without_controls(column)).bold = True
        _repeat_on_every_page(grid.rows[0]._tr)
        for row in table.rows:
            for cell, words in zip(grid.add_row().cells, row, strict=True):
                self._write(cell.paragraphs[0], words)
        _set_widths(grid, table.shares)
        self._word.add_paragraph()

    def _write(self, paragraph: WordParagraph, words: content.Words) -> None:
        paragraph.add_run(without_controls(words.text))
        for place, note in enumerate(words.notes):
            if place:
                _superscript(paragraph).text = ","
            self._mark(paragraph, note)

    def _mark(self, paragraph: WordParagraph, note: content.Note) -> None:
        run = _superscript(paragraph)
        if not self._footnotes.refer(run._r, note):
            run.text = str(self._footnotes.number_of(note))


def _superscript(paragraph: WordParagraph) -> Run:
    run = paragraph.add_run()
    run.font.superscript = True
    return run


def _set_page(word: WordDocument, footer: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _write_footer(word, without_controls(footer))
    normal = word.styles["Normal"]
    normal.font.size = Pt(10.5)
    for style in word.styles:
        if style.element.rPr is not None or style.name == "Normal":
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    _upright(word)
    _speak_chinese(normal.element.get_or_add_rPr())


def _upright(word: WordDocument) -> None:
    """Remarks set in and no Chinese slanted, which the template's styles do."""
    from docx.shared import Cm

    for name in ("Subtitle", "Quote"):
        word.styles[name].font.italic = False
    word.styles["Quote"].paragraph_format.left_indent = Cm(0.7)


def _write_footer(word: WordDocument, text: str) -> None:
    """The text on the left, page and number of pages on the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    style = word.styles["Footer"]
    style.font.size = Pt(8)
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(Cm(_TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{text}\t")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """What Word counts itself. Source: ECMA-376 part 1, 17.16.19."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _sign(word: WordDocument, title: str) -> None:
    """The properties of the file, in place of those of the template."""
    properties = word.core_properties
    properties.title, properties.author = without_controls(title), "知策"
    properties.comments = ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)


def _repeat_on_every_page(row: object) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.table import CT_Row

    if isinstance(row, CT_Row):
        row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_widths(grid: Grid, shares: Sequence[float]) -> None:
    """Word goes by the columns, others by the cells."""
    from docx.shared import Cm

    grid.autofit = False
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Cm(_TEXT_WIDTH_CM * share)
        for cell in column.cells:
            cell.width = Cm(_TEXT_WIDTH_CM * share)


def _speak_chinese(properties: CT_RPr) -> None:
    """Without it commas stand in the middle of their square, as in Taiwan."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
