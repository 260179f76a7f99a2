"""Tell headings from cross-references and tables of contents, by how the numbers run on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from corpus.outline_marks import CHAPTERS, Line, Mark, MarkKind

_UNFINISHED = re.compile(
    "(?:[、，,（(《“—]|依照|按照|根据|依据|违反|符合|适用|和|或者?|以?及|与|至|[本该]法|"
    "本(?:条例|办法|规定|细则|解释))$"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_CONTENTS_ENTRY = re.compile(
    r"[^.．…·‥]{1,80}(?:[.．·]{2,}|[…‥])[.．…·‥\s]*(?:\d{1,4}|[IVXivx]{1,6})"
)
_ITEMS_AHEAD = 4  # marks in which the 2. of a list must come
_LOOK_AHEAD = 400  # candidates; keeps a hostile text of nothing but jumps from costing n²


def drop_what_is_spoken_of(marks: Sequence[Mark], lines: Sequence[Line]) -> tuple[Mark, ...]:
    """The marks that are headings, in text order."""
    contents = _contents(marks, lines)
    kept = [mark for mark in marks if mark.line not in contents]
    kept = [mark for mark in kept if not _CONTENTS_ENTRY.fullmatch(lines[mark.line].stripped)]
    headings = {mark.line for mark in kept if mark.bare}
    kept = [mark for mark in kept if not _continues_a_sentence(mark, lines, headings=headings)]
    kept = list(_running_articles(kept))
    kept = list(_running_chapters(kept))
    return tuple(_running_decimals(kept))


def _contents(marks: Sequence[Mark], lines: Sequence[Line]) -> range:
    """Lines of the table of contents: from 目录 to where its first entry comes again."""
    head = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.stripped)), None)
    if head is None:
        return range(0)
    entries = [mark for mark in marks if mark.line > head]
    for again in entries[1:]:
        if _is_same_entry(entries[0], again):
            return range(head, again.line)
    return range(0)


def _is_same_entry(entry: Mark, other: Mark) -> bool:
    if (entry.kind, entry.numbers) != (other.kind, other.numbers):
        return False
    return entry.kind in CHAPTERS or entry.heading[:4] == other.heading[:4]


def _continues_a_sentence(mark: Mark, lines: Sequence[Line], *, headings: set[int]) -> bool:
    """Whether the line before breaks off where a reference would follow ("依照本法")."""
    if mark.kind not in (*CHAPTERS, MarkKind.ARTICLE):
        return False
    above = next((i for i in range(mark.line - 1, -1, -1) if lines[i].stripped), None)
    if above is None or above in headings:
        return False
    return _UNFINISHED.search(lines[above].stripped) is not None


def _running_articles(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Drop articles out of order; a jump holds only when the skipped numbers never follow."""
    articles = [mark for mark in marks if mark.kind is MarkKind.ARTICLE]
    position = {mark.start: index for index, mark in enumerate(articles)}
    last = (0, 0)
    for mark in marks:
        if mark.kind is MarkKind.ANNEX:
            last = (0, 0)
        if mark.kind is not MarkKind.ARTICLE:
            yield mark
            continue
        number = (mark.numbers[0], mark.numbers[1])
        place = position[mark.start] + 1
        ahead = articles[place : place + _LOOK_AHEAD]
        if mark.doubtful and not _fills_a_gap(last, number, ahead):
            continue
        if number == (1, 0) or (number > last and _is_believable(last, number, ahead)):
            last = number
            yield mark


def _fills_a_gap(last: tuple[int, int], number: tuple[int, int], ahead: Sequence[Mark]) -> bool:
    """Whether the articles run on only with this one: it is next, and the one after it follows."""
    if number not in ((last[0] + 1, 0), (last[0], last[1] + 1)):
        return False
    for later in ahead:
        if later.numbers == (1, 0):
            return True
        if not later.doubtful and later.numbers > last:
            return later.numbers > number
    return True


def _is_believable(last: tuple[int, int], number: tuple[int, int], ahead: Sequence[Mark]) -> bool:
    if number in ((last[0] + 1, 0), (last[0], last[1] + 1)):
        return True
    for later in ahead:
        if later.numbers == (1, 0):
            return True
        if last < later.numbers <= number:
            return False
    return True


def _running_chapters(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Drop chapters whose number falls back, other than to 1, within what encloses them."""
    last: dict[MarkKind, int] = {}
    for mark in marks:
        if mark.kind is MarkKind.ANNEX:
            last.clear()
        if mark.kind in CHAPTERS:
            number = mark.numbers[0]
            if 1 < number <= last.get(mark.kind, 0):
                continue
            last = {kind: value for kind, value in last.items() if kind < mark.kind}
            last[mark.kind] = number
        yield mark


def _running_decimals(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Keep decimal numbers that count on; "5 范围" alone counts only beside 5.1, 5.2.

    What is no decimal number may be an item that begins with a figure: 1.300总吨以下的船舶.
    """
    decimals = [mark for mark in marks if mark.kind is MarkKind.DECIMAL]
    with_whole = len(list(_counting(decimals))) > len([m for m in decimals if len(m.numbers) == 1])
    candidates = [mark for mark in decimals if with_whole or len(mark.numbers) > 1]
    kept = {mark.start for mark in _counting(candidates)}
    last: Mark | None = None
    for index, mark in enumerate(marks):
        if mark.kind is MarkKind.DECIMAL and mark.start not in kept:
            if not _is_item(mark, last, marks[index + 1 : index + 1 + _ITEMS_AHEAD]):
                continue
            mark = _as_item(mark)
        if mark.kind is MarkKind.ARABIC:
            last = mark
        yield mark


def _is_item(mark: Mark, last: Mark | None, ahead: Sequence[Mark]) -> bool:
    """Whether "1.300" stands where item 1. of a list stands, whose 2. follows, or 2. after 1."""
    if len(mark.numbers) != 2 or not mark.label[0].isdigit():
        return False
    number = mark.numbers[0]
    if number == 1:
        following = (m for m in ahead if m.kind in (MarkKind.ARABIC, MarkKind.DECIMAL))
        return any(later.numbers[0] == 2 for later in islice(following, 1))
    return last is not None and last.numbers[0] + 1 == number and last.line + 9 > mark.line


def _as_item(mark: Mark) -> Mark:
    label = mark.label.partition(".")[0] + "."
    return replace(
        mark, kind=MarkKind.ARABIC, numbers=mark.numbers[:1], label=label, heading="", bare=False
    )


def _counting(decimals: Sequence[Mark]) -> Iterator[Mark]:
    last: tuple[int, ...] | None = None
    for mark in decimals:
        if _counts_on(last, mark.numbers):
            last = mark.numbers
            yield mark


def _counts_on(last: tuple[int, ...] | None, numbers: tuple[int, ...]) -> bool:
    """Whether a decimal number opens a list, a level below, or steps on by one or two."""
    if last is None or (numbers[0] >= ord("A") and numbers[0] != last[0]):  # A.1 of an annex
        return all(part <= 1 for part in numbers[1:])
    if numbers[: len(last)] == last:
        return set(numbers[len(last) :]) == {1}
    shared = 0
    while shared < min(len(last), len(numbers)) and last[shared] == numbers[shared]:
        shared += 1
    if shared in (len(last), len(numbers)):
        return False
    return 1 <= numbers[shared] - last[shared] <= 2 and set(numbers[shared + 1 :]) <= {1}
