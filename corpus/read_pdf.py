"""PDF files -> SourceText: their text layer, and what recognition reads where that is missing."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFileError
from corpus.garbled import MIN_READABLE, is_garbled, readable_share
from corpus.page_lines import Page
from corpus.page_tables import with_tables_as_rows
from corpus.page_text import pages_to_text
from corpus.pdf_page import printed_page
from corpus.recognition import DOTS_PER_INCH, LONG_SIDE, UNAIDED, Aids
from corpus.scans import BLANK, Scans, Want
from corpus.source_text import SourceText

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 3000
"""More pages than any law code or guideline in print; keeps the reading time bounded."""

_PASSWORD_ERROR = 4
"""FPDF_ERR_PASSWORD of PDFium's fpdfview.h."""

_SCAN_AREA = 0.5
"""A page without text is a scan when one picture covers this share of it."""

_WHOLE_PAGE = 0.85
"""Share of a scan under a few printed words, such as a stamp; drawings leave more margin."""

_FEW = 30
"""Characters of such a stamp: "CN 109078374 A 说明书 1/4 页" has 22."""

_JUDGED = 100
"""Characters from which the text of one page is told from rubbish."""

_OUTLINES = 200
"""Drawn shapes from which a page without text and pictures is taken for text made of outlines."""


def read_pdf(path: Path, aids: Aids = UNAIDED) -> tuple[SourceText, tuple[str, ...]]:
    """The text of a PDF in paragraphs, and remarks on pages that were recognised or left out.

    Pages that are scans, or whose text layer is garbled, are recognised one by one.

    Raises:
        UnreadableFileError: damaged, encrypted, without text, mostly unreadable, or too long.
        RecogniserError: the engine that reads scans cannot be started.
    """
    import pypdfium2  # loads a native library; needed for PDF files only

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, error) from error
    try:
        return _read(document, path, aids)
    except pypdfium2.PdfiumError as error:
        raise _damaged(path) from error
    finally:
        document.close()


def _read(
    document: pypdfium2.PdfDocument, path: Path, aids: Aids
) -> tuple[SourceText, tuple[str, ...]]:
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableFileError(
            path.name,
            reason=f"有 {count} 页，超过 {MAX_PAGES} 页的上限",
            remedy="请拆成几个文件后分别导入。",
        )
    scans = Scans(path.name, aids)
    pages = []
    for number in range(1, count + 1):
        page = document[number - 1]
        pages.append(_page(page, number, scans))
        page.close()
        aids.progress(f"读取 {path.name}", number, count)
    scans.refuse_if_mostly_lost(pages)
    return scans.marked(pages_to_text(pages, name=path.name), pages), scans.remarks()


def _page(page: pypdfium2.PdfPage, number: int, scans: Scans) -> Page:
    own, grids = printed_page(page)
    want = _want(page, own)
    if want is None:
        return with_tables_as_rows(own, grids)
    scale = min(DOTS_PER_INCH / 72, LONG_SIDE / max(page.get_width(), page.get_height()))
    return scans.read(
        number,
        want,
        lambda: page.render(scale=scale).to_numpy(),
        dots_per_point=scale,
        otherwise=BLANK if want is Want.GARBLED else own,
    )


def _want(page: pypdfium2.PdfPage, own: Page) -> Want | None:
    """Why the page must be recognised; None when its text layer serves."""
    lines = ["".join(line.text.split()) for line in own.lines]
    text = "".join(lines)
    if len(text) >= _JUDGED:
        return Want.GARBLED if is_garbled("\n".join(lines)) else None
    if readable_share(text or "\0") < MIN_READABLE and _unmapped(page) >= _FEW:
        return Want.GARBLED
    if len(text) < _FEW and _is_picture(page, _WHOLE_PAGE if text else _SCAN_AREA):
        return Want.SCANNED
    return Want.OUTLINED if not text and _is_outlined(page) else None


def _unmapped(page: pypdfium2.PdfPage) -> int:
    """Characters whose font does not say what they are; what they give is chance, often nothing."""
    import pypdfium2.raw as pdfium  # as above

    textpage = page.get_textpage()
    count = pdfium.FPDFText_CountChars(textpage.raw)
    unmapped = [n for n in range(count) if pdfium.FPDFText_HasUnicodeMapError(textpage.raw, n) == 1]
    textpage.close()
    return len(unmapped)


def _is_picture(page: pypdfium2.PdfPage, share: float) -> bool:
    """Whether one picture covers at least that share of the page."""
    import pypdfium2.raw as pdfium  # as above

    area = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= share * area:
            return True
    return False


def _is_outlined(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium  # as above

    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    return sum(1 for _ in islice(shapes, _OUTLINES)) == _OUTLINES


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
