"""Chapters whose number is missing: 附则 as codes print it, and titles that lost their 第二章."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.outline_labels import close_up
from corpus.outline_marks import CHAPTERS, Line, Mark, MarkKind

_GENERAL_TITLE = re.compile(r"[总分附]\s*则")
_TITLE = re.compile("[\u4e00-\u9fff、\u3000 ]{2,15}")
_FARTHEST = 4  # lines from a title to its first article, blank ones counted


def with_unnumbered_chapters(marks: Sequence[Mark], lines: Sequence[Line]) -> Iterator[Mark]:
    """The marks with one for each title that stands without number right above an article.

    附则, 总则 and 分则 stand beside the outermost chapters there are; other words only count in a
    text of chapters and after a complete sentence.
    """
    chapters = [mark for mark in marks if mark.kind in CHAPTERS]
    outermost = min((mark.kind for mark in chapters), default=MarkKind.CHAPTER)
    taken = {mark.line for mark in marks} | set(_title_lines(chapters, lines))
    for mark in marks:
        if mark.kind is MarkKind.ARTICLE:
            above = [
                i for i in range(max(0, mark.line - _FARTHEST), mark.line) if lines[i].stripped
            ]
            if above and above[-1] not in taken:
                title, before = lines[above[-1]], lines[above[-2]] if len(above) > 1 else None
                if _GENERAL_TITLE.fullmatch(title.stripped):
                    yield _mark(title, outermost, line=above[-1])
                elif chapters and before and _stands_alone(title, before):
                    yield _mark(title, MarkKind.CHAPTER, line=above[-1])
        yield mark


def _title_lines(chapters: Sequence[Mark], lines: Sequence[Line]) -> Iterator[int]:
    """Lines below a chapter's number that its title was read from."""
    for mark in chapters:
        printed = "".join(lines[mark.line].text.split())
        if not printed.endswith("".join(mark.heading.split())):
            yield from range(mark.line + 1, mark.line + _FARTHEST + 1)


def _stands_alone(title: Line, before: Line) -> bool:
    return before.stripped.endswith("。") and _TITLE.fullmatch(title.stripped) is not None


def _mark(title: Line, kind: MarkKind, *, line: int) -> Mark:
    start = title.start + title.text.index(title.stripped[0])
    heading = close_up(title.stripped)
    return Mark(kind=kind, numbers=(), label="", heading=heading, start=start, line=line, bare=True)
