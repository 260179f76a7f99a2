"""Cited sentences from the clauses that answer: direct answer, conditions, then the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation, Sentence
from assistant.asking import Asking, evidence_share
from assistant.citations import cite
from assistant.clause_units import Part, Unit, units_of
from assistant.evidence import Evidence, TermWeights, coverage
from assistant.understand import ParsedQuestion
from assistant.verdict import opening_word
from corpus.documents import Document
from indexing.passages import Passage
from indexing.words import normalise

_WHOLE_CLAUSE = 300
"""Clauses up to this many characters are quoted whole: measured on the dev questions, a reader
gains more from the exception in the next line than from three lines less."""

_UNITS_PER_CLAUSE = 8
_KEEP_SHARE = 0.5
"""A sentence of a long clause is quoted when it scores this share of the clause's best."""

_WHOLE_LIST = frozenset({Asking.CONDITION, Asking.PROCEDURE, Asking.DEFINITION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sentence picked from a clause, and how well it answers."""

    unit: Unit
    score: float


class Composer:
    """Turns evidence into sentences; holds what every answer needs."""

    def __init__(self, weights: TermWeights, find: Callable[[str], Document | None]) -> None:
        self._weights = weights
        self._find = find

    def sentences(
        self, question: ParsedQuestion, evidence: Sequence[Evidence], *, day: date
    ) -> tuple[Sentence, ...]:
        """Sentences of all clauses, best clause first, each quote verbatim and cited once."""
        composed: list[Sentence] = []
        said: set[str] = set()
        for position, item in enumerate(evidence):
            chosen = self.choose(question, item.passage)
            best = max(chosen, key=lambda one: one.score).unit if chosen else None
            for one in chosen:
                if normalise(one.unit.text) in said:
                    continue
                said.add(normalise(one.unit.text))
                opening = ""
                if position == 0 and one.unit is best and not composed:
                    opening = opening_word(question, one.unit.text)
                sentence = self._sentence(item.passage, one.unit, opening, day)
                if sentence is not None:
                    composed.append(sentence)
        return tuple(composed)

    def choose(self, question: ParsedQuestion, passage: Passage) -> tuple[Chosen, ...]:
        """The sentences of one clause to quote, in the clause's own order."""
        units = units_of(passage.text)
        scores = [self._score(question, passage, unit) for unit in units]
        if len(passage.text) <= _WHOLE_CLAUSE:
            kept = set(range(len(units)))
        else:
            kept = _keep(question, units, scores)
        return tuple(Chosen(unit=units[i], score=scores[i]) for i in sorted(kept))

    def _score(self, question: ParsedQuestion, passage: Passage, unit: Unit) -> float:
        text = normalise(unit.text)
        covered = coverage(question.terms, self._weights, text).share
        return covered + 0.25 * evidence_share(question.asking, text)

    def _sentence(self, passage: Passage, unit: Unit, opening: str, day: date) -> Sentence | None:
        document = self._find(passage.document_id)
        if document is None:
            return None
        citation: Citation = cite(passage, (unit.start, unit.end), day=day, document=document)
        return Sentence(text=opening + unit.text, citations=(citation,))


def _keep(question: ParsedQuestion, units: Sequence[Unit], scores: Sequence[float]) -> set[int]:
    """Positions of the units worth quoting: the best, those near it, their leads or lists."""
    best = max(scores)
    ranked = sorted(range(len(units)), key=lambda i: (-scores[i], i))
    kept: set[int] = set()
    for position in ranked:
        if scores[position] < _KEEP_SHARE * best or len(kept) >= _UNITS_PER_CLAUSE:
            break
        kept.add(position)
        unit = units[position]
        if unit.lead is not None:
            kept.add(unit.lead)
        if unit.part is Part.LEAD and (question.asking & _WHOLE_LIST or not question.asking):
            kept |= {i for i, other in enumerate(units) if other.lead == position}
    whole_lists = {
        units[i].lead for i in kept if units[i].lead is not None and question.asking & _WHOLE_LIST
    }
    return kept | {
        i for i, unit in enumerate(units) if unit.lead in whole_lists and unit.lead is not None
    }
