"""Printed lines with their places on the page -> paragraphs; pure functions.

Places are in points (1/72 inch) from the lower left corner of the page, whatever gave the lines:
the text layer of a PDF or the recognition of a picture. Lines may come in any order and in pieces;
`corpus.reading_order` puts them in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

from corpus.clean_text import close_gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: its words and the box around its ink.

    Attributes:
        stands_alone: whether nothing is joined to it, as to a row of a table.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    stands_alone: bool = False

    @property
    def height(self) -> float:
        """Of the ink, close to the type size."""
        return self.top - self.bottom

    @property
    def is_turned(self) -> bool:
        """Whether it is printed up or down the page."""
        return self.height > 3 * (self.right - self.left) and len(self.text) > 3

    def overlap(self, other: Line) -> float:
        """Share of the lower one's height at which both stand; below 0 when apart."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared / max(min(self.height, other.height), 0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of one page, or of one column of a page.

    Attributes:
        height: of the whole page.
        edges: left and right edge of the column the lines stand in; None for the whole page.
    """

    lines: tuple[Line, ...]
    height: float
    edges: tuple[float, float] | None = None


_EDGE = 0.1
"""Share of the page height at top and bottom where running headers and page numbers stand."""

_REPEATED_SHARE = 0.3
"""A line at the edge of so many pages is a running header; odd and even pages may differ."""

_PAGE_NUMBER = re.compile(
    r"[-—–·.第]*\d{1,4}(?:页|[/／]\d{1,4}页?|页[,，/／]?共\d{1,4}页)?[-—–·.]*|共\d{1,4}页"
)
_STRONG_LABEL = re.compile(
    r"[\[［【]\d{4,5}[\]］】]?|第[〇零一二三四五六七八九十百千\d]{1,7}(?:[编章节]|条(?:之[一二三四五六七八九十])?)(?=\s|$)"
)
_WEAK_LABEL = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]{1,7}条(?!规定|[所的、之第])"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}\s?[.．、](?!\d)|[①-⑳]"
)
_SENTENCE_END = re.compile(r"[。；：！？;:]$")


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running headers, page numbers and text printed up the margin."""
    edges = [Counter(_shape(line) for line in page.lines if _at_edge(line, page)) for page in pages]
    # A list whose lines differ by figures only fills the edge of its page several times.
    listed = {
        shape for edge in edges for shape, times in edge.items() if times > 1 and "0" in shape
    }
    shapes = Counter(shape for edge in edges for shape in edge if shape not in listed)
    needed = max(2, _REPEATED_SHARE * len(pages))

    def is_furniture(line: Line, page: Page) -> bool:
        if line.stands_alone:
            return False
        if line.is_turned:
            return True
        if not _at_edge(line, page):
            return False
        squeezed = "".join(line.text.split())
        return shapes[_shape(line)] >= needed or bool(_PAGE_NUMBER.fullmatch(squeezed))

    return [
        replace(page, lines=tuple(line for line in page.lines if not is_furniture(line, page)))
        for page in pages
    ]


def rows_joined(lines: Sequence[Line]) -> list[Line]:
    """Lines with neighbours that stand side by side made one, as the cells of a table row."""
    rows: list[Line] = []
    for line in lines:
        if rows and _is_beside(rows[-1], line):
            rows[-1] = _joined(rows[-1], line)
        else:
            rows.append(line)
    return rows


def paragraphs(
    pages: Sequence[Page], *, is_heading: Callable[[str], bool] = lambda words: False
) -> list[str]:
    """Lines in reading order joined to paragraphs, across the ends of columns and pages too.

    A line that reaches the right edge goes on in the next one, unless that is indented, starts
    with a label such as 第X条 or [0001], or `is_heading` says that it stands alone.
    """
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return []
    size = median(line.height for line in lines)
    whole = _edges(lines)
    found: list[str] = []
    previous: tuple[Line, float] | None = None
    for page in pages:
        left, right = page.edges or (_edges(page.lines) if len(page.lines) >= 8 else whole)
        for line in page.lines:
            alone = line.stands_alone or is_heading(line.text)
            if previous and not alone and _continues(*previous, line, left=left, size=size):
                found[-1] = join_words(found[-1], line.text)
            else:
                found.append(line.text)
            previous = None if alone else (line, right)
    return [close_gaps(paragraph) for paragraph in found]


def join_words(before: str, after: str) -> str:
    """Two stretches of one paragraph; Latin words get a space between them, Chinese does not."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii()
    return f"{before} {after}" if latin and after[:1].isalpha() else before + after


def _continues(previous: Line, right: float, line: Line, *, left: float, size: float) -> bool:
    """Whether `line` belongs to the paragraph of `previous`, whose page ends at `right`."""
    if previous.right < right - 1.6 * size or line.left > left + size:
        return False
    if _differ_in_type(previous, line, size):
        return False
    if _STRONG_LABEL.match(line.text):
        return False
    return not (_WEAK_LABEL.match(line.text) and _SENTENCE_END.search(previous.text))


def _differ_in_type(before: Line, after: Line, size: float) -> bool:
    """Whether both height and pitch say so: a line that runs askew has a high box only."""
    if min(len(before.text), len(after.text)) <= 5:
        return False
    pitches = sorted((_pitch(before), _pitch(after)))
    return abs(before.height - after.height) > 0.35 * size and pitches[1] > 1.2 * pitches[0]


def _pitch(line: Line) -> float:
    """Width of a Chinese character in the line; Latin ones take half of it."""
    return (line.right - line.left) / sum(0.5 if c.isascii() else 1.0 for c in line.text)


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the text: where a tenth of the lines at most stands out."""
    if len(lines) < 2:
        return lines[0].left, lines[0].right
    left = quantiles((line.left for line in lines), n=10, method="inclusive")[0]
    right = quantiles((line.right for line in lines), n=10, method="inclusive")[-1]
    return left, right


def _is_beside(before: Line, after: Line) -> bool:
    if before.stands_alone or after.stands_alone:
        return False
    reach = 0.6 * min(before.height, after.height)  # boxes of recognised lines may overlap
    return after.left >= before.right - reach and before.overlap(after) > 0.5


def _joined(before: Line, after: Line) -> Line:
    """One line of two side by side; close together they are pieces of one run of words."""
    is_close = after.left - before.right < 0.3 * max(before.height, after.height)
    return Line(
        text=before.text + after.text if is_close else f"{before.text} {after.text}",
        left=before.left,
        right=max(before.right, after.right),
        bottom=min(before.bottom, after.bottom),
        top=max(before.top, after.top),
    )


def _at_edge(line: Line, page: Page) -> bool:
    middle = (line.bottom + line.top) / 2
    return not page.height * _EDGE < middle < page.height * (1 - _EDGE)


def _shape(line: Line) -> str:
    """The words without blanks and with every number alike, to compare headers across pages."""
    return re.sub(r"\d+", "0", "".join(line.text.split()))
