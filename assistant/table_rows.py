"""Rows of tables as an answer says them: each value under the name of its column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.clause_units import Unit
from corpus.documents import Document
from corpus.outline_marks import is_table_row
from corpus.tables import Row, Table, find_tables, key_column
from indexing.passages import Passage

_LONGEST_SPOKEN = 240
"""Characters of a row that is said whole; of a longer one the cells that answer best are said."""

_SERIAL = frozenset(("序号", "编号", "No.", "NO."))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenRow:
    """A row of a table with named columns.

    Attributes:
        table: it stands in.
        row: itself.
    """

    table: Table
    row: Row

    @property
    def name(self) -> str:
        """The cell that tells it from the other rows."""
        return self.row.cells[key_column(self.table)]

    @property
    def searched(self) -> str:
        """What a question about the row may name: the columns and the cells."""
        return "\n".join((*self.table.columns, *self.row.cells))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """What a citation quotes, in characters of the document: the row, then its header."""
        header = self.table.header
        return (self.row.start, self.row.end), (header[0].start, header[-1].end)

    def said(self, score: Callable[[str], float]) -> str:
        """ "学历：硕士；年龄要求：45周岁以下" in the order of the columns.

        Args:
            score: how well a text answers, higher is better; it chooses among the cells of a row
                too long to be said whole.
        """
        named = list(zip(self.table.columns, self.row.cells, strict=False))
        said = {i: _said(*one) for i, one in enumerate(named) if one[1] and one[0] not in _SERIAL}
        key = key_column(self.table)
        ranked = sorted(said, key=lambda i: (i != key, -score(said[i])))
        kept, length = set(ranked[:2]), 0
        for i in ranked:
            length += len(said[i])
            kept |= {i} if length <= _LONGEST_SPOKEN else set()
        return "；".join(said[i] for i in sorted(kept)).rstrip("；。") + "。"


class PassageRows:
    """The rows of tables in a passage.

    Args:
        passage: cut from `document`.
        document: as it is now; None when it is gone, which leaves no rows.
    """

    def __init__(self, passage: Passage, document: Document | None) -> None:
        self._offset = passage.start
        inside = document is not None and _has_rows(passage.text)
        tables = find_tables(document.text) if document and inside else ()
        self._tables = [t for t in tables if passage.start < t.end and t.start < passage.end]
        self.rows = tuple(
            SpokenRow(table=table, row=row)
            for table in self._tables
            for row in table.rows
            if table.columns and passage.start < row.end and row.start < passage.end
        )

    def row_of(self, unit: Unit) -> SpokenRow | None:
        """The row a unit lies in; None when it is no row, or the columns have no names."""
        start = self._offset + unit.start
        return next((one for one in self.rows if one.row.start <= start < one.row.end), None)

    def searched(self, unit: Unit) -> str:
        """What a question about the unit may name: its words, of a row also the columns."""
        row = self.row_of(unit)
        return row.searched if row else unit.text

    def is_header(self, unit: Unit) -> bool:
        """Whether the unit is a line that names columns."""
        start = self._offset + unit.start
        headers = (table.header for table in self._tables if table.header)
        return any(header[0].start <= start < header[-1].end for header in headers)


def _has_rows(text: str) -> bool:
    return any(is_table_row(line) for line in text.split("\n"))


def _said(name: str, value: str) -> str:
    return f"{name}：{value}" if name else value
