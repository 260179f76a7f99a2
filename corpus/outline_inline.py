"""Items set one after another on a line: 「…有下列情形的：（一）…；（二）…。」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chinese_numbers import CHINESE_NUMERALS
from corpus.clause_address import list_number
from corpus.outline_marks import Line, Mark, MarkKind

_AFTER_STOP = "(?:(?<=[：:；;。])|(?<=[：:；;。][ \u3000]))"
_ANY = re.compile("[：:；;。][ \u3000]?[（(①-⑳]")  # most lines have none: saves the other three
_FORMS = (
    (MarkKind.HAN_PAREN, re.compile(f"{_AFTER_STOP}[（(][{CHINESE_NUMERALS}]{{1,3}}[）)]")),
    (MarkKind.ARABIC_PAREN, re.compile(f"{_AFTER_STOP}[（(][0-9０-９]{{1,2}}[）)]")),
    (MarkKind.CIRCLED, re.compile(f"{_AFTER_STOP}[①-⑳]")),
)


def inline_items(line: Line, index: int, own: Mark | None) -> tuple[Mark, ...]:
    """Marks of the items within a line, in order; two at least, or going on from the line's own.

    Args:
        line: not a table row.
        index: its place among the lines.
        own: the mark at its beginning, if there is one.
    """
    found: list[Mark] = []
    if _ANY.search(line.text) is None:
        return ()
    for kind, form in _FORMS:
        run = list(_run(form, line, own if own is not None and own.kind is kind else None))
        if len(run) > 1 or (run and run[0][1] > 1):
            found += [_mark(kind, match, number, line, index) for match, number in run]
    return tuple(sorted(found, key=lambda mark: mark.start))


def _run(
    form: re.Pattern[str], line: Line, own: Mark | None
) -> Iterator[tuple[re.Match[str], int]]:
    """The numbers that count on: from 1 after a colon, or from the one the line begins with."""
    last = own.numbers[0] if own is not None else 0
    for match in form.finditer(line.text):
        number = list_number(match.group())
        introduced = line.text[: match.start()].rstrip().endswith((":", "："))
        if number == last + 1 and (last or introduced):
            last = number
            yield match, number


def _mark(kind: MarkKind, match: re.Match[str], number: int, line: Line, index: int) -> Mark:
    return Mark(
        kind=kind,
        numbers=(number,),
        label=match.group(),
        heading="",
        start=line.start + match.start(),
        line=index,
        bare=False,
    )
