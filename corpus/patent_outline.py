"""Text of a patent -> its outline, down to claims and numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.documents import Section

BIBLIOGRAPHY = "题录"
ABSTRACT = "摘要"
CLAIMS = "权利要求书"
DESCRIPTION = "说明书"
BRIEF = "简要说明"
SEQUENCES = "序列表"

_ABSTRACT_LINE = re.compile(r"(?:[(（\[【〔]57[)）\]】〕])?【?(?:摘要|Abstract)】?[:：]?")
_PARAGRAPH = re.compile(r"[\[［【](\d{4,5})(?:[\]］】]|(?!\d))")
_POINT = re.compile(r"(\d{1,2})\s?[.．、]")
_PART = re.compile(
    r"(?:[\[［【]\d{4,5}[\]］】]\s*)?(?:[一二三四五六七八九]、|[（(][一二三四五六七八九][）)])?[【\[]?"
    "((?:所属)?技术领域|(?:背景|现有)技术|(?:相关申请的?)?交叉(?:引用|参考)|相关申请(?:的交叉引用)?|"
    "(?:发明|实用新型|发明或实用新型|发明创造)(?:内容|概述)|(?:附图|图面)(?:的?简要|简单)?(?:说明|描述)|"
    "附图标记(?:的?说明|列表)?|(?:主要)?(?:附图|图中|图面)?(?:元件|部件|组件)?(?:标记|标号|符号)(?:的?说明|列表)|"
    "(?:最佳|具体|优选)(?:实施(?:方式|例|方案))|实施(?:例|方式|方案)|工业(?:实用性|适用性))[】\\]]?[:：]?"
)
_EXAMPLE = re.compile("(?:具体)?实施(?:例|方式|方案)")
_CLAIM = re.compile(r"(?:权利要求\s?)?(\d{1,3})\s?[.．、:：,，]\s?(?!\d)")
_OPENING = re.compile(
    "一种|(?:根据|如|按照?|依照|依据|权利要求|由|用|采用|使用|包括|上述|前述|所述|任一)"
)
_LARGEST_GAP = 5
"""So many claims may be lost in recognition between two that are found."""


class Mark(NamedTuple):
    """Where a section begins, and what it is called."""

    start: int
    label: str
    heading: str


def patent_outline(text: str) -> tuple[Section, ...]:
    """题录, 摘要, 权利要求书 with its claims, 说明书 with its parts and paragraphs [0001].

    Claims are labelled "权利要求1", as people cite them. A text without these lines is one
    section; an empty text has none.
    """
    marks: list[Mark] = []
    for start, line in _lines(text, 0, len(text)):
        name = _section_name(line)
        if name and name not in (mark.heading for mark in marks):
            marks.append(Mark(start, "", name))
    if marks and marks[0].start > 0:
        marks.insert(0, Mark(0, "", BIBLIOGRAPHY))
    children = {CLAIMS: claim_sections, DESCRIPTION: description_sections, BRIEF: _points}
    return filled(
        marks,
        start=0,
        end=len(text),
        children=lambda mark, end: children.get(mark.heading, _none)(text, mark.start, end),
    )


def claim_sections(text: str, start: int, end: int) -> tuple[Section, ...]:
    """Claims in sequence; a figure at a line's start that is not the next number is text.

    Where recognition lost a number, the sequence goes on with a later claim that opens as claims
    do.
    """
    marks: list[Mark] = []
    last = 0
    for offset, line in _lines(text, start, end):
        match = _CLAIM.match(line)
        if match and _is_next(int(match[1]), last, line[match.end() :]):
            last = int(match[1])
            marks.append(Mark(offset, f"权利要求{last}", ""))
    return filled(marks, start=start, end=end) if marks else ()


def description_sections(text: str, start: int, end: int) -> tuple[Section, ...]:
    """Parts such as 技术领域 with their numbered paragraphs; () without either."""
    marks = list(_parts(text, start, end))
    if not marks:
        return _paragraphs(text, start, end)
    return filled(
        marks,
        start=start,
        end=end,
        children=lambda mark, stop: _paragraphs(text, mark.start, stop),
    )


def is_part_name(line: str) -> bool:
    """Whether a line is the name of a part of a description, such as 背景技术."""
    return bool(_PART.fullmatch(line))


def filled(
    marks: Sequence[Mark],
    *,
    start: int,
    end: int,
    children: Callable[[Mark, int], tuple[Section, ...]] = lambda mark, end: (),
) -> tuple[Section, ...]:
    """Sections from mark to mark that fill start..end; text before the first has no label."""
    first = marks[0].start if marks else end
    sections = [Section(label="", heading="", start=start, end=first)] if first > start else []
    stops = [*(mark.start for mark in marks), end][1:]
    for mark, stop in zip(marks, stops, strict=True):
        sections.append(
            Section(
                label=mark.label,
                heading=mark.heading,
                start=mark.start,
                end=stop,
                children=children(mark, stop),
            )
        )
    return tuple(sections)


def moved(section: Section, by: int) -> Section:
    """The section and all below it, `by` characters further on."""
    return replace(
        section,
        start=section.start + by,
        end=section.end + by,
        children=tuple(moved(child, by) for child in section.children),
    )


def _section_name(line: str) -> str | None:
    if _ABSTRACT_LINE.fullmatch(line):
        return ABSTRACT
    return line if line in (CLAIMS, DESCRIPTION, BRIEF, SEQUENCES) else None


def _is_next(number: int, last: int, words: str) -> bool:
    if number == last + 1:
        return True
    return last + 1 < number <= last + _LARGEST_GAP and bool(_OPENING.match(words))


def _parts(text: str, start: int, end: int) -> Iterator[Mark]:
    """Parts of a description; examples within the part on embodiments are no parts of their own."""
    has_embodiments = False
    for offset, line in _lines(text, start, end):
        match = _PART.fullmatch(line)
        if match and not (has_embodiments and _EXAMPLE.fullmatch(match[1])):
            has_embodiments = has_embodiments or "实施" in match[1]
            yield Mark(offset, "", match[1])


def _paragraphs(text: str, start: int, end: int) -> tuple[Section, ...]:
    marks = [
        Mark(offset, f"[{match[1]}]", "")
        for offset, line in _lines(text, start, end)
        if (match := _PARAGRAPH.match(line))
    ]
    return filled(marks, start=start, end=end) if marks else ()


def _points(text: str, start: int, end: int) -> tuple[Section, ...]:
    marks: list[Mark] = []
    for offset, line in _lines(text, start, end):
        match = _POINT.match(line)
        if match and int(match[1]) == len(marks) + 1:
            marks.append(Mark(offset, f"{match[1]}.", ""))
    return filled(marks, start=start, end=end) if marks else ()


def _none(text: str, start: int, end: int) -> tuple[Section, ...]:
    return ()


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    """Offset and words of every line in start..end."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, text[start:stop]
        start = stop + 1
