"""The lines inside the grids of a page -> rows of cells; pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from corpus.page_lines import Line, Page, join_words
from corpus.reading_order import flat, rows_of
from corpus.ruled_grid import Grid, GridCell
from corpus.table_grid import Cell, table_lines

_FEWEST_FILLED = 3
"""Cells with words that make a table; frames round a text and pictures with labels have fewer."""


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
