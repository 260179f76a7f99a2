"""Plain text files -> SourceText."""

from __future__ import annotations

import re

from corpus.clean_text import clean
from corpus.source_text import SourceText
from corpus.tabbed_rows import with_tabbed_rows
from corpus.text_encoding import decode_text

# GB/T 9704-2012, 7.5: the page number between two dashes; it comes along when a PDF is copied.
_PAGE_NUMBER = re.compile(r"^[ \t\u3000]*[-—–－] ?\d{1,4} ?[-—–－][ \t\u3000]*\r?\n", re.MULTILINE)


def read_text(data: bytes, *, name: str) -> SourceText:
    """The text of a .txt file, in whatever encoding it comes; tables set with tabs become rows.

    Raises:
        UnreadableFileError: the bytes are no text.
    """
    text = _PAGE_NUMBER.sub("", decode_text(data, name=name))
    return SourceText(name=name, source=name, text=clean(with_tabbed_rows(text)))
