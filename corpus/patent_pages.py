"""Pages of a Chinese patent publication -> its text, section by section.

The office prints the section's name at the head of every page, the publication number beside it
and up the margin, and the page number at the foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.bibliography import bibliography_in
from corpus.clean_text import clean, drop_blank_lines
from corpus.documents import Kind
from corpus.page_lines import Line, Page, paragraphs, rows_joined
from corpus.patent_front import front_entries
from corpus.patent_outline import (
    ABSTRACT,
    BRIEF,
    CLAIMS,
    DESCRIPTION,
    SEQUENCES,
    is_part_name,
)
from corpus.reading_order import flat, in_columns, rows_of
from corpus.source_text import SourceText

_EDGE = 0.12
"""Share of the page height at top and bottom where the office prints heads and page numbers."""

_FOOT = 0.085
"""Lower than this share of the page stands only its number, whatever recognition makes of it."""

_MARGIN_WORDS = 4
"""At most so many characters has a line number, or what is recognised of print up the margin."""

_NUMBER = r"CN\d{7,12}[A-Z]\d?|(?:ZL)?\d{8}(?:\d{4})?\.[\dX]"
_COUNT = r"第?\d{1,3}/\d{1,3}页?"
_HEAD = re.compile(
    rf"(?:{_NUMBER})?(权利要求书|说明书附图|说明书摘要|摘要附图|说明书|外观设计图片或照片|图片或照片|"
    rf"简要说明|(?:核苷酸和?/?或?氨基酸)?序列表)(?:{_COUNT})?(?:{_NUMBER})?"
)
_FURNITURE = re.compile(rf"(?:{_NUMBER})?(?:{_COUNT})?(?:{_NUMBER})?")
_DRAWINGS = frozenset(("说明书附图", "摘要附图", "外观设计图片或照片", "图片或照片"))
_SECTIONS = {"权利要求书": CLAIMS, "说明书": DESCRIPTION, "简要说明": BRIEF, "说明书摘要": ABSTRACT}


def patent_text(pages: Sequence[Page], *, name: str) -> SourceText:
    """题录, 摘要, 权利要求书, 说明书, 简要说明 of a patent, each after a line with its name.

    Drawing sheets are left out. `document_number` is the publication number without blanks.
    """
    parts: dict[str, list[Page]] = {"": []}
    section = ""
    for page in pages:
        head, body = _split_head(page)
        section = _SECTIONS.get(head, SEQUENCES if head.endswith("序列表") else head) or section
        parts.setdefault(section, []).append(body)
    entries = front_entries(parts.pop(""))
    lines = list(entries)
    for section, sheets in parts.items():
        if section not in _DRAWINGS:
            columns = [column for sheet in sheets for column in _columns(sheet)]
            lines += [section, *paragraphs(columns, is_heading=is_part_name)]
    facts = bibliography_in("\n".join(entries))
    return SourceText(
        name=name,
        source=name,
        text=drop_blank_lines(clean("\n".join(lines))),
        title=facts.title,
        published=facts.published,
        document_number=facts.publication_number,
        kind=Kind.PATENT,
    )


def _columns(page: Page) -> Iterator[Page]:
    for column in in_columns(page):
        yield replace(column, lines=tuple(rows_joined(column.lines)))


def _split_head(page: Page) -> tuple[str, Page]:
    """The section named at the head, "" without one, and the page without furniture."""
    head, kept = "", []
    for row in rows_of(_without_margin(page.lines)):
        words = "".join("".join(line.text.split()) for line in row)
        place = (row[0].bottom + row[0].top) / 2 / page.height
        match = _HEAD.fullmatch(words) if place > 1 - _EDGE else None
        if match and not head:
            head = match[1]
        elif not match and not _is_furniture(words, place):
            kept.append(row)
    return head, replace(page, lines=flat(kept))


def _is_furniture(words: str, place: float) -> bool:
    """Whether a row at `place`, as share of the page height, is a running number."""
    if place < _FOOT and len(words) <= _MARGIN_WORDS:
        return True
    return not _EDGE < place < 1 - _EDGE and bool(_FURNITURE.fullmatch(words))


def _without_margin(lines: Sequence[Line]) -> list[Line]:
    """The lines without what is printed up the margin, and without the line numbers 5, 10, 15 …
    of older publications."""
    upright = [line for line in lines if not line.is_turned]
    left = min((x.left for x in upright if len(x.text) > 2 * _MARGIN_WORDS), default=0.0)
    return [x for x in upright if len(x.text) > _MARGIN_WORDS or x.right > left]
