"""The cells of a table with their spans -> lines of cells; shared by the readers.

A cell that spans rows or columns holds for each of them, so it is repeated there: a line that is
cited alone is then complete.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.clean_text import clean_line

CELL_MARK = " | "
"""Between the cells of a row, in every text we read."""

_REPEATED_DOWN = 500
"""Characters of the longest cell repeated in further rows: about what one passage holds."""

_REPEATED_ACROSS = 40
"""Characters of the longest cell repeated in further columns: figures and names, no paragraphs."""

_MOST_COLUMNS = 60
"""Tables with more are not expanded across, so that invented spans cannot fill the memory."""

_STRAY_SHARE = 0.05
"""A column begun by fewer of the rows is a slip in the spans of those rows, no column."""

_MOST_REPEATED = 200_000
"""Characters repeated down in one table, likewise; the widest of 32 government pages has 700."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell as its file states it.

    Attributes:
        text: may hold line breaks.
        columns, rows: how many it spans, 1 or more.
    """

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCell:
    """One cell of a Word table, where every row lists the cells that run on from above.

    Attributes:
        continues: whether it belongs to the cell above it in the same columns.
    """

    text: str
    columns: int
    continues: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in one row of the grid; `first`..`last` are its columns.

    Attributes:
        is_repeat: whether it stands in a row above and spans down to this one.
    """

    text: str
    first: int
    last: int
    is_repeat: bool = False


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table: a title, its rows, its notes; [] when no cell has text.

    A table of one column is layout, and the lines of its cells stay apart. Cells that fill the
    width stand alone when they open or close the table. Rows without text of their own are left
    out. In a form, whose first row has a blank to fill in, nothing is repeated across.
    """
    if max((len(row) for row in rows), default=0) <= 1:
        return [cell.text for row in rows for cell in row if cell.text.strip()]
    placed = [row for row in _place(rows) if any(c.text and not c.is_repeat for c in row)]
    top = _count_full_width(placed)
    bottom = _count_full_width(list(reversed(placed[top:])))
    body = placed[top : len(placed) - bottom]
    edges = _column_starts(body)
    opening = body[0][1:] if body else ()
    is_form = len(edges) > _MOST_COLUMNS or not all(cell.text for cell in opening)
    write = _form_line if is_form else _data_line
    return [
        *(row[0].text for row in placed[:top]),
        *(write(row, edges) for row in body),
        *(row[0].text for row in placed[len(placed) - bottom :]),
    ]


def with_row_spans(rows: Sequence[Sequence[MergedCell]]) -> list[list[Cell]]:
    """The same cells, each stated once with the number of rows it spans."""
    placed = [_at_columns(row) for row in rows]
    return [
        [
            Cell(text=cell.text, columns=cell.columns, rows=_rows_spanned(placed[number:], column))
            for column, cell in row.items()
            if not (cell.continues and number)
        ]
        for number, row in enumerate(placed)
    ]


def _at_columns(row: Sequence[MergedCell]) -> dict[int, MergedCell]:
    placed: dict[int, MergedCell] = {}
    column = 0
    for cell in row:
        placed[column] = cell
        column += cell.columns
    return placed


def _rows_spanned(rows: Sequence[dict[int, MergedCell]], column: int) -> int:
    below = (row.get(column) for row in rows[1:])
    return 1 + sum(1 for _ in takewhile(lambda cell: cell is not None and cell.continues, below))


def _place(rows: Sequence[Sequence[Cell]]) -> Iterator[list[_Placed]]:
    """The cells of each row with their columns, those that span down from above among them."""
    hanging: list[tuple[_Placed, int]] = []
    budget = _MOST_REPEATED
    for row in rows:
        placed = [cell for cell, _ in hanging]
        budget -= sum(len(cell.text) + 1 for cell in placed)
        taken = [(cell.first, cell.last) for cell in placed]
        still = [(cell, left - 1) for cell, left in hanging if left > 1]
        column = 0
        for cell in row:
            column = _free(column, taken)
            text = clean_line(cell.text).replace(CELL_MARK, " ")
            last = column + max(cell.columns, 1) - 1
            placed.append(_Placed(text, column, last))
            if cell.rows > 1 and budget > 0:
                below = text if len(text) <= _REPEATED_DOWN else ""
                still.append((_Placed(below, column, last, is_repeat=True), cell.rows - 1))
            column = last + 1
        hanging = still if budget > 0 else []
        yield sorted(placed, key=lambda cell: cell.first)


def _free(column: int, taken: Sequence[tuple[int, int]]) -> int:
    """The first column from `column` on that no cell from above fills."""
    for first, last in sorted(taken):
        if first <= column <= last:
            column = last + 1
    return column


def _count_full_width(rows: Sequence[Sequence[_Placed]]) -> int:
    return next((i for i, row in enumerate(rows) if len(row) > 1), len(rows))


def _form_line(row: Sequence[_Placed], _: Sequence[int]) -> str:
    return CELL_MARK.join(cell.text for cell in row)


def _column_starts(rows: Sequence[Sequence[_Placed]]) -> list[int]:
    """Grid columns at which cells begin, ascending; others are never told apart."""
    begun = Counter(cell.first for row in rows for cell in row)
    return sorted(start for start, count in begun.items() if count >= _STRAY_SHARE * len(rows))


def _data_line(row: Sequence[_Placed], starts: Sequence[int]) -> str:
    """One cell for each of the columns that begin at `starts`."""
    texts = [""] * len(starts)
    columns = [max(bisect_right(starts, cell.first) - 1, 0) for cell in row]
    for cell, column, end in zip(row, columns, [*columns, len(starts)][1:], strict=True):
        texts[column] = f"{texts[column]} {cell.text}".strip()
        if len(cell.text) <= _REPEATED_ACROSS and len(row) > 1:
            texts[column + 1 : end] = [cell.text] * (end - column - 1)
    return CELL_MARK.join(texts)
