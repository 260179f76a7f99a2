"""The table of an answer as HTML; on a narrow screen each row becomes a card of its own."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer_table import AnswerTable
from assistant.unseen import shown


def table_html(table: AnswerTable, marks: Sequence[str]) -> str:
    """The table with its citation marks in the last cell of each row.

    Args:
        marks: HTML of the marks of each row, "" for none; as many as there are rows.
    """
    head = "".join(f'<th scope="col">{shown(name)}</th>' for name in table.columns)
    rows = "".join(
        _row_html(table.columns, row.cells, own) for row, own in zip(table.rows, marks, strict=True)
    )
    return (
        '<div class="zc-answer-table"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row_html(columns: Sequence[str], cells: Sequence[str], marks: str) -> str:
    last = len(cells) - 1
    cells_html = "".join(
        f'<td data-label="{shown(name)}"><span>{shown(cell)}{marks if n == last else ""}'
        "</span></td>"
        for n, (name, cell) in enumerate(zip(columns, cells, strict=True))
    )
    return f"<tr>{cells_html}</tr>"
