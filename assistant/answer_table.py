"""A table in an answer, each row resting on a sentence of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row.

    Attributes:
        cells: as many as the table has columns; plain text.
        sentence: which sentence of the answer, from 0, carries the citations of this row; None
            where the row claims nothing of a text.
    """

    cells: tuple[str, ...]
    sentence: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """What is shown in place of the sentences its rows stand for.

    Attributes:
        columns: headings.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
