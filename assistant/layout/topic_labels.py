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
_MOSTLY = 0.7
"""From this share of its uses on with the same character beside it, a term is a cut word."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_Beside = tuple[dict[int, str], dict[int, str]]
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
        _whole_terms(_best(count, total, size=len(titles)), titles)
        for count, titles in zip(counts, groups, strict=True)
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


def _whole_terms(terms: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The terms with the characters that belong to them, each once: 能源汽车 as 新能源汽车."""
    beside = [_beside(title) for title in titles]
    return list(dict.fromkeys(_whole(term, titles, beside) for term in terms))


def _whole(term: str, titles: Sequence[str], beside: Sequence[_Beside]) -> str:
    """The term, longer by a loose character as long as nearly every use has it beside it."""
    while len(term) < _LONGEST_TERM:
        before, after, uses = Counter[str](), Counter[str](), 0
        for title, (ends, starts) in zip(titles, beside, strict=True):
            at = title.find(term)
            uses += at >= 0
            before[ends.get(at, "")] += at >= 0
            after[starts.get(at + len(term), "")] += at >= 0
        least = max(2, _MOSTLY * uses)
        first = next((char for char, n in before.items() if char and n >= least), "")
        last = next((char for char, n in after.items() if char and n >= least), "")
        if not first and not last:
            break
        term = f"{first}{term}{last}"
    return term


def _beside(title: str) -> _Beside:
    """Loose characters by where they end, and by where they start."""
    particles = _table().particles
    loose = [(at, p) for at, p in pieces_of(title) if _HAN.fullmatch(p) and p not in particles]
    return {at + 1: piece for at, piece in loose}, dict(loose)


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
    pieces = [piece for _, piece in pieces_of(title)]
    run: list[str] = []
    for before, piece, after in zip(["", *pieces], pieces, [*pieces[1:], ""], strict=False):
        if not _NAME.fullmatch(piece) or (
            piece in _table().generic and not _is_half(piece, before, after)
        ):
            if run:
                yield run
            run = []
        else:
            run.append(piece)
    if run:
        yield run


def _is_half(piece: str, before: str, after: str) -> bool:
    """Whether a generic character is half of a word the dictionary does not know: 能 of 储能."""
    table = _table()
    if len(piece) > 1 or piece in table.particles:
        return False
    return any(_HAN.fullmatch(one) and one not in table.generic for one in (before, after))


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
    particles: str


@dataclass(frozen=True, slots=True)
class _GenericWords:
    """Words that end a term, those that are none by themselves, characters that only join."""

    generic: frozenset[str]
    weak: frozenset[str]
    particles: frozenset[str]


@cache
def _table() -> _GenericWords:
    read = _GenericFile.model_validate(tomllib.loads(GENERIC_WORDS.read_text(encoding="utf-8")))
    return _GenericWords(
        generic=frozenset(read.generic.split()),
        weak=frozenset(read.weak.split()),
        particles=frozenset(read.particles.split()),
    )
