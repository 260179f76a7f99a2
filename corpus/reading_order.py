"""Lines printed anywhere on a page -> the order in which people read them; pure functions.

Neither the order in which a PDF draws its lines nor that in which an engine recognises them says
anything sure, so only their places count. A page set in columns is cut into one page a column;
recognised lines and those of a text layer go the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from corpus.page_lines import Line, Page

Row = tuple[Line, ...]
"""Lines side by side, left to right."""

_LEAST_ROWS = 4
"""Fewer lines side by side are a table or a signature, not columns."""

_LEAST_WIDTH = 8
"""Of a column, in type sizes: narrower ones are cells of a table."""

_WIDEST_GUTTER = 7
"""Between columns, in type sizes; cells of a table stand farther apart."""

_FULL_SHARE = 0.6
"""So many lines of set text reach the right edge of their column; cells of a table end anywhere."""


def in_columns(page: Page) -> list[Page]:
    """The page as stretches to be read one after the other, lines in reading order.

    A page without columns stays one, its rows from top to bottom, each from left to right. A
    column has `edges`. Text printed up the margin comes last; a page turned on its side is left
    as it is.
    """
    upright = [line for line in page.lines if not line.is_turned]
    turned = tuple(line for line in page.lines if line.is_turned)
    if len(turned) >= len(upright):
        return [page]
    size = median(line.height for line in upright)
    stretches = _stretches(rows_of(upright), page, size)
    stretches[-1] = replace(stretches[-1], lines=stretches[-1].lines + turned)
    return stretches


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """Lines grouped to rows, from top to bottom."""
    rows: list[list[Line]] = []
    tallest = None
    for line in sorted(lines, key=lambda line: (-(line.top + line.bottom), line.left)):
        if tallest and _is_level(line, tallest):
            rows[-1].append(line)
            tallest = max(tallest, line, key=lambda line: line.height)
        else:
            rows.append([line])
            tallest = line
    return [tuple(sorted(row, key=lambda line: line.left)) for row in rows]


def split_at(rows: Sequence[Row], gutter: float) -> list[list[Row]]:
    """Rows cut at `gutter`: left column then right column; a row that crosses it stands between.

    Returns:
        Stretches in reading order, none of them empty.
    """
    found: list[list[Row]] = []
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = list(run)
        found += [band] if crosses else _sides(band, gutter)
    return [stretch for stretch in found if stretch]


def flat(rows: Iterable[Row]) -> tuple[Line, ...]:
    """The lines of rows, in order."""
    return tuple(line for row in rows for line in row)


def _is_level(line: Line, other: Line) -> bool:
    """Whether both stand in one row; a comma by itself hangs below the ink of its line."""
    if line.overlap(other) > 0.5:
        return True
    middle = (line.top + line.bottom) / 2
    hang = 0.35 * other.height
    return line.height < 0.6 * other.height and other.bottom - hang < middle < other.top


def _stretches(rows: Sequence[Row], page: Page, size: float) -> list[Page]:
    gutter = _best_gutter(rows, size)
    if gutter is None:
        return [replace(page, lines=flat(rows))]
    found: list[Page] = []
    for is_set, band in _bands(rows, gutter, size):
        if not is_set:
            found.append(replace(page, lines=flat(band)))
            continue
        for side in _sides(band, gutter):
            left = min(row[0].left for row in side)
            right = max(row[-1].right for row in side)
            found += _stretches(side, replace(page, edges=(left, right)), size)
    return found


def _best_gutter(rows: Sequence[Row], size: float) -> float | None:
    """Where a column begins, less a little; the place that sets most rows in columns."""
    lefts = Counter(round(line.left / size * 2) for line in flat(rows))
    begins = [count * size / 2 - size * 0.6 for count, n in lefts.items() if n >= _LEAST_ROWS]
    best, most = None, 0
    for gutter in sorted(begins):
        bands = _bands(rows, gutter, size)
        inside = sum(len(band) for is_set, band in bands if is_set)
        if inside > most:
            best, most = gutter, inside
    return best


def _bands(rows: Sequence[Row], gutter: float, size: float) -> list[tuple[bool, list[Row]]]:
    """Runs of rows, each set in columns at `gutter` or not; neighbours that are not are one."""
    found: list[tuple[bool, list[Row]]] = []
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = list(run)
        is_set = not crosses and _are_columns(_sides(band, gutter), size)
        if found and not is_set and not found[-1][0]:
            found[-1][1].extend(band)
        else:
            found.append((is_set, band))
    return found


def _are_columns(sides: Sequence[Sequence[Row]], size: float) -> bool:
    """Whether both sides are set text that stands next to the other."""
    if not all(_is_set_text(side, size) for side in sides):
        return False
    (left, right) = sides
    gap = min(row[0].left for row in right) - max(row[-1].right for row in left)
    if gap > _WIDEST_GUTTER * size:
        return False
    shared = min(left[0][0].top, right[0][0].top) - max(left[-1][0].bottom, right[-1][0].bottom)
    return shared > _LEAST_ROWS * size / 2


def _is_set_text(rows: Sequence[Row], size: float) -> bool:
    if len(rows) < _LEAST_ROWS:
        return False
    right = max(row[-1].right for row in rows)
    if right - min(row[0].left for row in rows) < _LEAST_WIDTH * size:
        return False
    full = sum(row[-1].right > right - 1.6 * size for row in rows)
    return full >= _FULL_SHARE * len(rows)


def _sides(rows: Sequence[Row], gutter: float) -> list[list[Row]]:
    """Left and right part of rows that do not cross; rows of one side may be regrouped."""
    lines = flat(rows)
    return [
        rows_of(line for line in lines if line.right <= gutter),
        rows_of(line for line in lines if line.right > gutter),
    ]


def _crosses(row: Row, gutter: float) -> bool:
    return any(line.left < gutter < line.right for line in row)
