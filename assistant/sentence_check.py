"""A drafted sentence against the clauses: what it may rest on, and the characters to cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation, Sentence
from assistant.numbered_clauses import ClausePart, NumberedClause
from assistant.objections import Objection
from assistant.support import support


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Whether a sentence stands, and on what.

    Attributes:
        clauses: those that support it, taken together; () when none do.
        citations: of the parts of them that support it best; () when none do.
        leads: what introduces those parts, where they are items of a list and the sentence does
            not say it itself.
        objections: of the clauses that came nearest to it; () when it stands.
    """

    clauses: tuple[NumberedClause, ...] = ()
    citations: tuple[Citation, ...] = ()
    leads: tuple[Sentence, ...] = ()
    objections: tuple[Objection, ...] = ()


def find_support(
    text: str, named: Sequence[int], clauses: Sequence[NumberedClause], *, day: date
) -> Finding:
    """Clauses that support a sentence: one of those named, all of those, else any other.

    Those that stand alone are taken together with none.

    Args:
        text: the sentence, plain.
        named: numbers the writer gave for it; numbers of no clause are passed over.
        clauses: all there are.
        day: for the status in the citations.
    """
    if not clauses:
        return Finding()
    nearest: tuple[Objection, ...] | None = None
    for tried in _to_try(named, clauses):
        found = support(text, [clause.as_evidence for clause in tried])
        if found.holds:
            return _found(text, tried, day)
        if nearest is None or len(found.objections) < len(nearest):
            nearest = found.objections
    return Finding(objections=nearest or ())


def _to_try(
    named: Sequence[int], clauses: Sequence[NumberedClause]
) -> Iterator[tuple[NumberedClause, ...]]:
    by_number = {clause.number: clause for clause in clauses}
    given = tuple(by_number[number] for number in named if number in by_number)
    yield from ((clause,) for clause in given)
    if len(given) > 1 and not any(clause.stands_alone for clause in given):
        yield given
    yield from ((clause,) for clause in clauses if clause not in given)


def _found(text: str, clauses: tuple[NumberedClause, ...], day: date) -> Finding:
    """Cites the shortest parts among those that support it best; else the whole clauses."""
    nearest = [(clause, _nearest_part(text, clause)) for clause in clauses]
    words = [clause.part_as_evidence(part) for clause, part in nearest]
    if not support(text, words).holds:
        nearest = [(clause, clause.parts[-1]) for clause in clauses]
    return Finding(
        clauses=clauses,
        citations=tuple(c for clause, part in nearest for c in clause.cite(part, day=day)),
        leads=tuple(
            Sentence(text=part.lead.text, citations=clause.cite(part.lead, day=day))
            for clause, part in nearest
            if part.lead is not None
        ),
    )


def _nearest_part(text: str, clause: NumberedClause) -> ClausePart:
    def fit(part: ClausePart) -> tuple[bool, float]:
        found = support(text, [clause.part_as_evidence(part)])
        return found.holds, found.coverage

    return max(clause.parts, key=fit)  # the first of equals, and they come shortest first
