"""A message as typed -> what it asks, with what was understood for what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asides import without_asides
from corpus.clean_text import clean
from indexing.mistyped import find_mistyped, mended
from indexing.words import normalise

_GLOSS = re.compile(r"(?<![A-Za-z0-9&./@_-])[a-z]{4,}(?:[ -][a-z]{2,})*(?![A-Za-z0-9./@_-])")
"""English words in small letters; names and abbreviations are written with capitals."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOSTLY_CHINESE = 6
"""Chinese characters from which on a message says in Chinese what it is about."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a message asks.

    Attributes:
        asks: without greetings and commands to the machine, mistyped words of the field mended.
        remarks: Chinese, for the user: how mistyped words were read.
    """

    asks: str
    remarks: tuple[str, ...]


def read_message(message: str) -> Message:
    """Read a message; one that only commands asks nothing."""
    asked = _without_glosses(without_asides(clean(message)))
    folded = normalise(asked)
    mistyped = find_mistyped(folded)
    if not mistyped:
        return Message(asked, ())
    words = "、".join(f"“{found.typed}”按“{found.meant}”" for found in mistyped)
    return Message(mended(folded, mistyped), (f"{words}理解。",))


def _without_glosses(message: str) -> str:
    """A Chinese message without English words in it, which no clause holds."""
    if len(_HAN.findall(message)) < _MOSTLY_CHINESE:
        return message
    return _GLOSS.sub("", message)
