"""A message as typed -> what it asks, with what was understood for what was written."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asides import without_asides
from indexing.mistyped import find_mistyped, mended
from indexing.words import normalise


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
    asked = without_asides(message)
    folded = normalise(asked)
    mistyped = find_mistyped(folded)
    if not mistyped:
        return Message(asked, ())
    words = "、".join(f"“{found.typed}”按“{found.meant}”" for found in mistyped)
    return Message(mended(folded, mistyped), (f"{words}理解。",))
