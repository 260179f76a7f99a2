"""A compared pair as the two columns of a page: each clause with its changed words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.compare.changes import ComparedPair
from corpus.compare.clauses import Clause
from corpus.compare.word_changes import SpanKind


class Mark(StrEnum):
    """How a piece differs from the other side."""

    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a clause's body."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class MarkedClause:
    """A clause with its body in pieces that join to it, character for character."""

    clause: Clause
    pieces: tuple[Piece, ...]


def old_side(compared: ComparedPair) -> tuple[MarkedClause, ...]:
    """The old clauses; what is marked as changed was left out or replaced."""
    spans = [
        (span.old_start, span.old_end, _mark(span.kind))
        for span in compared.spans
        if span.old_end > span.old_start
    ]
    return tuple(_marked(compared.pair.old, spans))


def new_side(compared: ComparedPair) -> tuple[MarkedClause, ...]:
    """The new clauses; what is marked as changed was put in."""
    spans = [
        (span.new_start, span.new_end, _mark(span.kind))
        for span in compared.spans
        if span.new_end > span.new_start
    ]
    return tuple(_marked(compared.pair.new, spans))


def _mark(kind: SpanKind) -> Mark:
    if kind is SpanKind.RENUMBERED:
        return Mark.RENUMBERED
    return Mark.SAME if kind is SpanKind.EQUAL else Mark.CHANGED


def _marked(
    clauses: Sequence[Clause], spans: Sequence[tuple[int, int, Mark]]
) -> Iterator[MarkedClause]:
    offset = 0
    for clause in clauses:
        pieces = [
            Piece(clause.body[max(start - offset, 0) : end - offset], mark)
            for start, end, mark in spans
            if start < offset + len(clause.body) and end > offset
        ]
        yield MarkedClause(clause, tuple(pieces))
        offset += len(clause.body) + 1
