"""On which side of a figure a wording lies: 不超过三年 and 三年以上 name one figure only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """Where the values meant lie."""

    AT_MOST = "不超过"
    AT_LEAST = "不低于"


_NOT = r"(?:不得|不能|不可|不应|不|未)"
_MOST = (
    rf"(?:{_NOT}(?:超过|高于|多于|大于|逾|晚于|迟于)|不足|不满|未满|至多|最多|最高|最长|最迟|最大)"
)
_LEAST = rf"(?:{_NOT}(?:少于|低于|小于|短于|早于)|至少|最少|最低|最短|最小|起码)"
_ABOVE = r"(?:超过|高于|多于|大于|满|逾|达到)"
# What a negated word bounds is looked for first: 不超过 ends in 超过.
_BEFORE = re.compile(
    rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<below>低于|少于|小于)|(?P<above>{_ABOVE}))"
    r"(?P<filler>[约为达至]?)$"
)
_AFTER = re.compile(
    r"的?(?:(?P<most>及?以下|以内|之内|内(?![容部地外])|止)|(?P<least>及?以上|起(?![草诉算施])))"
)
_REACH = 8
"""Characters before a figure among which the words that bound it stand."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides stated of a figure, and the span of the figure with the words that state them."""

    start: int
    end: int
    bounds: frozenset[Bound]


def sides_of(text: str, start: int, end: int) -> Sides:
    """The sides stated around `text[start:end]`; none for a figure stated as it is."""
    found: set[Bound] = set()
    while before := _BEFORE.search(text[max(0, start - _REACH) : start]):
        if found and before["above"]:  # 最多达到: what bounds nearest to the figure counts
            break
        start -= len(before.group())
        found.add(Bound.AT_MOST if before["most"] or before["below"] else Bound.AT_LEAST)
    if after := _AFTER.match(text, end):
        end = after.end()
        found.add(Bound.AT_MOST if after["most"] else Bound.AT_LEAST)
    return Sides(start, end, frozenset(found))


def bound_otherwise(said: frozenset[Bound], stated: frozenset[Bound]) -> bool:
    """Whether a figure is said to lie on a side the clause does not state.

    A claim without a side is not at odds with a clause that has one, nor the reverse.
    """
    return bool(said) and bool(stated) and not said & stated
