"""A drafted sentence against the clauses: what it may rest on, and the characters to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Citation, Sentence
from assistant.figures import Figure, Token
from assistant.numbered_clauses import ClausePart, NumberedClause
from assistant.objections import Fault, Objection
from assistant.statements import statements_of
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
            objections = tuple(o for clause in tried for o in _mixed_up(text, clause))
            found = replace(found, objections=objections)
        if found.holds:
            return _found(text, tried, day)
        if nearest is None or len(found.objections) < len(nearest):
            nearest = found.objections
    return Finding(objections=nearest or ())


_QUOTED = re.compile("“([^“”]+)”")


def _mixed_up(text: str, clause: NumberedClause) -> Iterator[Objection]:
    """What a sentence may mix up in a clause that stands alone, whose words are alike throughout.

    A line of it counts several things in a row: exchanged, its figures would all still be there.
    A name in quotation marks may be a part of another name.
    """
    if not clause.stands_alone:
        return
    said = _figures(text)
    if not any(_follows(said, _figures(line)) for line in clause.words.split("\n")):
        yield Objection(Fault.PAIRING, text)
    names = frozenset(_QUOTED.findall(clause.words))
    for name in _QUOTED.findall(text):
        if name not in names and any(name in other for other in names):
            yield Objection(Fault.PARTY, name)


def _figures(text: str) -> list[Token]:
    tokens = (token for statement in statements_of(text) for token in statement.tokens)
    return [token for token in tokens if not isinstance(token, str)]


def _follows(said: Sequence[Token], stated: Sequence[Token]) -> bool:
    """Whether the figures of each unit are among those stated, in the same order."""
    for unit in {_unit(token) for token in said}:
        left = iter([token for token in stated if _unit(token) == unit])
        if not all(token in left for token in said if _unit(token) == unit):
            return False
    return True


def _unit(token: Token) -> str:
    return token.unit if isinstance(token, Figure) else ""


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
