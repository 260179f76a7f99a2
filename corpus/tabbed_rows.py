"""Tables set with tabs or bars, as they come when copied into a text -> lines of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.table_grid import CELL_MARK

_FEWEST_CELLS = 3
"""Two columns set with a tab may be a label with its value, or an entry of a table of contents."""

_FEWEST_ROWS = 2
_BETWEEN_CELLS = re.compile("[ \u3000]{0,20}[\t|｜][ \u3000]{0,20}")


def with_tabbed_rows(text: str) -> str:
    """The text with such tables as rows of cells; tabs before a line's first word indent it.

    A table is a run of lines with the same number of cells.
    """
    return "\n".join(_lines(text)) if re.search("[\t|｜]", text) else text


def _lines(text: str) -> Iterator[str]:
    for count, run in groupby(text.split("\n"), key=_count_cells):
        lines = list(run)
        if count < _FEWEST_CELLS or len(lines) < _FEWEST_ROWS:
            yield from lines
        else:
            yield from (CELL_MARK.join(_cells(line)) for line in lines)


def _cells(line: str) -> list[str]:
    return _BETWEEN_CELLS.split(line.lstrip().rstrip("\r"))


def _count_cells(line: str) -> int:
    return len(_cells(line))
