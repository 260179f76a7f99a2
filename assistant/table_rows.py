"""Rows of tables as an answer says them: each value under the name of its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        document: as it is now.
    """

    def __init__(self, passage: Passage, document: Document) -> None:
        self._offset = passage.start
        tables = find_tables(document.text) if _has_rows(passage.text) else ()
        self._tables = [t for t in tables if passage.start < t.end and t.start < passage.end]

    def row_of(self, unit: Unit) -> SpokenRow | None:
        """The row a unit lies in; None when it is no row, or the columns have no names."""
        start = self._offset + unit.start
        for table in self._tables:
            for row in table.rows if table.columns else ():
                if row.start <= start < row.end:
                    return SpokenRow(table=table, row=row)
        return None

    def without_headers(self, units: Sequence[Unit]) -> tuple[Unit, ...]:
        """The units that are no header; all of them when there is nothing else."""
        heads = [(t.header[0].start, t.header[-1].end) for t in self._tables if t.header]
        kept = [
            unit
            for unit in units
            if not any(start <= self._offset + unit.start < end for start, end in heads)
        ]
        return tuple(kept) if len(kept) < len(units) and kept else tuple(units)


def _has_rows(text: str) -> bool:
    return any(is_table_row(line) for line in text.split("\n"))


def _said(name: str, value: str) -> str:
    return f"{name}：{value}" if name else value
