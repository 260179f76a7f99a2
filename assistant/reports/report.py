"""What a report holds, whatever file it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CONTROLS = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u200a\u2010-\u2029\u202f-\u205f\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What XML forbids, and marks nobody sees: zero width, direction of writing, byte order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, usually the clause behind a statement.

    Attributes:
        link: where to read on, "http…" or "https…"; "" for none.
    """

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Plain text with its footnotes at the end."""

    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` is 1 for a part and 2 for what stands in it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`is_remark` sets it off from the text, for limits and warnings."""

    words: Words
    is_remark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list; numbered where the order says something."""

    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of as many cells as there are columns.

    Attributes:
        widths: of the columns, in relation to each other; () makes them equal.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has one cell a column")
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError("a table has one width a column")

    @property
    def shares(self) -> tuple[float, ...]:
        """Widths of the columns, adding up to 1."""
        widths = self.widths or (1.0,) * len(self.columns)
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture.

    Attributes:
        svg: without fonts of its own: letters drawn as outlines.
        png: the same picture, for Word.
        alt: what it shows, in words.
    """

    caption: str
    svg: str
    png: bytes
    alt: str


Block = Heading | Paragraph | Items | Table | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report.

    Attributes:
        facts: on the cover: what, of which day, from which data; label and value.
        footer: on every page.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    footer: str = ""


def numbered_notes(report: Report) -> dict[Note, int]:
    """Every note once, numbered from 1 in the order the reader meets them."""
    numbers: dict[Note, int] = {}
    for words in _all_words(report):
        for note in words.notes:
            numbers.setdefault(note, len(numbers) + 1)
    return numbers


def is_web_address(link: str) -> bool:
    """Whether a link may be followed; no other scheme than the web's ever is."""
    return link.startswith(("https://", "http://"))


def without_controls(text: str) -> str:
    """The text without characters that no file may hold or no reader sees."""
    return _CONTROLS.sub("", text)


def _all_words(report: Report) -> Iterator[Words]:
    for block in report.blocks:
        match block:
            case Paragraph(words=words):
                yield words
            case Items(items=items):
                yield from items
            case Table(rows=rows):
                for row in rows:
                    yield from row
            case _:
                pass
