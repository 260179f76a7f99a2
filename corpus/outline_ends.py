"""What stands after the last clause: the note of annexes, the signature, the printer's lines.

None of it is part of a clause, so each begins a section of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.outline_marks import LISTS, Line, Mark, MarkKind

_DATE = (
    r"(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*"
    r"[\d一二三四五六七八九十]{1,3}\s*日"
)
_OFFICE = r"[^，。；：、\d|]{2,30}(?:局|部|院|会|府|办|厅|署|行|委|室|中心)"
_CLOSING_DATE = re.compile(rf"(?:{_OFFICE}\s+)?{_DATE}")
_SIGNATORY = re.compile(
    rf"{_OFFICE}(?:[（(](?:盖章|公章|印章?)[）)])?"
    r"|(?:局|部|院|署|厅|省|市|区|县|州)\s*长\s*[:： \u3000]\s*[\u4e00-\u9fff·\s]{2,8}"
)
# 版记 and 附注, GB/T 9704-2012 sections 7.3.9 and 7.4; web pages put 公开方式 in their place.
_IMPRINT = re.compile(
    rf"[（(]?(?:此件|公开方式|公开属性|信息公开)|抄\s*[送报][:：]|(?:主题词|分送|共印)[:： ]"
    rf"|[^，。；]{{2,40}}{_DATE}\s*印发$"
)
_NOTE = re.compile("[（(][^（）()]{2,80}(?:[（(][^（）()]{1,40}[）)][^（）()]{0,40})?[）)]")
# What speaks of the whole text after its last item; it is no part of that item.
_FINAL = re.compile(
    "(?:特此|专此)[\u4e00-\u9fff]{2,6}[。！]?|此[复函致令告][。！]?"
    "|(?:以上|当否|妥否)[^。]{0,30}(?:批示|批复|审[批议定])[^。]{0,6}[。]?"
    "|本(?:通知|意见|决定|公告|通告|办法|方案|措施|规定|细则|批复|文件|政策)自[^。]{1,40}"
    "(?:施行|实施|执行|生效)[，。].{0,120}|《[^》]{4,60}》根据本决定.{4,40}"
)
_MOST_SIGNATORIES = 6
_MOST_IMPRINT_LINES = 8
_LONGEST_ANNEX_TITLE = 60


def with_ends(marks: Sequence[Mark], lines: Sequence[Line]) -> tuple[Mark, ...]:
    """The marks, notes of annexes told from annexes, with one more for every signature."""
    closing = tuple(_closings(marks, lines))
    both = sorted((*marks, *closing), key=lambda mark: mark.start)
    ends = [mark.line for mark in both if mark.kind in (MarkKind.ANNEX, MarkKind.CLOSING)]
    stops = {line: stop for line, stop in pairwise((*ends, len(lines)))}
    items = {mark.line for mark in both if mark.kind in LISTS}
    notes = {
        mark.line
        for mark in both
        if mark.kind is MarkKind.ANNEX
        and all(
            _is_entry(lines[index], annex=mark, is_item=index in items)
            for index in range(mark.line + 1, stops[mark.line])
        )
    }
    return tuple(
        replace(mark, kind=MarkKind.ANNEX_NOTE)
        if mark.kind is MarkKind.ANNEX and mark.line in notes
        else mark
        for mark in both
    )


def _is_entry(line: Line, *, annex: Mark, is_item: bool) -> bool:
    """Whether a line below 附件 may stand in a note that only lists the titles of annexes."""
    words = line.stripped
    if not words or words == annex.heading:
        return True
    return is_item and len(words) <= _LONGEST_ANNEX_TITLE and not words.endswith(("。", "；"))


def _closings(marks: Sequence[Mark], lines: Sequence[Line]) -> Iterator[Mark]:
    """Where final provisions and signatures stand: at the end, and before each annex."""
    taken = {mark.line for mark in marks}
    first = min(taken, default=len(lines))
    ends = [mark.line for mark in marks if mark.kind is MarkKind.ANNEX] + [len(lines)]
    signed = [_first_closing_line(lines, end=end, taken=taken) for end in ends]
    places = {line for line in (*signed, *_final_lines(marks, lines, signed)) if line is not None}
    for line in sorted(places):
        if line > first:
            yield _closing(lines[line], line)


def _closing(line: Line, number: int) -> Mark:
    start = line.start + line.text.index(line.stripped[0])
    return Mark(
        kind=MarkKind.CLOSING,
        numbers=(),
        label="",
        heading="",
        start=start,
        line=number,
        bare=False,
    )


def _final_lines(
    marks: Sequence[Mark], lines: Sequence[Line], signed: Sequence[int | None]
) -> Iterator[int]:
    """Where provisions begin that end a text of lists; articles hold theirs themselves."""
    ends = sorted(line for line in signed if line is not None)
    in_article = False
    for mark, after in zip(marks, (*marks, None)[1:], strict=True):
        if mark.kind not in LISTS:
            in_article = mark.kind is MarkKind.ARTICLE
        goes_on = after is not None and after.kind in LISTS and after.numbers != (1,)
        if in_article or goes_on or mark.kind is MarkKind.ANNEX:
            continue
        stop = after.line if after else len(lines)
        place = bisect_left(ends, mark.line)
        stop = min(stop, ends[place]) if place < len(ends) else stop
        yield from _first_final(mark, lines, stop)


def _first_final(mark: Mark, lines: Sequence[Line], stop: int) -> Iterator[int]:
    """The first line below a mark that speaks of the whole text, none right below a heading."""
    may_be_own = mark.bare
    for index in range(mark.line + 1, stop):
        words = lines[index].stripped
        if words and not may_be_own and _FINAL.fullmatch(words):
            yield index
            return
        may_be_own = may_be_own and not words


def _first_closing_line(lines: Sequence[Line], *, end: int, taken: set[int]) -> int | None:
    """Where signatories, date and imprint begin that are the last lines before `end`, if any."""
    filled = [i for i in range(max(0, end - 40), end) if lines[i].stripped]
    first, filled = _back_over(_IMPRINT, lines, filled, most=_MOST_IMPRINT_LINES, taken=taken)
    _, unnoted = _back_over(_NOTE, lines, filled, most=2, taken=taken)
    dated, before = _back_over(_CLOSING_DATE, lines, unnoted, most=1, taken=taken)
    if dated is None:
        return first
    signed, _ = _back_over(_SIGNATORY, lines, before, most=_MOST_SIGNATORIES, taken=taken)
    return dated if signed is None else signed


def _back_over(
    pattern: re.Pattern[str],
    lines: Sequence[Line],
    filled: Sequence[int],
    *,
    most: int,
    taken: set[int],
) -> tuple[int | None, list[int]]:
    """The earliest of the last lines that are all of one sort, and the lines before them."""
    left = list(filled)
    first = None
    whole = pattern is not _IMPRINT
    for _ in range(most):
        if not left or left[-1] in taken:
            break
        words = lines[left[-1]].stripped
        if not (pattern.fullmatch(words) if whole else pattern.match(words)):
            break
        first = left.pop()
    return first, left
