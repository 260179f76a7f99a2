"""Lines of a text, and the marks that number its sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class MarkKind(IntEnum):
    """What a number counts; a smaller value encloses a larger one unless the text shows else."""

    ANNEX = 0
    CLOSING = 1
    ANNEX_NOTE = 2
    PART = 3
    SUBPART = 4
    CHAPTER = 5
    DIVISION = 6
    HEAD = 7
    ARTICLE = 8
    PARAGRAPH = 9
    HAN = 10
    HAN_PAREN = 11
    ARABIC = 12
    ARABIC_PAREN = 13
    CIRCLED = 14
    DECIMAL = 15


CHAPTERS = (MarkKind.PART, MarkKind.SUBPART, MarkKind.CHAPTER, MarkKind.DIVISION)
LISTS = tuple(kind for kind in MarkKind if kind >= MarkKind.HAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the text; `text` is without its line break, `start` its offset."""

    start: int
    text: str

    @property
    def stripped(self) -> str:
        """The line without blanks at either end."""
        return self.text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number at the beginning of a line.

    Attributes:
        numbers: (3,) for 第三章, (17, 1) for 第十七条之一, (17, 0) for 第十七条, (5, 2) for 5.2.
        label: as printed, without blanks.
        heading: the words after the label when they are a heading, else "".
        lead: the only sentence of the line when it is short; a heading where a list begins below.
        start: offset of the label in the text.
        line: index of its line.
        bare: whether nothing but label and heading stands on the line.
        doubtful: an article whose next words may make it a reference (第八条及…); its place in
            the count decides.
        quoted: inside a quotation of several lines: never encloses what follows the quotation.
    """

    kind: MarkKind
    numbers: tuple[int, ...]
    label: str
    heading: str
    start: int
    line: int
    bare: bool
    lead: str = ""
    doubtful: bool = False
    quoted: bool = False


def split_lines(text: str) -> tuple[Line, ...]:
    """The text's lines, broken at "\\n" only, so that offsets hold for any string."""
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        lines.append(Line(start=start, text=line))
        start += len(line) + 1
    return tuple(lines)


def is_table_row(line: str) -> bool:
    """Whether the line is a row of cells; its numbers are data, never headings."""
    return " | " in line or line.endswith(" |") or line.startswith("| ")
