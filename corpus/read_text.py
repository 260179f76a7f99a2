"""Plain text files -> SourceText."""

from __future__ import annotations

from corpus.clean_text import clean
from corpus.source_text import SourceText
from corpus.text_encoding import decode_text


def read_text(data: bytes, *, name: str) -> SourceText:
    """The text of a .txt file, in whatever encoding it comes.

    Raises:
        UnreadableFileError: the bytes are no text.
    """
    return SourceText(name=name, source=name, text=clean(decode_text(data, name=name)))
