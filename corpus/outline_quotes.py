"""Which lines stand inside a quotation that runs over several, as in a decision that amends.

「3.将第一条修改为：“…」 quotes whole articles and lists; their numbers are not the decision's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.outline_marks import Line

_OPENS = re.compile("(?:^|[：:])\\s*“")
_CLOSES = re.compile("”[。；;]?$")
_LONGEST_QUOTATION = 200  # lines; an opening mark that nothing closes within these is a slip


def quoted_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that begin inside a quotation opened on an earlier line.

    A quotation opens at the start of a line or after a colon and closes at the end of a line;
    each of its paragraphs may begin with an opening mark of its own.
    """
    quoted: set[int] = set()
    end = -1
    for index, line in enumerate(lines):
        if index > end and _is_left_open(line.stripped):
            end = _end_of_quotation(lines, index)
            quoted.update(range(index + 1, end + 1))
    return frozenset(quoted)


def _is_left_open(words: str) -> bool:
    opening = _OPENS.search(words)
    if opening is None:
        return False
    after = words[opening.end() :]
    return after.count("”") <= after.count("“")


def _end_of_quotation(lines: Sequence[Line], start: int) -> int:
    """The line that closes the quotation opened on `start`; `start` itself when none does."""
    for index in range(start + 1, min(len(lines), start + 1 + _LONGEST_QUOTATION)):
        words = lines[index].stripped
        if _CLOSES.search(words) and words.count("”") > words.count("“") - words.startswith("“"):
            return index
    return start
