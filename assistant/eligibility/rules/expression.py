"""Read a rule: text -> checked nodes that can be evaluated; no `eval`, no Python in rules.

What a rule may say is described at the head of `expression.lark`. Everything that can be wrong is
found here, when programmes are loaded: unknown fields, figures without their unit, comparisons of
money with people, tiers that do not rise.
"""

from __future__ import annotations

from assistant.eligibility.errors import ExpressionError
from assistant.eligibility.rules.build_nodes import Builder
from assistant.eligibility.rules.number_nodes import NumberNode
from assistant.eligibility.rules.parameters import NO_PARAMETERS, Parameters
from assistant.eligibility.rules.syntax import read_tree
from assistant.eligibility.rules.truth_nodes import TruthNode
from assistant.eligibility.rules.units import Dimension, named


def parse_condition(text: str, parameters: Parameters = NO_PARAMETERS) -> TruthNode:
    """A rule that is true, false or unknown.

    Args:
        text: at most `syntax.LONGEST` characters.
        parameters: what 参数(name) may name.

    Raises:
        ExpressionError: it cannot be read, or gives a figure.
    """
    return Builder(parameters).truth(read_tree(text))


def parse_figure(
    text: str, parameters: Parameters = NO_PARAMETERS, *, dimensions: tuple[Dimension, ...] = ()
) -> NumberNode:
    """A formula.

    Args:
        text, parameters: as for `parse_condition`.
        dimensions: what it may measure; () for anything.

    Raises:
        ExpressionError: it cannot be read, or gives something else.
    """
    node = Builder(parameters).number(read_tree(text))
    if dimensions and node.dimension not in dimensions:
        wanted = "或".join(named(dimension) for dimension in dimensions)
        raise ExpressionError(f"得出的是{named(node.dimension)}，这里要的是{wanted}")
    return node
