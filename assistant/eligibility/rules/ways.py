"""What would make a condition come out as wanted: changes, and ways made of several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assistant.eligibility.rules.case import LeafKey
from assistant.eligibility.rules.describe import Missing

KEPT = 3
"""Alternatives of one condition that are followed up; rules with many would multiply otherwise."""


class ChangeKind(StrEnum):
    """What has to be done."""

    RAISE = "提高"
    LOWER = "降低"
    WAIT = "等待"
    OBTAIN = "取得"
    EXTEND = "延续"
    DO = "办理"
    FILL = "补充信息"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing to change, with the figure computed.

    Attributes:
        text: Chinese, without a full stop: "研发费用 2025 年还差 18 万元".
        cost: for comparing ways only, no unit: a year of waiting is 1, and so is doubling a figure.
        key: the figure, for RAISE and LOWER.
        amount: by how much, in base units of the figure, for RAISE and LOWER; never negative.
        day: the first day it is so, for WAIT; the day to be reached, for EXTEND.
        missing: the field or the honour, for all but RAISE, LOWER and WAIT.
        answer: what a yes-or-no field has to be, or the choice, for DO.
    """

    kind: ChangeKind
    text: str
    cost: float
    key: LeafKey | None = None
    amount: Fraction | None = None
    day: date | None = None
    missing: Missing | None = None
    answer: bool | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Changes that together make a condition come out as wanted; none when it does already."""

    changes: tuple[Change, ...] = ()

    @property
    def cost(self) -> float:
        """Waiting goes on beside everything else; the rest adds up."""
        waits = [change.cost for change in self.changes if change.kind is ChangeKind.WAIT]
        rest = sum(change.cost for change in self.changes if change.kind is not ChangeKind.WAIT)
        return rest + max(waits, default=0.0)


def joined(ways: tuple[Way, ...]) -> Way:
    """All of them at once; of two changes of one figure the greater one, of two waits the longer
    one only where they are for the same reason."""
    merged: dict[object, Change] = {}
    for change in (change for way in ways for change in way.changes):
        name = (change.kind, change.key or change.missing or change.text)
        other = merged.get(name)
        if other is None or (change.amount or 0) > (other.amount or 0):
            merged[name] = change
    return Way(changes=tuple(merged.values()))


def cheapest(ways: list[Way]) -> tuple[Way, ...]:
    """The cheapest, at most three, each once, best first."""
    return tuple(sorted(dict.fromkeys(ways), key=lambda way: way.cost)[:KEPT])
