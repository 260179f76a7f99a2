"""Cited sentences from the clauses that answer: direct answer, conditions, then the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Citation, Sentence
from assistant.asking import (
    Asking,
    evidence_share,
    figures_wanted,
    has_asked_unit,
    has_wanted_figure,
)
from assistant.citations import cite, cite_characters
from assistant.clause_units import Part, Unit, units_of
from assistant.evidence import Evidence, TermWeights, coverage
from assistant.table_rows import PassageRows, SpokenRow
from assistant.understand import ParsedQuestion
from assistant.verdict import opening_word
from corpus.documents import Document
from corpus.tables import Table
from indexing.passages import Passage
from indexing.words import normalise

_SHORT_CLAUSE = 200
"""The best clause is quoted whole up to this many characters: its next line is the exception."""

_UNITS_PER_CLAUSE = 8
_KEEP_SHARE = 0.45
"""A sentence of the best clause is quoted when it scores this share of the best sentence."""

_KEEP_SHARE_FURTHER = 0.6
"""Sentences of further clauses must come closer to it, so that they add and do not distract."""

_CLEARLY_BETTER = 0.1
"""A sentence that scores this much above the clause's first one is said first."""

_OTHER_UNIT = 0.5
"""What a figure in another unit is worth beside one in the unit asked for: months for 几年."""

_NAMES_A_ROW = 0.05
"""Share of what is asked, above which a question means certain rows of a table."""

_ROW_SHARE = 0.8
"""Rows are meant that say this share of what the best of them says."""

