"""Patents counted by two properties at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.layout.patent_record import PatentRecord

Labels = Callable[[PatentRecord], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Patents that bear both labels.

    Attributes:
        patents: ids, ascending, each once, never empty.
    """

    row: str
    column: str
    patents: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many patents."""
        return len(self.patents)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTable:
    """A two-way table.

    Attributes:
        rows, columns: labels in the order to show.
        cells: those that hold a patent, by row, then column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    def patents_at(self, row: str, column: str) -> tuple[str, ...]:
        """Ids in one cell; () for an empty one."""
        found = (cell.patents for cell in self.cells if (cell.row, cell.column) == (row, column))
        return next(found, ())


def cross_table(
    records: Iterable[PatentRecord],
    row_labels: Labels,
    column_labels: Labels,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
) -> CrossTable:
    """Count records under every pair of their labels, as far as rows and columns are asked for."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    wanted_rows, wanted_columns = frozenset(rows), frozenset(columns)
    for record in records:
        across = wanted_columns.intersection(column_labels(record))
        for row in wanted_rows.intersection(row_labels(record)):
            for column in across:
                found[row, column].add(record.id)
    return CrossTable(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(
            Cell(row=row, column=column, patents=tuple(sorted(found[row, column])))
            for row in rows
            for column in columns
            if (row, column) in found
        ),
    )


def leading_labels(records: Iterable[PatentRecord], labels: Labels, *, limit: int) -> list[str]:
    """The labels most records bear, most first, then by label."""
    counted = Counter(label for record in records for label in set(labels(record)))
    return sorted(counted, key=lambda label: (-counted[label], label))[:limit]
