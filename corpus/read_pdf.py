"""PDF files with a text layer -> SourceText; scans are refused by name."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.clean_text import clean, drop_blank_lines
from corpus.errors import UnreadableFileError
from corpus.page_lines import Line, Page, paragraphs, rows_joined, without_furniture
from corpus.patent_pages import is_patent_front, patent_text
from corpus.source_text import SourceText

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 3000
"""More pages than any law code or guideline in print; keeps the reading time bounded."""

_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of PDFium's fpdfview.h."""

_SCAN_AREA = 0.5
"""A page without text is a scan when one picture covers this share of it."""

_OCR = "请先做文字识别（OCR），或换用带文字层的文件，再重新导入。"


def read_pdf(path: Path) -> tuple[SourceText, tuple[str, ...]]:
    """The text of a PDF in paragraphs, and remarks on pages that were left out.

    Raises:
        UnreadableFileError: damaged, encrypted, without text, mostly scanned, or too long.
    """
    import pypdfium2  # loads a native library; needed for PDF files only

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, error) from error
    try:
        return _read(document, path)
    except pypdfium2.PdfiumError as error:
        raise _damaged(path) from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, path: Path) -> tuple[SourceText, tuple[str, ...]]:
    if len(document) > MAX_PAGES:
        raise UnreadableFileError(
            path.name,
            reason=f"有 {len(document)} 页，超过 {MAX_PAGES} 页的上限",
            remedy="请拆成几个文件后分别导入。",
        )
    pages, scanned = [], []
    for number in range(len(document)):
        page = document[number]
        pages.append(Page(lines=tuple(_lines(page)), height=page.get_height()))
        if not pages[-1].lines and _is_picture(page):
            scanned.append(number + 1)
        page.close()
    if not any(page.lines for page in pages) or len(scanned) > len(pages) / 2:
        raise _without_text(path, scanned)
    remarks = (f"{path.name}：{_ranges(scanned)}是扫描图片，没有文字，未导入。{_OCR}",)
    return _source_text(pages, path), remarks if scanned else ()


def _source_text(pages: list[Page], path: Path) -> SourceText:
    if is_patent_front(pages[0]):
        return patent_text(pages, name=path.name)
    rows = [
        Page(lines=tuple(rows_joined(page.lines)), height=page.height)
        for page in without_furniture(pages)
    ]
    text = drop_blank_lines(clean("\n".join(paragraphs(rows))))
    return SourceText(name=path.name, source=path.name, text=text)


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines as the page's content stream orders them; blank ones left out."""
    import pypdfium2.raw as pdfium  # as above

    textpage = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    lines: list[Line] = []
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(pdfium.FPDFText_CountChars(textpage.raw)):
        character = chr(pdfium.FPDFText_GetUnicode(textpage.raw, index))
        characters.append(character)
        if character in "\r\n":
            lines += _line(characters, boxes)
            characters, boxes = [], []
        elif not character.isspace():
            pdfium.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
            boxes.append((left.value, right.value, bottom.value, top.value))
    textpage.close()
    return lines + _line(characters, boxes)


def _line(characters: list[str], boxes: list[tuple[float, float, float, float]]) -> list[Line]:
    """One line, or none when nothing is printed."""
    text = clean("".join(characters)).replace("\n", " ")
    if not boxes or not text:
        return []
    lefts, rights, bottoms, tops = zip(*boxes, strict=True)
    return [Line(text=text, left=min(lefts), right=max(rights), bottom=min(bottoms), top=max(tops))]


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium  # as above

    area = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= _SCAN_AREA * area:
            return True
    return False


def _refusal(path: Path, error: pypdfium2.PdfiumError) -> UnreadableFileError:
    if error.err_code == _PASSWORD_ERROR:
        return UnreadableFileError(
            path.name, reason="PDF 已加密", remedy="请用密码打开后另存为不加密的文件，再重新导入。"
        )
    return _damaged(path)


def _damaged(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        path.name, reason="PDF 已损坏", remedy="请用阅读器确认文件完好，重新下载后再导入。"
    )


def _without_text(path: Path, scanned: list[int]) -> UnreadableFileError:
    if scanned:
        return UnreadableFileError(
            path.name, reason=f"{_ranges(scanned)}是扫描图片，没有文字", remedy=_OCR
        )
    return UnreadableFileError(path.name, reason="PDF 里没有文字", remedy=_OCR)


def _ranges(numbers: list[int]) -> str:
    """Page numbers as "第 1—3、7 页"; ascending input."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return f"第 {'、'.join('—'.join(map(str, run)) for run in runs)} 页"
