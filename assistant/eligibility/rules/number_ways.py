"""By how much a figure has to change for a comparison to come out as wanted."""

from __future__ import annotations

from fractions import Fraction

from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import applying_leaves, leaf_name
from assistant.eligibility.rules.number_nodes import Leaf
from assistant.eligibility.rules.truth_nodes import NumberComparison
from assistant.eligibility.rules.units import PURE, step_of, written
from assistant.eligibility.rules.ways import Change, ChangeKind, Way, cheapest

_OUTCOMES = frozenset(
    (
        "revenue",
        "total_income",
        "main_business_revenue",
        "net_profit",
        "taxable_income",
        "monthly_income",
        "staff",
    )
)
"""What business brings and no company decides on: never part of a ratio's advice, and named as
what is lacking only where the rule asks for the figure itself."""

_OUTCOME_COST = 3.0
_FIXED = frozenset(
    ("applicants", "loan", "loan_days", "interest", "prime_rate", "annual_fee", "fees")
)
_LOWERED = frozenset(("debt_ratio",))
_FARTHEST = 2**60
"""Steps that are tried; with amounts up to 10^12 万元 of 100 元 each, more than enough."""


def number_ways(node: NumberComparison, case: Case, wanted: bool) -> tuple[Way, ...]:
    """Ways of changing one figure, the others staying as they are; cheapest first."""
    found = []
    for leaf in dict.fromkeys(
        (*applying_leaves(node.left, case), *applying_leaves(node.right, case))
    ):
        is_direct = leaf in (node.left, node.right)
        if leaf.field.name in _FIXED or (leaf.field.name in _OUTCOMES and not is_direct):
            continue
        sign = -1 if leaf.field.name in _LOWERED else 1
        amount = least_change(node, case, wanted, leaf=leaf, sign=sign)
        if amount is not None:
            found.append(_way(leaf, case, amount, sign=sign, is_direct=is_direct))
    return cheapest(found)


def least_change(
    node: NumberComparison, case: Case, wanted: bool, *, leaf: Leaf, sign: int
) -> Fraction | None:
    """The least multiple of the figure's step by which it has to rise (1) or fall (-1).

    Found by doubling and halving, with the rule itself as judge: tiers that change on the way are
    counted in. None when no amount helps.
    """
    step = step_of(leaf.dimension)

    def helps(steps: int) -> bool:
        changed = case.assuming({leaf.key: sign * steps * step})
        return node.value(changed) is wanted

    high = 1
    while not helps(high):
        high *= 2
        if high > _FARTHEST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if helps(middle) else (middle, high)
    return high * step


def _way(leaf: Leaf, case: Case, amount: Fraction, *, sign: int, is_direct: bool) -> Way:
    is_rise = sign > 0
    others = "" if is_direct else "（其他数值不变时）"
    shown = written(amount, leaf.dimension)
    if leaf.dimension == PURE:
        shown = f"{shown[:-1]} 个百分点"
    now = leaf.value(case) or Fraction(0)
    share = float(amount / abs(now)) if now else 5.0
    change = Change(
        kind=ChangeKind.RAISE if is_rise else ChangeKind.LOWER,
        text=f"{leaf_name(leaf, case)}{'还差' if is_rise else '须降低'} {shown}{others}",
        cost=min(share, 5.0) + (_OUTCOME_COST if leaf.field.name in _OUTCOMES else 0.0),
        key=leaf.key,
        amount=amount,
    )
    return Way(changes=(change,))
