"""Readable Chinese names for groups of patents, from the words of their titles."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from indexing.tagged_words import pieces_of

GENERIC_WORDS = Path(__file__).with_name("generic_words.toml")

_TERMS_OF_A_LABEL = 2
_TERMS_KEPT = 8
_LONGEST_TERM = 10
_MOST_PIECES = 4
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9α-ω]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicName:
    """What a group of patents is about.

    Attributes:
        label: to show; no two groups of one call share theirs.
        terms: characteristic ones, best first.
    """

    label: str
    terms: tuple[str, ...]


def name_topics(groups: Sequence[Sequence[str]]) -> list[TopicName]:
    """Names for groups of titles, in their order.

    A term weighs as in class-based TF-IDF: how many titles of the group hold it, against how many
    of all do (Grootendorst, BERTopic, 2022, formula 1); longer terms come before their parts.
    """
    counts = [Counter(t for title in titles for t in _terms(title)) for titles in groups]
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    ranked = [
        _best(count, total, size=len(titles)) for count, titles in zip(counts, groups, strict=True)
    ]
    labels = _unique([_label(terms) for terms in ranked], ranked)
    return [
        TopicName(label=label, terms=tuple(terms[:_TERMS_KEPT]))
        for label, terms in zip(labels, ranked, strict=True)
    ]


def _best(count: Counter[str], total: Counter[str], *, size: int) -> list[str]:
    """Terms of a group, most characteristic first, none part of a better one."""
    said_twice = {term: n for term, n in count.items() if n > 1}
    scores = {t: _weight(t, n, total[t], size) for t, n in (said_twice or count).items()}
    chosen: list[str] = []
    for term in sorted(scores, key=lambda t: (-scores[t], -len(t), t)):
        if not any(_says_the_same(term, other) for other in chosen):
            chosen.append(term)
        if len(chosen) == 2 * _TERMS_KEPT:
            break
    return chosen


def _weight(term: str, here: int, anywhere: int, size: int) -> float:
    """Share of the group's titles with the term, times how little the others hold it."""
    return here / size * math.log1p(size * here / anywhere) * (here / anywhere) * _length(term)


def _length(term: str) -> float:
    """A term of four characters tells more than one of two; beyond eight nothing is gained."""
    return math.pow(min(len(term), 8), 0.7)


def _says_the_same(term: str, other: str) -> bool:
    return term in other or other in term


def _label(terms: Sequence[str]) -> str:
    return "、".join(terms[:_TERMS_OF_A_LABEL]) or "其他"


def _unique(labels: Sequence[str], ranked: Sequence[Sequence[str]]) -> list[str]:
    """Labels with further terms, then numbers, where two were the same."""
    taken: set[str] = set()
    unique = []
    for label, terms in zip(labels, ranked, strict=True):
        longer = ("、".join(terms[:n]) for n in range(_TERMS_OF_A_LABEL + 1, len(terms) + 1))
        numbered = (f"{label}（{n}）" for n in range(2, len(labels) + 2))
        chosen = next(one for one in (label, *longer, *numbered) if one not in taken)
        taken.add(chosen)
        unique.append(chosen)
    return unique


def _terms(title: str) -> set[str]:
    """Runs of neighbouring words that may name a technology, each once."""
    return {term for run in _runs(title) for term in _parts(run) if _can_name(term)}


def _runs(title: str) -> Iterator[list[str]]:
    """Words between generic ones and punctuation."""
    generic = _table().generic
    run: list[str] = []
    for _, piece in pieces_of(title):
        if piece in generic or not _NAME.fullmatch(piece):
            if run:
                yield run
            run = []
        else:
            run.append(piece)
    if run:
        yield run


def _parts(run: Sequence[str]) -> Iterable[str]:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + _MOST_PIECES) + 1):
            yield "".join(run[start:end])


def _can_name(term: str) -> bool:
    is_long_enough = 2 <= len(term) <= _LONGEST_TERM
    return is_long_enough and _HAN.search(term) is not None and term not in _table().weak


class _GenericFile(BaseModel):
    """`generic_words.toml`: words parted by blanks."""

    model_config = ConfigDict(extra="forbid")

    generic: str
    weak: str


@dataclass(frozen=True, slots=True)
class _GenericWords:
    """Words that end a term, and those that are none by themselves."""

    generic: frozenset[str]
    weak: frozenset[str]


@cache
def _table() -> _GenericWords:
    read = _GenericFile.model_validate(tomllib.loads(GENERIC_WORDS.read_text(encoding="utf-8")))
    return _GenericWords(frozenset(read.generic.split()), frozenset(read.weak.split()))
