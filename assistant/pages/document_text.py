"""A document's text as blocks for the page: lines, headings and tables with their anchors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Document, RecognisedPage, Section
from corpus.tables import Table, find_tables

Span = tuple[int, int]

_CHAPTER_ENDINGS = ("编", "章", "节")
_ITEMS = (
    re.compile(r"[（(][一二三四五六七八九十百]+[）)]"),
    re.compile(r"\d+[.．、]"),
    re.compile(r"[（(]?\d+[）)]|[①-⑳]"),
)
"""Numbers of items, the outer ones first, as official documents nest them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of one line that look alike.

    Attributes:
        anchor: id of the element, "c12" for the section that begins here; "" for none.
        is_label: the number of a clause, as printed.
        is_marked: part of what the address asks to show.
    """

    text: str
    anchor: str = ""
    is_label: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of the text.

    Attributes:
        level: 0 for plain text, else the depth of the heading, from 1.
        indent: steps from the margin, as the number it begins with tells, from 0.
    """

    pieces: tuple[Piece, ...]
    level: int = 0
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A row of a table; `anchor` and `is_marked` as in `Piece`."""

    cells: tuple[str, ...]
    anchor: str
    is_marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A table: the rows that name its columns, then the others."""

    header: tuple[TextRow, ...]
    rows: tuple[TextRow, ...]


Block = TextLine | TextTable | RecognisedPage
"""A recognised page stands before its first line."""


def anchor(section: Section) -> str:
    """The id of a section in its page: "c" with the offset of its first character."""
    return f"c{section.start}"


def blocks_of(document: Document, marked: Span | None = None) -> list[Block]:
    """The whole text in order.

    Args:
        marked: span to show; what lies outside the text is passed over.
    """
    starts = _starts(document.sections)
    tables = {table.start: table for table in find_tables(document.text)}
    pages = list(document.recognised)
    blocks: list[Block] = []
    behind = 0
    for start, end in _lines(document.text):
        while pages and pages[0].start <= start:
            blocks.append(pages.pop(0))
        if start in tables:
            blocks.append(_table(tables[start], marked))
            behind = tables[start].end
        if start >= behind and document.text[start:end].strip():
            blocks.append(_line(document.text, (start, end), starts, marked))
    return blocks


def first_marked(blocks: Sequence[Block]) -> int | None:
    """Index of the block where what was asked for begins; None when nothing is marked."""
    return next((place for place, block in enumerate(blocks) if _is_marked(block)), None)


def _is_marked(block: Block) -> bool:
    match block:
        case TextLine():
            return any(piece.is_marked for piece in block.pieces)
        case TextTable():
            return any(row.is_marked for row in (*block.header, *block.rows))
    return False


def label_end(text: str, section: Section) -> int:
    """Offset just after the section's label as printed; its start when it is not printed."""
    at = section.start
    for character in section.label:
        while at < section.end and text[at].isspace():
            at += 1
        if at >= section.end or text[at] != character:
            return section.start
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class _Starts:
    """Where sections begin: offsets in order, and the sections that begin at each, outermost
    first, with their depth."""

    offsets: Sequence[int]
    sections: Mapping[int, Sequence[tuple[int, Section]]]

    def within(self, start: int, end: int) -> Iterator[int]:
        for place in range(bisect_left(self.offsets, start), len(self.offsets)):
            if self.offsets[place] >= end:
                return
            yield self.offsets[place]


def _starts(sections: Iterable[Section]) -> _Starts:
    found: dict[int, list[tuple[int, Section]]] = {}

    def walk(level: Iterable[Section], depth: int) -> None:
        for section in level:
            found.setdefault(section.start, []).append((depth, section))
            walk(section.children, depth + 1)

    walk(sections, 1)
    return _Starts(sorted(found), found)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _line(text: str, span: Span, starts: _Starts, marked: Span | None) -> TextLine:
    start, end = span
    offsets = list(starts.within(start, end))
    begun = [pair for offset in offsets for pair in starts.sections[offset]]
    labels = {
        section.start: label_end(text, section)
        for _, section in begun
        if section.start < label_end(text, section) <= end
    }
    headings = [depth for depth, section in begun if _is_heading(text, section, span)]
    cuts = {start, end, *offsets, *labels.values()}
    cuts |= {at for at in marked or () if start < at < end}
    pieces = tuple(
        Piece(
            text=text[one:other],
            anchor=f"c{one}" if one in starts.sections else "",
            is_label=labels.get(one) == other,
            is_marked=marked is not None and marked[0] < other and one < marked[1],
        )
        for one, other in pairwise(sorted(cuts))
    )
    first = "".join(text[start : labels.get(start, start)].split())
    indent = 0 if headings else _indent(first)
    return TextLine(pieces=pieces, level=min(headings, default=0), indent=indent)


def _indent(label: str) -> int:
    """Articles and 一、 stand at the margin, （一） one step in, then 1. and （1）."""
    return next((step for step, form in enumerate(_ITEMS, start=1) if form.fullmatch(label)), 0)


def _is_heading(text: str, section: Section, line: Span) -> bool:
    """Whether the line that begins with this section is its heading and nothing else."""
    if section.start != line[0] or not (section.heading or section.label):
        return False
    if section.label.endswith(_CHAPTER_ENDINGS):
        return True
    words = "".join(text[line[0] : line[1]].split())
    return bool(section.heading) and words == "".join((section.label + section.heading).split())


def _table(table: Table, marked: Span | None) -> TextTable:
    header, rows = (
        tuple(
            TextRow(
                cells=row.cells,
                anchor=f"c{row.start}",
                is_marked=marked is not None and marked[0] < row.end and row.start < marked[1],
            )
            for row in part
        )
        for part in (table.header, table.rows)
    )
    return TextTable(header=header, rows=rows)
