"""Words of a question with the part each plays; the words of the field kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from indexing.cutter import Cutter
from indexing.words import action_terms, normalise, official_terms

# Tags of jieba's dictionary, by how they begin.
_PROPER = ("nr", "ns", "nt")
_NOUNS = ("n", "vn", "an", "j", "l", "i", "eng", "s")
_VERBS = ("v",)
_EMPTY = ("m", "q", "r", "t", "f", "c", "p", "u", "o", "e", "y")

# Everyday forms that hold a question word are phrases, not names.
_ASKS = re.compile(r"多少|什么|怎么|咋|哪|谁|几|啥|如何|能不能|可以|有没有|需要|还")


class Role(StrEnum):
    """What a word does in a sentence, as far as search cares.

    PROPER names one person or place; EMPTY counts, points, joins or dates and names nothing.
    """

    NAME = "name"
    PROPER = "proper"
    ACTION = "action"
    OTHER = "other"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word as normalised, and its role."""

    word: str
    role: Role


def tagged_words(text: str) -> list[TaggedWord]:
    """Words of two characters or more in order; unknown runs are left out, not guessed at."""
    return [
        TaggedWord(word, _role(word, tag))
        for word, tag in _cutter().cut(normalise(text))
        if len(word) > 1 and not word.isspace()
    ]


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Offset and word of all of `text`, in order; what the dictionary cannot read falls into
    characters."""
    at = 0
    for word, _ in _cutter().cut(text):
        yield at, word
        at += len(word)


def _role(word: str, tag: str) -> Role:
    if tag.startswith(_PROPER):
        return Role.PROPER
    if tag.startswith(_NOUNS):
        return Role.NAME
    if tag.startswith(_EMPTY) and not word.startswith("第"):
        return Role.EMPTY
    return Role.ACTION if tag.startswith(_VERBS) else Role.OTHER


@cache
def _cutter() -> Cutter:
    actions = action_terms()
    whole = (term for term in official_terms() | actions if not _ASKS.search(term))
    return Cutter({term: "v" if term in actions else "n" for term in whole})
