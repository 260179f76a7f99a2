"""Pages of a file -> its text; the same for a text layer and for recognised pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.clean_text import clean, drop_blank_lines
from corpus.page_lines import Page, paragraphs, rows_joined, without_furniture
from corpus.page_tables import with_aligned_rows
from corpus.patent_front import is_patent_front
from corpus.patent_pages import patent_text
from corpus.reading_order import in_columns
from corpus.source_text import SourceText

_COVERS = 3
"""A patent's own front page may follow a cover sheet of the service it was fetched from."""


def pages_to_text(pages: Sequence[Page], *, name: str) -> SourceText:
    """The text of a file in paragraphs; a patent publication section by section.

    Args:
        pages: in the order of the file; their lines may come in any order and in pieces.
        name: of the file, shown to the user.
    """
    for number, page in enumerate(pages[:_COVERS]):
        if is_patent_front(page):
            return patent_text(pages[number:], name=name)
    columns = [column for page in without_furniture(pages) for column in in_columns(page)]
    rows = [
        replace(column, lines=tuple(rows_joined(with_aligned_rows(column.lines))))
        for column in columns
    ]
    text = drop_blank_lines(clean("\n".join(paragraphs(rows))))
    return SourceText(name=name, source=name, text=text)
