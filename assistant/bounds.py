"""On which side of a figure a wording lies: 不超过三年 and 三年以上 name one figure only."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.quantities import Quantity, locate_quantities


class Bound(StrEnum):
    """Where the values meant lie."""

    AT_MOST = "不超过"
    AT_LEAST = "不低于"


_LOWER_BEFORE = re.compile(
    r"(不少于|不低于|不小于|至少|最低|起码|超过|高于|多于|大于|满|逾)[约为达]?$"
)
_UPPER_BEFORE = re.compile(
    r"(不超过|不得超过|不高于|不多于|不大于|至多|最多|最高|最长|上限[为是]?|(?<!不)(?:低于|少于|小于)|不足|不满|未满)"
    r"[约为达]?$"
)
_UPPER_AFTER = re.compile(r"^(的)?(以下|以内|之内|内(?!容))")
_LOWER_AFTER = re.compile(r"^(的)?(以上|及以上|起(?!草|诉|算|施))")
_REACH = 8
"""Characters around a figure among which the words that bound it stand."""


def bounds(text: str) -> dict[Quantity, frozenset[Bound]]:
    """The sides stated of every quantity in `text`; empty for one stated as it is."""
    found: dict[Quantity, frozenset[Bound]] = {}
    for located in locate_quantities(text):
        sides = _sides(text[max(0, located.start - _REACH) : located.start], text[located.end :])
        found[located.quantity] = found.get(located.quantity, frozenset()) | sides
    return found


def bounded_otherwise(claim: str, clause: str) -> Quantity | None:
    """A quantity that both name, the claim on a side the clause does not; None when there is none.

    A claim without a side is not at odds with a clause that has one.
    """
    stated = bounds(clause)
    for quantity, sides in bounds(claim).items():
        if sides and quantity in stated and not sides & (stated[quantity] or sides):
            return quantity
    return None


def _sides(before: str, after: str) -> frozenset[Bound]:
    sides = set()
    # 不超过 ends in 超过, so what bounds from above is looked for first.
    if _UPPER_BEFORE.search(before) or _UPPER_AFTER.match(after):
        sides.add(Bound.AT_MOST)
    elif _LOWER_BEFORE.search(before) or _LOWER_AFTER.match(after):
        sides.add(Bound.AT_LEAST)
    return frozenset(sides)
