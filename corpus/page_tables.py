"""The lines of tables on a page, with borders or without -> rows of cells; pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from corpus.page_lines import Line, Page, join_words
from corpus.reading_order import Row, flat, rows_of
from corpus.ruled_grid import Grid, GridCell
from corpus.table_grid import CELL_MARK, Cell, table_lines

_FEWEST_FILLED = 3
"""Cells with words that make a table; frames round a text and pictures with labels have fewer."""

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
"""Of a table without borders; signatures side by side have fewer."""


def with_tables_as_rows(page: Page, grids: Sequence[Grid]) -> Page:
    """The page with the words of each table as one line a row, its cells joined by " | "."""
    lines = page.lines
    for grid in grids:
        inside = [line for line in lines if grid.holds(*_middle(line))]
        cells = _filled(grid, inside)
        if len(cells) >= _FEWEST_FILLED:
            outside = tuple(line for line in lines if not grid.holds(*_middle(line)))
            lines = (*outside, *_rows(grid, cells, inside))
    return replace(page, lines=lines)


def with_aligned_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of a table without borders as one line a row.

    A table is a run of rows with the same number of words far apart, each below the other.

    Args:
        lines: of one page or column, in reading order.
    """
    found: list[Line] = []
    table: list[Row] = []
    for row in [*rows_of(lines), ()]:
        if table and not _goes_on(table[-1], row):
            found += _table(table)
            table = []
        if row:
            table.append(row)
    return found


def _goes_on(above: Row, row: Row) -> bool:
    if len(row) != len(above) or len(row) < _FEWEST_COLUMNS:
        return False
    size = max(line.height for line in (*above, *row))
    apart = all(b.left - a.right > size for cells in (above, row) for a, b in pairwise(cells))
    return apart and all(_is_below(a, b, size) for a, b in zip(above, row, strict=True))


def _is_below(above: Line, line: Line, size: float) -> bool:
    """Whether both are set flush left, flush right or centred in one column."""
    left, right = abs(above.left - line.left), abs(above.right - line.right)
    return min(left, right, abs(_middle(above)[0] - _middle(line)[0])) < size


def _table(rows: Sequence[Row]) -> list[Line]:
    if len(rows) < _FEWEST_ROWS:
        return [line for row in rows for line in row]
    return [
        Line(
            text=CELL_MARK.join(cell.text for cell in row),
            left=row[0].left,
            right=row[-1].right,
            bottom=min(cell.bottom for cell in row),
            top=max(cell.top for cell in row),
            stands_alone=True,
        )
        for row in rows
    ]


def _middle(line: Line) -> tuple[float, float]:
    return (line.left + line.right) / 2, (line.bottom + line.top) / 2


def _filled(grid: Grid, lines: Sequence[Line]) -> dict[GridCell, str]:
    """The words of each cell that has some."""
    found: dict[GridCell, list[Line]] = defaultdict(list)
    for line in lines:
        found[grid.cell_at(*_middle(line))].append(line)
    return {
        cell: reduce(join_words, (line.text for line in flat(rows_of(inside))))
        for cell, inside in found.items()
    }


def _rows(grid: Grid, words: dict[GridCell, str], lines: Sequence[Line]) -> list[Line]:
    """Lines as wide as the grid, spread evenly over its height, as high as those they replace."""
    rows: list[list[Cell]] = [[] for _ in grid.ys[1:]]
    for cell in grid.cells:
        rows[cell.row].append(Cell(text=words.get(cell, ""), columns=cell.columns, rows=cell.rows))
    texts = [text for text in table_lines(rows) if text.strip()]
    step = (grid.ys[0] - grid.ys[-1]) / max(len(texts), 1)
    height = min(min(line.height for line in lines), 0.8 * step)
    return [
        Line(
            text=text,
            left=grid.xs[0],
            right=grid.xs[-1],
            bottom=grid.ys[0] - (number + 0.5) * step - height / 2,
            top=grid.ys[0] - (number + 0.5) * step + height / 2,
            stands_alone=True,
        )
        for number, text in enumerate(texts)
    ]
