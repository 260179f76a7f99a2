"""Tables of a web page -> lines of cells, in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.table_grid import Cell, table_lines

if TYPE_CHECKING:
    from bs4 import Tag

_LAYOUT_LINES = 5
_LAYOUT_SHARE = 0.7
"""A cell with this many lines and this share of the table's text is the text of a page."""

_WIDEST_SPAN = 1000
"""Columns or rows a cell may claim to span, as browsers have it for columns (HTML, 4.9.11)."""


def write_out_tables(root: Tag) -> None:
    """Replace every table inside `root` by its text, a row a line.

    A table that arranges blocks of the page instead of holding data gives its cells one after the
    other. Blocks and line breaks must be marked by "\\n" already.
    """
    tables = [tag for tag in root.find_all(True) if tag.name == "table"]
    layout = {id(table) for table in tables if _is_layout(table)}
    for table in reversed(tables):  # the inner table comes before the outer one
        write = _cells_text if id(table) in layout else _rows_text
        table.replace_with(f"\n{write(table)}\n")


def _is_layout(table: Tag) -> bool:
    if table.get("role") == "presentation":
        return True
    whole = max(_length(table), 1)
    inside = table.find_all(True)
    if any(tag.name == "table" and _length(tag) >= whole / 2 for tag in inside):
        return True
    cells = [tag for tag in inside if tag.name in ("td", "th")]
    largest = max(cells, key=_length, default=table)
    lines = [line for line in largest.get_text().split("\n") if line.strip()]
    return len(lines) >= _LAYOUT_LINES and _length(largest) >= _LAYOUT_SHARE * whole


def _length(tag: Tag) -> int:
    return len("".join(tag.get_text().split()))


def _rows_of(table: Tag) -> list[list[Tag]]:
    rows = [tag for tag in table.find_all(True) if tag.name == "tr"]
    cells = ([c for c in row.find_all(["td", "th"], recursive=False)] for row in rows)
    return [row for row in cells if row]


def _cells_text(table: Tag) -> str:
    return "\n".join(cell.get_text() for row in _rows_of(table) for cell in row)


def _rows_text(table: Tag) -> str:
    caption = table.caption.get_text() if table.caption else ""
    rows = [[_cell(tag) for tag in row] for row in _rows_of(table)]
    return "\n".join([caption, *table_lines(rows)])


def _cell(tag: Tag) -> Cell:
    return Cell(text=tag.get_text(), columns=_span(tag, "colspan"), rows=_span(tag, "rowspan"))


def _span(tag: Tag, name: str) -> int:
    """How many columns or rows a cell spans; what is no number counts as one."""
    stated = str(tag.get(name) or "").strip()
    is_number = stated.isdecimal() and len(stated) < 9
    return max(1, min(int(stated), _WIDEST_SPAN)) if is_number else 1
