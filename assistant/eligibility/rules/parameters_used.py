"""Which dated figures of a programme a condition rests on, on the day."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.eligibility.programme_parts import ParameterValue
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import parameters_in
from assistant.eligibility.rules.number_nodes import NumberNode
from assistant.eligibility.rules.truth_nodes import (
    Elapsed,
    HonourFor,
    Not,
    NumberComparison,
    Recent,
    TruthNode,
    WithinYears,
    required,
)


def parameter_entries(node: TruthNode, case: Case) -> tuple[ParameterValue, ...]:
    """The entries that hold on the day, each once, in the order of the rule."""
    found: dict[str, ParameterValue] = {}
    for figure in figures_in(node):
        for parameter in parameters_in(figure):
            entry = parameter.entry(case)
            if entry is not None:
                found[parameter.name] = entry
    return tuple(found.values())


def figures_in(node: TruthNode) -> Iterator[NumberNode]:
    """The figures a condition compares or counts with; parts of dates of comparisons left out."""
    joined = required(node)
    if joined is not None:
        for part in joined[1]:
            yield from figures_in(part)
    elif isinstance(node, Not):
        yield from figures_in(node.part)
    elif isinstance(node, NumberComparison):
        yield from (node.left, node.right)
    elif isinstance(node, HonourFor | WithinYears):
        yield node.period
    elif isinstance(node, Elapsed):
        yield node.end.period
    elif isinstance(node, Recent):
        yield node.over.period
