"""Straight strokes on a page -> the grids of its tables; pure functions.

Places are in points from the lower left corner of the page as it is read. Word processors draw a
border as one stroke, cell by cell, or as a thin filled box; all come here as strokes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NEAR = 2.5
"""Points between strokes that belong to one border: Word's widest table line is 6 points."""

_SHORTEST = 6.0
"""Points of a border; shorter strokes are marks and letters."""

_MOST_BORDERS = 300
"""Along each direction; a page with more is a drawing, and comparing them all would take long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A stroke along an axis: at `at` across it, from `start` to `end` along it."""

    is_upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a grid: its first column and row from the upper left, and how many it spans."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The borders of a table.

    Attributes:
        xs: edges of its columns from left to right, 3 or more.
        ys: edges of its rows from top to bottom, 3 or more.
        cells: rectangles that fill it without overlap, by rows.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def cell_at(self, x: float, y: float) -> GridCell:
        """The cell a point inside lies in."""
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_left([-edge for edge in self.ys], -y), len(self.ys) - 1) - 1
        place = max(column, 0), max(row, 0)
        return next(cell for cell in self.cells if _covers(cell, *place))

    def parts(self, left: float, right: float, y: float) -> bool:
        """Whether an edge of a column stands between two places at one height."""
        if not self.holds(left, y):
            return False
        after = bisect_left(self.xs, left)
        return after < len(self.xs) and self.xs[after] <= right


def find_grids(rules: Iterable[Rule]) -> tuple[Grid, ...]:
    """The tables that strokes draw, from top to bottom; a frame or a drawing is none."""
    found = list(rules)
    upright = _merged(rule for rule in found if rule.is_upright)
    level = _merged(rule for rule in found if not rule.is_upright)
    if max(len(upright), len(level)) > _MOST_BORDERS:
        return ()
    grids = (_grid(*group) for group in _touching(upright, level))
    return tuple(sorted(filter(None, grids), key=lambda grid: -grid.ys[0]))


def _covers(cell: GridCell, column: int, row: int) -> bool:
    return (
        cell.column <= column < cell.column + cell.columns
        and cell.row <= row < cell.row + cell.rows
    )


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Strokes on one line that touch made one, the short ones left out."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined = (one for line in lines for one in _joined(line))
    return [rule for rule in joined if rule.end - rule.start >= _SHORTEST]


def _joined(line: Sequence[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in line) / len(line)
    ordered = sorted(line, key=lambda rule: rule.start)
    start, end = ordered[0].start, ordered[0].end
    for rule in ordered[1:]:
        if rule.start > end + _NEAR:
            yield Rule(is_upright=rule.is_upright, at=at, start=start, end=end)
            start = rule.start
        end = max(end, rule.end)
    yield Rule(is_upright=line[0].is_upright, at=at, start=start, end=end)


def _touching(
    upright: Sequence[Rule], level: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of strokes that hang together by crossing."""
    left = list(range(len(upright)))
    while left:
        columns, rows, pending = {left[0]}, set[int](), [left[0]]
        while pending:
            column = upright[pending.pop()]
            crossed = {n for n, row in enumerate(level) if n not in rows and _cross(column, row)}
            rows |= crossed
            further = {
                n
                for n in left
                if n not in columns and any(_cross(upright[n], level[row]) for row in crossed)
            }
            columns |= further
            pending += further
        left = [n for n in left if n not in columns]
        yield [upright[n] for n in sorted(columns)], [level[n] for n in sorted(rows)]


def _cross(column: Rule, row: Rule) -> bool:
    return _reaches(column, row.at) and _reaches(row, column.at)


def _reaches(rule: Rule, place: float) -> bool:
    return rule.start - _NEAR <= place <= rule.end + _NEAR


def _grid(upright: Sequence[Rule], level: Sequence[Rule]) -> Grid | None:
    """None for what has fewer than two columns and rows, or cells that are no rectangles."""
    if not level:
        return None
    sides = (min(rule.start for rule in level), max(rule.end for rule in level))
    ends = (max(rule.end for rule in upright), min(rule.start for rule in upright))
    xs = _edges([*(rule.at for rule in upright), *sides])
    ys = _edges([*(rule.at for rule in level), *ends])[::-1]
    if min(len(xs), len(ys)) < 3:
        return None
    cells = _cells(xs, ys, upright, level)
    filled = sum(cell.columns * cell.rows for cell in cells)
    whole = filled == (len(xs) - 1) * (len(ys) - 1)
    return Grid(xs=tuple(xs), ys=tuple(ys), cells=tuple(cells)) if whole else None


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > 2 * _NEAR:
            edges.append(place)
    return edges


def _cells(
    xs: Sequence[float], ys: Sequence[float], upright: Sequence[Rule], level: Sequence[Rule]
) -> list[GridCell]:
    """Boxes without a border between them made one cell; the areas add up when all are whole."""
    middles = [(a + b) / 2 for a, b in pairwise(xs)], [(a + b) / 2 for a, b in pairwise(ys)]
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, y in enumerate(middles[1]):
        for column, x in enumerate(middles[0]):
            if (column, row) in taken:
                continue
            columns = rows = 1
            while column + columns < len(middles[0]) and not _is_border(
                upright, xs[column + columns], y
            ):
                columns += 1
            while row + rows < len(middles[1]) and not _is_border(level, ys[row + rows], x):
                rows += 1
            boxes = {(column + c, row + r) for c in range(columns) for r in range(rows)}
            cells.append(GridCell(column=column, row=row, columns=columns, rows=rows))
            if boxes & taken:
                return []
            taken |= boxes
    return cells


def _is_border(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _NEAR and _reaches(rule, middle) for rule in rules)