_EVIDENCE_WEIGHT = 0.25
_LIST = re.compile(r"哪些|哪几|几[种类项个条]|列出|有什么|包括什么|分别")
_WHOLE_LIST = frozenset({Asking.CONDITION, Asking.PROCEDURE, Asking.DEFINITION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sentence picked from a clause, and how well it answers.

    Attributes:
        group: the same for a list and what introduces it.
    """

    unit: Unit
    score: float
    group: int


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
        best = 0.0
        idle = self._rows_not_meant(question, [item.passage for item in evidence])
        for position, item in enumerate(evidence):
            share = _share_to_keep(item.passage) if position == 0 else _KEEP_SHARE_FURTHER
            chosen = self.choose(question, item.passage, share=share, best=best, idle=idle)
            best = max([best, *(one.score for one in chosen)])
            for one in chosen:
                if normalise(one.unit.text) in said:
                    continue
                said.add(normalise(one.unit.text))
                opening = "" if composed else opening_word(question, one.unit.text)
                sentence = self._sentence(question, item.passage, one.unit, day=day)
                if sentence is not None:
                    composed.append(replace(sentence, text=opening + sentence.text))
        return tuple(composed)

    def choose(
        self,
        question: ParsedQuestion,
        passage: Passage,
        *,
        share: float,
        best: float = 0.0,
        idle: Container[SpokenRow] = (),
    ) -> tuple[Chosen, ...]:
        """The sentences of one clause to quote: the direct answer first, then in clause order.

        Args:
            question: as read.
            passage: the clause.
            share: of the best score a sentence must reach.
            best: score of the best sentence so far; the clause's own best counts if higher.
            idle: rows of tables not to quote.
        """
        rows = self._rows(passage)
        units = units_of(passage.text)
        quotable = [not rows.is_header(unit) and rows.row_of(unit) not in idle for unit in units]
        scores = [self._score(question, rows.searched(unit)) for unit in units]
        floor = share * max([best, *(s for s, one in zip(scores, quotable, strict=True) if one)])
        kept = [i for i in sorted(_keep(question, units, scores, floor)) if quotable[i]]
        chosen = [Chosen(unit=units[i], score=scores[i], group=_group(units, i)) for i in kept]
        return tuple(_direct_answer_first(chosen, question))

    def _rows(self, passage: Passage) -> PassageRows:
        return PassageRows(passage, self._find(passage.document_id))

    def _rows_not_meant(
        self, question: ParsedQuestion, passages: Sequence[Passage]
    ) -> frozenset[SpokenRow]:
        """Rows of tables that say less of what is asked than other rows of the same table."""
        named = {
            row: self._named(question, row)
            for passage in passages
            for row in self._rows(passage).rows
        }
        best: dict[Table, float] = {}
        for row, share in named.items():
            best[row.table] = max(share, best.get(row.table, 0.0))
        return frozenset(
            row
            for row, share in named.items()
            if best[row.table] > _NAMES_A_ROW and share < _ROW_SHARE * best[row.table]
        )

    def _named(self, question: ParsedQuestion, row: SpokenRow) -> float:
        """Share of what is asked that a row says beyond its columns; its name counts once more."""
        columns, both, name = (
            coverage(question.terms, self._weights, normalise(text)).share
            for text in ("\n".join(row.table.columns), row.searched, row.name)
        )
        return both - columns + name / 2

    def _score(self, question: ParsedQuestion, words: str) -> float:
        text = normalise(words)
        covered = coverage(question.terms, self._weights, text).share
        figure = _figure_share(question, text)
        asked = (evidence_share(question.asking, text) + figure) / 2
        return covered + _EVIDENCE_WEIGHT * asked

    def _sentence(
        self, question: ParsedQuestion, passage: Passage, unit: Unit, *, day: date
    ) -> Sentence | None:
        document = self._find(passage.document_id)
        if document is None:
            return None
        row = self._rows(passage).row_of(unit)
        if row is None:
            citation: Citation = cite(passage, (unit.start, unit.end), day=day, document=document)
            return Sentence(text=unit.text, citations=(citation,))
        cited = (_without_end(document, span) for span in row.spans)
        return Sentence(
            text=row.said(lambda words: self._score(question, words)),
            citations=tuple(cite_characters(document, span, day=day) for span in cited),
        )


def _without_end(document: Document, span: tuple[int, int]) -> tuple[int, int]:
    """The span without the line break that ends it."""
    return span[0], span[0] + len(document.text[slice(*span)].rstrip())


def _share_to_keep(passage: Passage) -> float:
    return 0.0 if len(passage.text) <= _SHORT_CLAUSE else _KEEP_SHARE


def _group(units: Sequence[Unit], position: int) -> int:
    """Of a list's items the position of what introduces it, of other sentences their own."""
    lead = units[position].lead
    return position if lead is None else lead


def _figure_share(question: ParsedQuestion, text: str) -> float:
    """1 for a figure as it is asked for, half of that for one in another unit, 0 for none."""
    wanted = figures_wanted(question.text)
    if not wanted:
        return 1.0
    if not has_wanted_figure(wanted, text):
        return 0.0
    return 1.0 if has_asked_unit(question.text, text) else _OTHER_UNIT


def _direct_answer_first(chosen: list[Chosen], question: ParsedQuestion) -> list[Chosen]:
    """The best sentence, or the list it belongs to, before the others when it is clearly better
    than what the clause begins with, or has the figure asked for and the beginning has none."""
    if not chosen:
        return chosen
    best = max(chosen, key=lambda one: one.score)
    direct = [one for one in chosen if one.group == best.group]
    first = chosen[0]
    has_figure = [_figure_share(question, normalise(one.unit.text)) for one in (best, first)]
    if best.score <= first.score + _CLEARLY_BETTER and has_figure[0] <= has_figure[1]:
        return chosen
    return [*direct, *(one for one in chosen if one.group != best.group)]


def _keep(
    question: ParsedQuestion, units: Sequence[Unit], scores: Sequence[float], floor: float
) -> set[int]:
    """Positions of the units worth quoting: those above the floor, their leads or whole lists."""
    ranked = sorted(range(len(units)), key=lambda i: (-scores[i], i))
    kept = {i for i in ranked[:_UNITS_PER_CLAUSE] if scores[i] >= floor}
    leads = {lead for i in kept if (lead := units[i].lead) is not None}
    asks_for_list = (
        bool(question.asking & _WHOLE_LIST)
        or not question.asking
        or bool(_LIST.search(question.text))
    )
    if asks_for_list:
        listed = leads | {i for i in kept if units[i].part is Part.LEAD}
        kept |= {i for i, unit in enumerate(units) if unit.lead in listed}
    return kept | leads
