"""Whether a citation still holds: its characters, its edges, its document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

from assistant.answer import Citation

TextOf = Callable[[str], str | None]
"""The text of a document by id; None when the catalogue has no such document."""

_ENDS = frozenset("。；：，、！？…）】》〉”’」』|.;:,!?)]\"'")
"""Punctuation a quote may end on, or that may follow it or stand before it."""


def is_verbatim(citation: Citation, text_of: TextOf) -> bool:
    """quote == document[start:end], not blank; false when the document is unknown."""
    text = text_of(citation.document_id)
    if text is None or not 0 <= citation.start < citation.end <= len(text):
        return False
    return bool(citation.quote.strip()) and text[citation.start : citation.end] == citation.quote


def is_cut_short(citation: Citation, text_of: TextOf) -> bool:
    """Whether a verbatim quote ends where no clause ends.

    A clause ends at punctuation, at the end of a line or of the text. What is not verbatim is not
    judged.
    """
    text = text_of(citation.document_id)
    if text is None or not is_verbatim(citation, text_of):
        return False
    following = text[citation.end : citation.end + 1]
    return not (
        citation.quote.rstrip()[-1] in _ENDS
        or citation.quote[-1].isspace()
        or following in _ENDS
        or not following.strip()
    )


def is_stale(citation: Citation, text_of: TextOf) -> bool:
    """Whether the document is gone, or its text is not the one the quote was taken from."""
    text = text_of(citation.document_id)
    return text is None or _fingerprint(text) != citation.sha256


@lru_cache(maxsize=512)
def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
