"""The part of a long, rambling message that asks something."""

from __future__ import annotations

from assistant.asking import what_is_asked
from corpus.sentences import split_sentences

_LONG = 90
"""Messages up to this many characters are taken whole."""

_KEEP = 3


def focus(message: str) -> str:
    """The sentences that ask, last ones first to be kept; the whole message when it is short."""
    text = " ".join(message.split())
    if len(text) <= _LONG:
        return text
    clauses = [text[start:end] for start, end in split_sentences(text)]
    asking = [clause for clause in clauses if "?" in clause or "？" in clause] or [
        clause for clause in clauses if what_is_asked(clause)
    ]
    kept = asking[-_KEEP:] or clauses[-_KEEP:]
    return " ".join(kept)[-4 * _LONG :]
