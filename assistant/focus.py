"""The part of a long, rambling message that asks something."""

from __future__ import annotations

from assistant.asking import what_is_asked
from assistant.terms import question_words
from corpus.sentences import split_sentences

_LONG = 90
"""Messages up to this many characters are taken whole."""

_KEEP = 3


def focus(message: str) -> str:
    """The sentences that ask, last ones first to be kept; the whole message when it is short.

    Sentences that command the assistant are left out; what remains may be "".
    """
    text = " ".join(message.split())
    clauses = [text[start:end] for start, end in split_sentences(text)]
    if any(_is_command(clause) for clause in clauses):
        clauses = [clause for clause in clauses if not _is_command(clause)]
        text = " ".join(clauses)
    if len(text) <= _LONG:
        return text
    asking = [clause for clause in clauses if "?" in clause or "？" in clause] or [
        clause for clause in clauses if what_is_asked(clause)
    ]
    kept = asking[-_KEEP:] or clauses[-_KEEP:]
    return " ".join(kept)[-4 * _LONG :]


def _is_command(sentence: str) -> bool:
    lowered = sentence.lower()
    return any(command in lowered for command in question_words().commands)
