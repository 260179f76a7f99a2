"""PDF files with a text layer -> SourceText; scans are refused by name."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.clean_text import clean
from corpus.errors import UnreadableFileError
from corpus.page_lines import Line, Page
from corpus.page_text import pages_to_text
from corpus.source_text import SourceText

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 3000
"""More pages than any law code or guideline in print; keeps the reading time bounded."""

_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of PDFium's fpdfview.h."""

_SCAN_AREA = 0.5
"""A page without text is a scan when one picture covers this share of it."""

_FAR = 1.2
"""A gap wider than this, in type sizes, is no blank between words but the next cell or column."""

_Box = tuple[float, float, float, float]
"""Left, right, bottom and top in points from the lower left corner."""

_OCR = "请先做文字识别（OCR），或换用带文字层的文件，再重新导入。"


@dataclass(slots=True)
class _Run:
    """Characters that follow each other in the content stream and on the page."""

    characters: list[str] = field(default_factory=list)
    boxes: list[_Box] = field(default_factory=list)

    def add(self, character: str, box: _Box | None) -> None:
        """Append a character; blanks have no box."""
        self.characters.append(character)
        if box:
            self.boxes.append(box)

    def is_far_from(self, box: _Box) -> bool:
        """Whether a character there stands across a wide gap, or back to the left in the line."""
        if not self.boxes:
            return False
        left, right, bottom, top = self.boxes[-1]
        size = max(top - bottom, box[3] - box[2])
        is_level = min(top, box[3]) > max(bottom, box[2])
        return is_level and (box[0] - right > _FAR * size or box[1] < left - size)

    def lines(self) -> list[Line]:
        """One line, or none when nothing is printed."""
        text = clean("".join(self.characters)).replace("\n", " ")
        if not self.boxes or not text:
            return []
        lefts, rights, bottoms, tops = zip(*self.boxes, strict=True)
        box = (min(lefts), max(rights), min(bottoms), max(tops))
        return [Line(text=text, left=box[0], right=box[1], bottom=box[2], top=box[3])]


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
    return pages_to_text(pages, name=path.name), remarks if scanned else ()


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The runs of words as the content stream orders them, cut at wide gaps; blank ones left out.

    Only their places say which stand in one line or column: a stream may hold them in any order.
    """
    import pypdfium2.raw as pdfium  # as above

    textpage = page.get_textpage()
    upright = _upright(page)
    edges = tuple(ctypes.c_double() for _ in range(4))
    runs = [_Run()]
    for index in range(pdfium.FPDFText_CountChars(textpage.raw)):
        character = chr(pdfium.FPDFText_GetUnicode(textpage.raw, index))
        if character in "\r\n":
            runs.append(_Run())
            continue
        box = None
        if not character.isspace():
            pdfium.FPDFText_GetCharBox(textpage.raw, index, *edges)
            left, right, bottom, top = (edge.value for edge in edges)
            box = upright((left, right, bottom, top))
            if runs[-1].is_far_from(box):
                runs.append(_Run())
        runs[-1].add(character, box)
    textpage.close()
    return [line for run in runs for line in run.lines()]


def _upright(page: pypdfium2.PdfPage) -> Callable[[_Box], _Box]:
    """From the box on the sheet to the box on the page as it is shown, turned by its /Rotate."""
    width, height = page.get_width(), page.get_height()
    turns: dict[int, Callable[[_Box], _Box]] = {
        90: lambda box: (box[2], box[3], height - box[1], height - box[0]),
        180: lambda box: (width - box[1], width - box[0], height - box[3], height - box[2]),
        270: lambda box: (width - box[3], width - box[2], box[0], box[1]),
    }
    return turns.get(page.get_rotation(), lambda box: box)


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
