"""The stage in order: clauses, their correspondence, changed words, changes of substance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.compare.align import ChangeKind, ClausePair, align
from corpus.compare.changes import Change, ComparedPair, changes_of
from corpus.compare.clauses import Clause, Role, clauses_of, joined
from corpus.compare.references import Numbering
from corpus.compare.word_changes import SpanKind, word_changes
from corpus.documents import Document

_LITTLE = 0.2
"""Share of the text that must reappear; two versions of one instrument share most of it, two
laws on one subject about a twentieth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one document to another.

    Attributes:
        pairs: every clause of both, in the order of the new document.
        changes: of substance, by category.
        shared: share of the characters of the shorter text that stand in both, 0 to 1.
    """

    old: Document
    new: Document
    pairs: tuple[ComparedPair, ...]
    changes: tuple[Change, ...]
    shared: float

    def counts(self, role: Role = Role.CLAUSE) -> Counter[ChangeKind]:
        """How many pairs of clauses of that role are of each kind."""
        return Counter(each.pair.kind for each in self.pairs if each.pair.role is role)

    def sizes(self) -> tuple[int, int]:
        """How many clauses the old and the new document have; titles and notes are none."""
        proper = [each.pair for each in self.pairs if each.pair.role is Role.CLAUSE]
        return sum(len(pair.old) for pair in proper), sum(len(pair.new) for pair in proper)

    @property
    def is_same_text(self) -> bool:
        """Whether nothing differs but width, case and blanks."""
        return all(each.pair.kind is ChangeKind.UNCHANGED for each in self.pairs)

    @property
    def has_little_in_common(self) -> bool:
        """Whether these are hardly two versions of one text."""
        return self.shared < _LITTLE


def compare_documents(old: Document, new: Document) -> Comparison:
    """Compare two documents, whatever they are; see `Comparison.has_little_in_common`."""
    old_clauses, new_clauses = clauses_of(old), clauses_of(new)
    alignment = align(old_clauses, new_clauses)
    pairs = tuple(_compared(pair, alignment.numbering) for pair in alignment.pairs)
    return Comparison(
        old=old,
        new=new,
        pairs=pairs,
        changes=changes_of(pairs),
        shared=_shared(pairs, old_clauses, new_clauses),
    )


def pairs_shown(comparison: Comparison, *, changed_only: bool) -> tuple[ComparedPair, ...]:
    """All pairs, or those in which a reader has something to look at."""
    if not changed_only:
        return comparison.pairs
    same = (ChangeKind.UNCHANGED, ChangeKind.RENUMBERED)
    return tuple(each for each in comparison.pairs if each.pair.kind not in same)


def _compared(pair: ClausePair, numbering: Numbering) -> ComparedPair:
    return ComparedPair(
        pair=pair, spans=word_changes(joined(pair.old), joined(pair.new), numbering)
    )


def _shared(pairs: Sequence[ComparedPair], old: Sequence[Clause], new: Sequence[Clause]) -> float:
    kept = sum(
        span.old_end - span.old_start
        for each in pairs
        for span in each.spans
        if span.kind in (SpanKind.EQUAL, SpanKind.RENUMBERED)
    )
    shorter = min(sum(len(clause.body) for clause in side) for side in (old, new))
    return min(1.0, kept / shorter) if shorter else 1.0
