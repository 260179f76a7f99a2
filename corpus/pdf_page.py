"""One page of a PDF -> the lines of its text layer, and the borders of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import pi
from typing import TYPE_CHECKING

from corpus.clean_text import clean
from corpus.page_lines import Line, Page
from corpus.ruled_grid import Grid, Rule, find_grids

if TYPE_CHECKING:
    import pypdfium2

_FAR = 1.2
"""A gap wider than this, in type sizes, is no blank between words but the next cell or column."""

_FLAT = 0.05
"""Points; a character without ink. Fonts that are not embedded are replaced, and may lack it."""

_Box = tuple[float, float, float, float]
"""Left, right, bottom and top in points from the lower left corner."""

_Turn = Callable[[_Box], _Box]

_SAMPLE = 500
"""Characters that tell how a page is turned."""

_MOST_SHAPES = 20_000
"""Drawn shapes looked at for borders; a table of 1,000 cells drawn one by one has 4,000."""

_MOST_STROKES = 500
"""Of one shape; what has more is a drawing."""

_STRAIGHT = 1.0
"""Points a border may be out of true."""


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

    def is_parted_from(self, box: _Box, grids: Sequence[Grid]) -> bool:
        """Whether the border of a cell stands between."""
        if not self.boxes or not grids:
            return False
        left, right, bottom, top = self.boxes[-1]
        middle = (bottom + top) / 2
        return any(grid.parts((left + right) / 2, (box[0] + box[1]) / 2, middle) for grid in grids)

    def lines(self) -> list[Line]:
        """One line, or none when nothing is printed."""
        text = clean("".join(self.characters)).replace("\n", " ")
        if not self.boxes or not text:
            return []
        lefts, rights, bottoms, tops = zip(*self.boxes, strict=True)
        box = (min(lefts), max(rights), min(bottoms), max(tops))
        return [Line(text=text, left=box[0], right=box[1], bottom=box[2], top=box[3])]


def printed_page(page: pypdfium2.PdfPage) -> tuple[Page, tuple[Grid, ...]]:
    """The text layer of a page turned upright, and the borders of its tables."""
    textpage = page.get_textpage()
    turn, (width, height) = _upright(page, textpage)
    grids = _grids(page, turn)
    lines = _lines(textpage, turn, grids)
    textpage.close()
    seen = tuple(line for line in lines if _lies_within(line, width, height))
    return Page(lines=seen, height=height), grids


def _lies_within(line: Line, width: float, height: float) -> bool:
    """Whether a part of the line is on the page; printers' marks and what is cut off are not."""
    return line.left < width and line.right > 0 and line.bottom < height and line.top > 0


def _lines(textpage: pypdfium2.PdfTextPage, turn: _Turn, grids: Sequence[Grid]) -> list[Line]:
    """The runs of words as the content stream orders them, cut at wide gaps and at borders.

    Blank ones are left out. Only their places say which stand in one line or column: a stream may
    hold them in any order.
    """
    import pypdfium2.raw as pdfium  # a native library; needed for PDF files only

    runs = [_Run()]
    for index in range(pdfium.FPDFText_CountChars(textpage.raw)):
        character = chr(pdfium.FPDFText_GetUnicode(textpage.raw, index))
        if character in "\r\n":
            runs.append(_Run())
            continue
        box = None
        if not character.isspace():
            box = turn(_box(textpage, index))
            if runs[-1].is_far_from(box) or runs[-1].is_parted_from(box, grids):
                runs.append(_Run())
        runs[-1].add(character, box)
    return [line for run in runs for line in run.lines()]


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> _Box:
    """The box around the ink of a character; that of its type when the font at hand lacks it."""
    left, bottom, right, top = textpage.get_charbox(index)
    if top - bottom < _FLAT:
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
    return left, right, bottom, top


def _upright(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage
) -> tuple[_Turn, tuple[float, float]]:
    """From boxes on the sheet to boxes on a page on which most characters stand upright.

    How the page is to be shown (/Rotate) does not matter, only how its words are printed.

    Returns:
        The turn, and the width and height of the page after it.
    """
    left, bottom, right, top = page.get_bbox()
    turns: tuple[_Turn, ...] = (
        lambda box: (box[0] - left, box[1] - left, box[2] - bottom, box[3] - bottom),
        lambda box: (box[2] - bottom, box[3] - bottom, right - box[1], right - box[0]),
        lambda box: (right - box[1], right - box[0], top - box[3], top - box[2]),
        lambda box: (top - box[3], top - box[2], box[0] - left, box[1] - left),
    )
    quarters = _quarters(textpage)
    sides = (right - left, top - bottom)
    return turns[quarters], sides[::-1] if quarters % 2 else sides


def _quarters(textpage: pypdfium2.PdfTextPage) -> int:
    """Quarter turns to the left by which most of the first characters are printed, 0 to 3.

    PDFium counts its angles to the right, in radians.
    """
    import pypdfium2.raw as pdfium  # as above

    count = min(pdfium.FPDFText_CountChars(textpage.raw), _SAMPLE)
    angles = (pdfium.FPDFText_GetCharAngle(textpage.raw, index) for index in range(count))
    turns = Counter(-round(angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
    return max(turns, key=lambda turn: turns[turn], default=0)


def _grids(page: pypdfium2.PdfPage, turn: _Turn) -> tuple[Grid, ...]:
    """The tables whose borders are drawn on the page."""
    import pypdfium2.raw as pdfium  # as above

    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    return find_grids(
        rule for shape in islice(shapes, _MOST_SHAPES) for rule in _rules(shape, turn)
    )


def _rules(shape: pypdfium2.PdfObject, turn: _Turn) -> Iterator[Rule]:
    """The strokes of a shape that run along the edges of the page; none of one with curves."""
    import pypdfium2.raw as pdfium  # as above

    count = pdfium.FPDFPath_CountSegments(shape.raw)
    if count > _MOST_STROKES:
        return
    segments = [pdfium.FPDFPath_GetPathSegment(shape.raw, index) for index in range(count)]
    if any(pdfium.FPDFPathSegment_GetType(one) == pdfium.FPDF_SEGMENT_BEZIERTO for one in segments):
        return
    matrix = shape.get_matrix()
    begin = last = None
    for segment in segments:
        point = matrix.on_point(*_point(segment))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            begin = last = point
            continue
        ends = [last, point] if last else [point]
        if pdfium.FPDFPathSegment_GetClose(segment) and begin:
            ends.append(begin)
        for a, b in pairwise(ends):
            yield from _rule(
                turn((min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])))
            )
        last = point


def _point(segment: object) -> tuple[float, float]:
    from ctypes import byref, c_float

    import pypdfium2.raw as pdfium  # as above

    x, y = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    return x.value, y.value


def _rule(box: _Box) -> Iterator[Rule]:
    left, right, bottom, top = box
    if right - left <= _STRAIGHT < top - bottom:
        yield Rule(is_upright=True, at=(left + right) / 2, start=bottom, end=top)
    elif top - bottom <= _STRAIGHT < right - left:
        yield Rule(is_upright=False, at=(bottom + top) / 2, start=left, end=right)
