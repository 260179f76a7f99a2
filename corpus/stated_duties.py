"""What a text says must, may or must not be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Document
from corpus.sentences import split_sentences
from corpus.stated_measures import terms_of

_LEAST_TERMS = 8  # in shorter sentences a few common words make the likeness
_LONGEST = 150


class Modality(StrEnum):
    """How a sentence binds; the value is shown to users."""

    MUST = "应当"
    MAY = "可以"
    MUST_NOT = "不得"


_WORDS = {
    Modality.MUST: re.compile("应当|必须|应(?=[在于由按])"),
    Modality.MAY: re.compile("可以|(?<!不)可(?=[向由在])"),
    Modality.MUST_NOT: re.compile("不得|禁止|严禁|不予"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDuty:
    """A sentence that binds in one way.

    Attributes:
        start, end: of the sentence in the document's text.
        clause: the sentence.
        terms: pairs of neighbouring characters of `clause`, without formulas.
    """

    document_id: str
    start: int
    end: int
    modality: Modality
    clause: str
    terms: frozenset[str]

    @property
    def core(self) -> str:
        """The sentence."""
        return self.clause

    @property
    def topic(self) -> str:
        """Duties are compared with duties only."""
        return "义务"

    @property
    def least_likeness(self) -> float:
        """Sentences must be nearly the same, else they are about other acts."""
        return 0.75


def find_duties(document: Document) -> Iterator[StatedDuty]:
    """Sentences of `document` that bind in exactly one way, in text order."""
    for start, end in split_sentences(document.text):
        sentence = document.text[start:end]
        if len(sentence) > _LONGEST:
            continue
        found = [modality for modality, words in _WORDS.items() if words.search(sentence)]
        terms = terms_of(sentence) if len(found) == 1 else frozenset()
        if len(terms) >= _LEAST_TERMS:
            yield StatedDuty(
                document_id=document.id,
                start=start,
                end=end,
                modality=found[0],
                clause=sentence,
                terms=terms,
            )
