"""Printed lines with their places on the page -> paragraphs; pure functions.

Places are in points (1/72 inch) from the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

from corpus.clean_text import close_gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: its words and the box around its ink."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Of the ink, close to the type size."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of one page, in reading order."""

    lines: tuple[Line, ...]
    height: float


_EDGE = 0.1
"""Share of the page height at top and bottom where running headers and page numbers stand."""

_REPEATED_SHARE = 0.3
"""A line at the edge of so many pages is a running header; odd and even pages may differ."""

_PAGE_NUMBER = re.compile(
    r"[-—–·.第]*\d{1,4}(?:页|[/／]\d{1,4}页?|页[,，/／]?共\d{1,4}页)?[-—–·.]*"
)
_STRONG_LABEL = re.compile(
    r"\[\d{4,5}\]|第[〇零一二三四五六七八九十百千\d]{1,7}(?:[编章节]|条(?:之[一二三四五六七八九十])?)(?=\s|$)"
)
_WEAK_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}\s?[.．、](?!\d)|[①-⑳]"
)
_SENTENCE_END = re.compile(r"[。；：！？;:]$")


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running headers, page numbers and text printed up the margin."""
    shapes = Counter(
        shape
        for page in pages
        for shape in {_shape(line) for line in page.lines if _at_edge(line, page)}
    )
    needed = max(2, _REPEATED_SHARE * len(pages))

    def is_furniture(line: Line, page: Page) -> bool:
        if line.height > 3 * (line.right - line.left) and len(line.text) > 3:
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
            rows[-1] = Line(
                text=f"{rows[-1].text} {line.text}",
                left=rows[-1].left,
                right=line.right,
                bottom=min(rows[-1].bottom, line.bottom),
                top=max(rows[-1].top, line.top),
            )
        else:
            rows.append(line)
    return rows


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Lines joined to paragraphs, across page ends too.

    A line that reaches the right edge goes on in the next one, unless that is indented or starts
    with a label such as 第X条 or [0001].
    """
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return []
    size = median(line.height for line in lines)
    whole = _edges(lines)
    found: list[str] = []
    previous: tuple[Line, float] | None = None
    for page in pages:
        left, right = _edges(page.lines) if len(page.lines) >= 8 else whole
        for line in page.lines:
            if previous and _continues(*previous, line, left=left, size=size):
                found[-1] = join_words(found[-1], line.text)
            else:
                found.append(line.text)
            previous = (line, right)
    return [close_gaps(paragraph) for paragraph in found]


def join_words(before: str, after: str) -> str:
    """Two stretches of one paragraph; Latin words get a space between them, Chinese does not."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii()
    return f"{before} {after}" if latin and after[:1].isalpha() else before + after


def _continues(previous: Line, right: float, line: Line, *, left: float, size: float) -> bool:
    """Whether `line` belongs to the paragraph of `previous`, whose page ends at `right`."""
    if previous.right < right - 1.6 * size or line.left > left + size:
        return False
    if (
        abs(previous.height - line.height) > 0.35 * size
        and min(len(previous.text), len(line.text)) > 5
    ):
        return False
    if _STRONG_LABEL.match(line.text):
        return False
    return not (_WEAK_LABEL.match(line.text) and _SENTENCE_END.search(previous.text))


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the text: where a tenth of the lines at most stands out."""
    if len(lines) < 2:
        return lines[0].left, lines[0].right
    left = quantiles((line.left for line in lines), n=10, method="inclusive")[0]
    right = quantiles((line.right for line in lines), n=10, method="inclusive")[-1]
    return left, right


def _is_beside(before: Line, after: Line) -> bool:
    overlap = min(before.top, after.top) - max(before.bottom, after.bottom)
    return after.left >= before.right and overlap > 0.6 * min(before.height, after.height)


def _at_edge(line: Line, page: Page) -> bool:
    middle = (line.bottom + line.top) / 2
    return not page.height * _EDGE < middle < page.height * (1 - _EDGE)


def _shape(line: Line) -> str:
    """The words without blanks and with every number alike, to compare headers across pages."""
    return re.sub(r"\d+", "0", "".join(line.text.split()))
