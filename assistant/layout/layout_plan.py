"""From a survey and what the user says of himself to comparison and advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.programme import Programme
from assistant.layout.advice import Advice, Wishes, advise
from assistant.layout.compare import Comparison, compare
from assistant.layout.workbench import Surveyed
from assistant.layout.written_advice import WrittenAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was found of a field.

    Attributes:
        comparison: None when no competitor, or nothing of one's own, is named.
        written: the advice in the words of a language model; None when none was asked.
    """

    surveyed: Surveyed
    comparison: Comparison | None
    advice: Advice
    written: WrittenAdvice | None = None


def make_plan(surveyed: Surveyed, wishes: Wishes, programmes: Sequence[Programme] = ()) -> Plan:
    """Compare the sides that are named, then advise.

    Raises:
        BadQuestionError: the dates contradict one another.
    """
    field, landscape = surveyed.field, surveyed.landscape
    comparison = None
    if wishes.sides.mine and wishes.sides.theirs:
        comparison = compare(
            field.records,
            field.vectors,
            landscape.topics,
            sides=wishes.sides,
            clauses=surveyed.clauses,
        )
    advice = advise(
        field.records,
        landscape,
        wishes,
        clauses=surveyed.clauses,
        comparison=comparison,
        programmes=programmes,
    )
    return Plan(surveyed=surveyed, comparison=comparison, advice=advice)
