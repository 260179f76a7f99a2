"""The content words of a question, with the legal terms that stand for them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexing.words import expand, key_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing the question is about.

    Attributes:
        word: as the question says it.
        alternatives: legal or everyday words that mean the same.
        is_generic: too common in this field to say alone what is asked ("专利", "条件").
    """

    word: str
    alternatives: tuple[str, ...]
    is_generic: bool

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and its alternatives."""
        return (self.word, *self.alternatives)


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Word lists of `question_words.toml`."""

    ignored: frozenset[str]
    generic: frozenset[str]


@cache
def question_words() -> QuestionWords:
    """The lists, read once."""
    data = tomllib.loads(
        Path(__file__).with_name("question_words.toml").read_text(encoding="utf-8")
    )
    return QuestionWords(frozenset(data["ignored"]), frozenset(data["generic"]))


def content_terms(question: str) -> tuple[Term, ...]:
    """Content words in order, each once; bare digits and question words are left out."""
    lists = question_words()
    terms: dict[str, Term] = {}
    for word in key_terms(question):
        if word in lists.ignored or word.isdigit() or not word.strip():
            continue
        terms.setdefault(
            word,
            Term(
                word=word,
                alternatives=tuple(other for other in expand(word) if other != word),
                is_generic=word in lists.generic,
            ),
        )
    return tuple(terms.values())
