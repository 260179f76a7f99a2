"""Do the numbers of articles, chapters and items run on without gap?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number, to_chinese
from corpus.clause_address import article_number, list_number
from corpus.documents import Section
from corpus.structure_fault import FaultKind, Finding

_CHAPTER = re.compile("第(?P<number>.+?)(?P<unit>分编|[编章节])")
_RESTARTS = re.compile("附[件录表]|第.+[编]$|[一二三四五六七八九十]+、$")

_FIRSTS = (
    (CHINESE_NUMERALS, "一"),
    ("0-9０-９", "1"),
    ("①-⑳", "①"),
    ("⑴-⒇", "⑴"),
    ("⒈-⒛", "⒈"),
    ("㈠-㈩", "㈠"),
)
_ONE_WIDTH = str.maketrans("（）、．", "()..")


def number_findings(sections: Sequence[Section]) -> Iterator[Finding]:
    """Gaps, repetitions and steps back, in each row of numbers."""
    yield from _article_findings(sections)
    yield from _chapter_findings(sections, {})
    yield from _item_findings(sections, {})


def _article_findings(sections: Sequence[Section]) -> Iterator[Finding]:
    """Articles count through the whole text; they begin anew in a 编, an annex, below 一、."""
    last, last_label, may_restart = (0, 0), "", True
    for section in _walk(sections):
        may_restart = may_restart or bool(_RESTARTS.match(section.label))
        number = article_number(section.label)
        if number is None:
            continue
        follows = number in ((last[0] + 1, 0), (last[0], last[1] + 1))
        if not follows and not (number == (1, 0) and may_restart):
            yield Finding(
                kind=FaultKind.ARTICLE_COUNT,
                offset=section.start,
                detail=_step(last_label, section.label),
            )
        last, last_label, may_restart = number, section.label, False


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _chapter_findings(sections: Sequence[Section], last: dict[str, int]) -> Iterator[Finding]:
    """章 count on within their 编 or through the whole text, 节 within their 章."""
    for section in sections:
        unit, number = _chapter(section.label)
        if number:
            if number not in (1, last.get(unit, 0) + 1):
                before = f"第{to_chinese(last[unit])}{unit}" if unit in last else ""
                yield Finding(
                    kind=FaultKind.CHAPTER_COUNT,
                    offset=section.start,
                    detail=_step(before, section.label),
                )
            last[unit] = number
            last.pop("节" if unit == "章" else "", None)
        yield from _chapter_findings(section.children, last)


def _chapter(label: str) -> tuple[str, int]:
    """("章", 3) for "第三章"; ("", 0) for any other label."""
    match = _CHAPTER.fullmatch(label)
    try:
        return (match["unit"], parse_number(match["number"])) if match else ("", 0)
    except ValueError:
        return "", 0


def _item_findings(sections: Sequence[Section], last: dict[str, int]) -> Iterator[Finding]:
    """Items of one form count from 1, on from a sibling, or on from the list before, `last`."""
    before, own = "", dict[str, int]()
    for section in sections:
        number = list_number(section.label)
        if number is not None:
            form = _form(section.label)
            if number not in (1, own.get(form, 0) + 1, last.get(form, 0) + 1):
                yield Finding(
                    kind=FaultKind.ITEM_COUNT,
                    offset=section.start,
                    detail=_step(before, section.label),
                )
            last[form] = own[form] = number
            before = section.label
        yield from _item_findings(section.children, last)


def _form(label: str) -> str:
    """The label as the first of its list has it, in one width: (一) for （三）, 1. for 12、."""
    for numerals, first in _FIRSTS:
        label = re.sub(f"[{numerals}]+", first, label)
    return label.translate(_ONE_WIDTH)


def _step(before: str, label: str) -> str:
    return f"{before}之后是{label}" if before else f"从{label}起"
