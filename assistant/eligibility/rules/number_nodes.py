"""Parts of a rule that give a figure; exact, in base units, None when unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from assistant.eligibility.profile_fields import ProfileField
from assistant.eligibility.programme_parts import ParameterValue
from assistant.eligibility.rules.case import Case, LeafKey
from assistant.eligibility.rules.units import Dimension


class NumberNode(Protocol):
    """Gives a figure of one dimension."""

    @property
    def dimension(self) -> Dimension:
        """What the figure measures."""
        ...

    def value(self, case: Case) -> Fraction | None:
        """In base units of the dimension; None when something needed is unknown."""
        ...

    def parts(self) -> tuple[NumberNode, ...]:
        """What it is computed from."""
        ...


@dataclass(frozen=True, slots=True)
class Literal:
    """A figure written in the rule."""

    number: Fraction
    dimension: Dimension

    def value(self, case: Case) -> Fraction | None:
        """The figure."""
        return self.number

    def parts(self) -> tuple[NumberNode, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class FieldNumber:
    """A field with a single figure."""

    field: ProfileField
    dimension: Dimension

    @property
    def key(self) -> LeafKey:
        """How `Case.assumed` names it."""
        return self.field.name, ""

    def value(self, case: Case) -> Fraction | None:
        """What the profile says."""
        number = case.number(self.field)
        if number is not None and case.assumed:
            return number + case.assumed.get(self.key, 0)
        return number

    def parts(self) -> tuple[NumberNode, ...]:
        """Nothing."""
        return ()


class Over(StrEnum):
    """What is made of the figures of a span of years."""

    EACH = ""
    """One year's own figure."""
    TOTAL = "合计"
    MEAN = "平均"
    LEAST = "最小"
    MOST = "最大"
    GROWTH = "平均增长率"
    """The mean of the growth rates on the year before; a base of zero or less gives none."""


@dataclass(frozen=True, slots=True)
class YearlyNumber:
    """A yearly field in one year or over several.

    Attributes:
        written: what stands in the brackets: "去年", "近3年合计".
        back: how many years before that of the application, for EACH; how many years otherwise.
        year: a calendar year named as such; None for a relative one.
    """

    field: ProfileField
    dimension: Dimension
    written: str
    over: Over
    back: int
    year: int | None = None

    @property
    def key(self) -> LeafKey:
        """How `Case.assumed` names it."""
        return self.field.name, self.written

    def years(self, case: Case) -> tuple[int, ...]:
        """The years whose figures are needed."""
        if self.over is Over.EACH:
            return (case.day.year - self.back if self.year is None else self.year,)
        if self.over is Over.GROWTH:
            return tuple(range(case.day.year - self.back - 1, case.day.year))
        return tuple(case.full_years(self.back))

    def value(self, case: Case) -> Fraction | None:
        """None when a year is missing, or when the company has none yet."""
        by_year = case.figures(self.field)
        years = self.years(case)
        if not years or any(year not in by_year for year in years):
            return None
        figure = _over(self.over, [by_year[year] for year in years])
        if figure is not None and case.assumed:
            return figure + case.assumed.get(self.key, 0)
        return figure

    def parts(self) -> tuple[NumberNode, ...]:
        """Nothing."""
        return ()


def _over(over: Over, figures: list[Fraction]) -> Fraction | None:
    if over is Over.GROWTH:
        if any(base <= 0 for base in figures[:-1]):
            return None
        return sum((b / a - 1 for a, b in pairwise(figures)), Fraction(0)) / (len(figures) - 1)
    if over is Over.LEAST:
        return min(figures)
    if over is Over.MOST:
        return max(figures)
    total = sum(figures, Fraction(0))
    return total / len(figures) if over is Over.MEAN else total


@dataclass(frozen=True, slots=True)
class ParameterNumber:
    """A figure that changes by date.

    Attributes:
        values: first day and figure, oldest first, with the entry of the file each comes from.
    """

    name: str
    dimension: Dimension
    values: tuple[tuple[date, Fraction, ParameterValue], ...]

    def entry(self, case: Case) -> ParameterValue | None:
        """The entry that holds on the day; None before the first."""
        return next((entry for day, _, entry in reversed(self.values) if day <= case.day), None)

    def value(self, case: Case) -> Fraction | None:
        """None before the first day it has a value for."""
        return next((figure for day, figure, _ in reversed(self.values) if day <= case.day), None)

    def parts(self) -> tuple[NumberNode, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two figures joined by + - * /."""

    left: NumberNode
    sign: str
    right: NumberNode
    dimension: Dimension

    def value(self, case: Case) -> Fraction | None:
        """None also for a division by zero."""
        left, right = self.left.value(case), self.right.value(case)
        if left is None or right is None or (self.sign == "/" and right == 0):
            return None
        if self.sign == "+":
            return left + right
        if self.sign == "-":
            return left - right
        return left * right if self.sign == "*" else left / right

    def parts(self) -> tuple[NumberNode, ...]:
        """Both."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Tier:
    """One line of a table of tiers.

    Attributes:
        sign: "<=" or "<".
        bound: a literal.
    """

    sign: str
    bound: Literal
    result: NumberNode

    def holds(self, number: Fraction) -> bool:
        """Whether `number` lies below the bound."""
        bound = self.bound.number
        return number <= bound if self.sign == "<=" else number < bound


@dataclass(frozen=True, slots=True)
class Tiers:
    """A figure read off a table by another figure."""

    subject: NumberNode
    tiers: tuple[Tier, ...]
    otherwise: NumberNode
    dimension: Dimension

    def chosen(self, case: Case) -> tuple[Tier | None, NumberNode] | None:
        """The tier that applies (None for the last) and its result; None when unknown."""
        number = self.subject.value(case)
        if number is None:
            return None
        tier = next((tier for tier in self.tiers if tier.holds(number)), None)
        return tier, tier.result if tier else self.otherwise

    def value(self, case: Case) -> Fraction | None:
        """None when the subject is unknown."""
        chosen = self.chosen(case)
        return chosen[1].value(case) if chosen else None

    def parts(self) -> tuple[NumberNode, ...]:
        """The subject, then all results."""
        return self.subject, *(tier.result for tier in self.tiers), self.otherwise


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of several figures."""

    greatest: bool
    among: tuple[NumberNode, ...]
    dimension: Dimension

    def value(self, case: Case) -> Fraction | None:
        """None when one of them is unknown."""
        values = [part.value(case) for part in self.among]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        return max(known) if self.greatest else min(known)

    def parts(self) -> tuple[NumberNode, ...]:
        """All of them."""
        return self.among


Leaf = FieldNumber | YearlyNumber


def leaves(node: NumberNode) -> Iterator[Leaf]:
    """The fields a figure is computed from, in the order of the rule."""
    if isinstance(node, Leaf):
        yield node
    for part in node.parts():
        yield from leaves(part)
