"""Parts of a rule that give a day; None when unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from assistant.eligibility.periods import add_months
from assistant.eligibility.profile_fields import ProfileField
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.number_nodes import NumberNode
from assistant.eligibility.rules.units import MONTHS

_FARTHEST = 4_000_000
"""Months or days: more than the calendar has."""


class DateNode(Protocol):
    """Gives a day."""

    def value(self, case: Case) -> date | None:
        """None when something needed is unknown."""
        ...


@dataclass(frozen=True, slots=True)
class DateLiteral:
    """A day written in the rule."""

    day: date

    def value(self, case: Case) -> date | None:
        """The day."""
        return self.day


@dataclass(frozen=True, slots=True)
class ApplicationDay:
    """The day of the application."""

    def value(self, case: Case) -> date | None:
        """The day."""
        return case.day


@dataclass(frozen=True, slots=True)
class FieldDate:
    """A field with a day."""

    field: ProfileField

    def value(self, case: Case) -> date | None:
        """What the profile says; None also for an event that never was."""
        given: date | str | None = getattr(case.profile, self.field.name)
        return None if isinstance(given, str) else given


@dataclass(frozen=True, slots=True)
class ShiftedDate:
    """A day moved by a period; the period is of months or of days."""

    start: DateNode
    sign: int
    period: NumberNode

    def value(self, case: Case) -> date | None:
        """None also when the period is unknown."""
        start, period = self.start.value(case), self.period.value(case)
        if start is None or period is None:
            return None
        return moved(start, self.sign * period, in_months=self.period.dimension == MONTHS)


def moved(day: date, period: Fraction, *, in_months: bool) -> date:
    """`day` moved by whole months or days; the ends of the calendar are not passed."""
    whole = min(max(int(period), -_FARTHEST), _FARTHEST)
    if in_months:
        return add_months(day, whole)
    ordinal = min(max(day.toordinal() + whole, 1), date.max.toordinal())
    return date.fromordinal(ordinal)
