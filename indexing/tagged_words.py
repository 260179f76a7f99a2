"""Words of a question with their part of speech; the words of the field kept whole."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from indexing.words import normalise, official_terms

if TYPE_CHECKING:
    from jieba.posseg import POSTokenizer

_PROPER = ("nr", "ns", "nt")
_NOUNS = ("n", "vn", "an", "j", "l", "i", "eng", "s")
_VERBS = ("v",)
_FIELD_TAG = "n"
# Frequent enough that a word of the field wins over its parts.
_FIELD_FREQUENCY = 200_000

# Everyday forms that hold a question word are phrases, not names.
_ASKS = re.compile(r"多少|什么|怎么|咋|哪|谁|几|啥|如何|能不能|可以|有没有|需要|还")


class Role(StrEnum):
    """What a word does in a sentence, as far as search cares; PROPER names one person or place."""

    NAME = "name"
    PROPER = "proper"
    ACTION = "action"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word as normalised, and its role: things are named, actions done, the rest is other."""

    word: str
    role: Role


def tagged_words(text: str) -> list[TaggedWord]:
    """Words of two characters or more in order; unknown runs are left out, not guessed at."""
    cutter = _cutter()
    return [
        TaggedWord(pair.word, _role(pair.flag))
        for pair in cutter.cut(normalise(text), HMM=False)
        if len(pair.word) > 1 and not pair.word.isspace()
    ]


def _role(tag: str) -> Role:
    if tag.startswith(_PROPER):
        return Role.PROPER
    if tag.startswith(_NOUNS):
        return Role.NAME
    return Role.ACTION if tag.startswith(_VERBS) else Role.OTHER


@cache
def _cutter() -> POSTokenizer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 imports the deprecated pkg_resources
        import jieba  # its dictionary takes up to a second
        import jieba.posseg
    jieba.setLogLevel(60)
    words = jieba.Tokenizer()
    words.initialize()
    tagged = jieba.posseg.POSTokenizer(words)
    own = files("indexing").joinpath("domain_words.txt").read_text("utf-8").split()
    for word in {*own, *(term for term in official_terms() if not _ASKS.search(term))}:
        words.add_word(word, freq=_FIELD_FREQUENCY, tag=_FIELD_TAG)
        tagged.word_tag_tab[word] = _FIELD_TAG
    return tagged
