"""Printed pages made on the spot: words and where they stand."""

from collections.abc import Iterable, Sequence

from corpus.page_lines import Line, Page

SIZE = 10.0
HEIGHT = 842.0

Placed = tuple[float, float, str]
"""Left edge, lower edge, words; in points from the lower left corner."""


def printed(left: float, bottom: float, text: str) -> Line:
    """A line in 10 point type: a Chinese character is as wide as high, a Latin one half."""
    width = sum(SIZE / 2 if c.isascii() else SIZE for c in text)
    return Line(text=text, left=left, right=left + width, bottom=bottom, top=bottom + SIZE)


def sheet(*placed: Placed) -> Page:
    """A page of such lines."""
    return Page(lines=tuple(printed(*place) for place in placed), height=HEIGHT)


def column(left: float, top: float, lines: Iterable[str]) -> list[Placed]:
    """Lines below each other, the first at `top`."""
    return [(left, top - 16 * n, text) for n, text in enumerate(lines)]


def inner_page(head: str, lines: Sequence[str], *, number: int = 2) -> Page:
    """A page of a publication after the front page, with all that is printed round its text."""
    turned = Line(text="CN 100000001 A", left=58, right=66, bottom=99, top=172)
    body = sheet(
        (64, 791, "CN 100000001 A"),
        (235, 791, "　".join(head)),
        (500, 791, "1/3 页"),
        *column(66, 762, lines),
        (295, 59, str(number)),
    )
    return Page(lines=(*body.lines, turned), height=HEIGHT)
