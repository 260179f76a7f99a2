"""The changes of substance between two documents, each cited to the clauses it stands in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.compare.align import ClausePair
from corpus.compare.clauses import Clause, Role, joined, place_of
from corpus.compare.substance import (
    Category,
    Finding,
    Replacement,
    Words,
    findings,
    numbers_changed,
    replacements,
)
from corpus.compare.word_changes import WordSpan
from corpus.sentences import split_sentences

_OFTEN = 3
"""From so many places on, words replaced alike are a term that was exchanged throughout."""

_LONGEST_TERM = 16
_STOPS = frozenset("，。；：、,;:\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Where changed words stand.

    Attributes:
        clause: that holds them.
        words: verbatim; "" where the other side has words and this one has none.
        start, end: of the words in the document's text.
        sentence: that holds them, verbatim.
    """

    clause: Clause
    words: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place of a change; a side is None when its clause was added or deleted as a whole."""

    old: Quote | None
    new: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of substance.

    Attributes:
        old, new: the words, "" where something was added or left out.
        occurrences: in the order of the new document; several where the same words gave way to
            the same words in several places.
    """

    category: Category
    old: str
    new: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPair:
    """Clauses that correspond, with what changed between `joined(old)` and `joined(new)`."""

    pair: ClausePair
    spans: tuple[WordSpan, ...]


def changes_of(compared: Sequence[ComparedPair]) -> tuple[Change, ...]:
    """Every change of substance, by category and then in the order of the new document.

    Chapter titles, amendment notes and signatures change nothing of substance.
    """
    changed = [
        (each, replacements(joined(each.pair.old), joined(each.pair.new), each.spans))
        for each in compared
        if each.pair.role is Role.CLAUSE
    ]
    terms = _terms(part for _, parts in changed for part in parts)
    places: defaultdict[tuple[Category, str, str, int], list[Occurrence]] = defaultdict(list)
    for number, (each, parts) in enumerate(changed):
        for finding in _findings(each, parts, terms):
            # What was only added or left out stays apart: its sentence tells what it is about.
            alone = 0 if finding.old.text and finding.new.text else number + 1
            key = (finding.category, finding.old.text, finding.new.text, alone)
            places[key].append(_occurrence(each, finding))
    order = list(Category)
    found = [
        Change(category=category, old=old, new=new, occurrences=tuple(occurrences))
        for (category, old, new, _), occurrences in places.items()
    ]
    return tuple(sorted(found, key=lambda change: order.index(change.category)))


def _findings(
    each: ComparedPair, parts: Sequence[Replacement], terms: frozenset[tuple[str, str]]
) -> Iterator[Finding]:
    old, new = joined(each.pair.old), joined(each.pair.new)
    if not (each.pair.old and each.pair.new):
        yield from numbers_changed(old, new, parts)
        return
    found = list(findings(old, new, parts))
    yield from found
    told = {(finding.old, finding.new) for finding in found}
    for part in parts:
        if (part.old.text, part.new.text) in terms and (part.old, part.new) not in told:
            yield Finding(Category.TERM, part.old, part.new)


def _terms(parts: Iterable[Replacement]) -> frozenset[tuple[str, str]]:
    counted = Counter(
        (part.old.text, part.new.text)
        for part in parts
        if _may_be_term(part.old.text) and _may_be_term(part.new.text)
    )
    return frozenset(words for words, count in counted.items() if count >= _OFTEN)


def _may_be_term(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_TERM and _STOPS.isdisjoint(text)


def _occurrence(each: ComparedPair, finding: Finding) -> Occurrence:
    return Occurrence(
        old=_quote(each.pair.old, finding.old), new=_quote(each.pair.new, finding.new)
    )


def _quote(clauses: Sequence[Clause], words: Words) -> Quote | None:
    if not clauses:
        return None
    clause, start = place_of(clauses, words.start)
    at = start - clause.start
    sentence = next(
        (clause.body[a:b] for a, b in split_sentences(clause.body) if a <= at <= b), clause.body
    )
    return Quote(
        clause=clause,
        words=words.text,
        start=start,
        end=start + len(words.text),
        sentence=sentence.strip(),
    )
