"""Cells of a two-way table that hold far fewer patents than independence gives them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.layout.cross_table import CrossTable

FEWEST_EXPECTED = 5.0
"""A cell that independence gives fewer patents may be empty by chance."""

THIN = 0.25
"""At most this share of the expected number is thin."""

SIGNIFICANCE = 0.05
"""False discovery rate over all cells tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinCell:
    """A cell with too few patents.

    Attributes:
        patents: ids it holds, often none.
        expected: patents of the row times patents of the column over all patents of the table.
        p_value: chance of so few under independence, corrected for the number of cells tested.
    """

    row: str
    column: str
    patents: tuple[str, ...]
    expected: float
    p_value: float


def thin_cells(
    table: CrossTable, *, columns: Collection[str] | None = None
) -> tuple[ThinCell, ...]:
    """The thin cells whose emptiness chance does not explain, in the order of the table.

    A cell is tested when at least `FEWEST_EXPECTED` patents are expected; the test is the exact
    lower tail of the hypergeometric distribution, corrected by Benjamini and Hochberg (1995).

    Args:
        columns: those to test, when the others only complete the table: a correction over cells
            nobody asks about would not hold for those that are shown. None tests all.
    """
    in_row = _patents(table, [(cell.row, cell.patents) for cell in table.cells])
    in_column = _patents(table, [(cell.column, cell.patents) for cell in table.cells])
    everything = len({id_ for cell in table.cells for id_ in cell.patents})
    held = {(cell.row, cell.column): cell.patents for cell in table.cells}
    tested = []
    for row in table.rows:
        for column in table.columns if columns is None else columns:
            drawn, marked = in_row.get(row, 0), in_column.get(column, 0)
            expected = drawn * marked / everything if everything else 0.0
            if expected >= FEWEST_EXPECTED:
                patents = held.get((row, column), ())
                # A cell with as many as expected is no thin one, however exactly one computes.
                is_full = len(patents) >= expected
                chance = 1.0 if is_full else _lower_tail(len(patents), drawn, marked, everything)
                tested.append(
                    ThinCell(
                        row=row, column=column, patents=patents, expected=expected, p_value=chance
                    )
                )
    return tuple(
        cell
        for cell in _corrected(tested)
        if cell.p_value < SIGNIFICANCE and len(cell.patents) <= THIN * cell.expected
    )


def _patents(table: CrossTable, labelled: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, int]:
    """How many different patents each row, or each column, holds."""
    found: dict[str, set[str]] = {}
    for label, patents in labelled:
        found.setdefault(label, set()).update(patents)
    return {label: len(ids) for label, ids in found.items()}


def _lower_tail(seen: int, drawn: int, marked: int, everything: int) -> float:
    """P(X <= seen) for the marked ones among `drawn` without replacement out of `everything`."""
    whole = _log_choose(everything, drawn)
    fewest = max(0, drawn + marked - everything)
    terms = (
        math.exp(_log_choose(marked, k) + _log_choose(everything - marked, drawn - k) - whole)
        for k in range(fewest, min(seen, drawn, marked) + 1)
    )
    return min(1.0, sum(terms))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _corrected(tested: Sequence[ThinCell]) -> list[ThinCell]:
    """With p values adjusted for their number, in the order given."""
    by_chance = sorted(range(len(tested)), key=lambda at: tested[at].p_value)
    adjusted: dict[int, float] = {}
    least = 1.0
    for rank in range(len(by_chance), 0, -1):
        at = by_chance[rank - 1]
        least = min(least, tested[at].p_value * len(tested) / rank)
        adjusted[at] = least
    return [replace(cell, p_value=adjusted[at]) for at, cell in enumerate(tested)]
