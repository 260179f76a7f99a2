"""A table in an answer, each row resting on a sentence of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

_Sentence = TypeVar("_Sentence")


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

    def around(self, sentences: Sequence[_Sentence]) -> tuple[list[_Sentence], list[_Sentence]]:
        """The sentences of the answer that no row stands for: before the table, and after it.

        The table stands where the first sentence was that it replaces; behind all of them when it
        replaces none.
        """
        inside = {row.sentence for row in self.rows}
        begins = min((n for n in inside if n is not None), default=len(sentences))
        outside = [n for n in range(len(sentences)) if n not in inside]
        return (
            [sentences[n] for n in outside if n < begins],
            [sentences[n] for n in outside if n > begins],
        )
