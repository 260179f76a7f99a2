"""Parts of a rule that are true, false or unknown: what can be compared, and how it is joined."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.eligibility.profile_fields import NEVER, ProfileField
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.date_nodes import DateNode, ShiftedDate
from assistant.eligibility.rules.kleene import Truth, all_of, any_of, at_least, negated
from assistant.eligibility.rules.number_nodes import NumberNode


class TruthNode(Protocol):
    """Is true, false or unknown of a case."""

    def value(self, case: Case) -> Truth:
        """None when what is unknown decides."""
        ...


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class FieldTruth:
    """A yes-or-no field."""

    field: ProfileField

    def value(self, case: Case) -> Truth:
        """What the profile says."""
        answer: Truth = getattr(case.profile, self.field.name)
        return answer


@dataclass(frozen=True, slots=True)
class NumberComparison:
    """Two figures of one dimension compared."""

    left: NumberNode
    sign: str
    right: NumberNode

    def value(self, case: Case) -> Truth:
        """None when one of them is unknown."""
        left, right = self.left.value(case), self.right.value(case)
        return None if left is None or right is None else _COMPARE[self.sign](left, right)


@dataclass(frozen=True, slots=True)
class DateComparison:
    """Two days compared."""

    left: DateNode
    sign: str
    right: DateNode

    def value(self, case: Case) -> Truth:
        """None when one of them is unknown."""
        left, right = self.left.value(case), self.right.value(case)
        return None if left is None or right is None else _COMPARE[self.sign](left, right)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field with a choice or a text, among some values."""

    field: ProfileField
    among: tuple[str, ...]

    def value(self, case: Case) -> Truth:
        """None when the field is unknown."""
        given = getattr(case.profile, self.field.name)
        return None if given is None else given in self.among


@dataclass(frozen=True, slots=True)
class Below:
    """An industry code or a place that lies in one of some groups.

    Attributes:
        separator: "/" when the parts of the field are parted so, "" when codes just grow longer.
    """

    field: ProfileField
    groups: tuple[str, ...]
    separator: str

    def value(self, case: Case) -> Truth:
        """None when the field is unknown or less exact than the groups."""
        given: str | None = getattr(case.profile, self.field.name)
        if given is None:
            return None
        here = given + self.separator
        if any(here.startswith(group + self.separator) for group in self.groups):
            return True
        return None if any(group.startswith(here) for group in self.groups) else False


@dataclass(frozen=True, slots=True)
class Elapsed:
    """已满: a period has passed since a day."""

    end: ShiftedDate

    def value(self, case: Case) -> Truth:
        """True from the corresponding day on."""
        end = self.end.value(case)
        return None if end is None else case.day >= end


@dataclass(frozen=True, slots=True)
class Recent:
    """近期发生: an event lies within a period before the day of the application, or on it.

    Attributes:
        over: the day from which on it is no longer recent; unknown when the event never was.
    """

    field: ProfileField
    over: ShiftedDate

    def value(self, case: Case) -> Truth:
        """False for an event that never was, or that still lies ahead."""
        given = getattr(case.profile, self.field.name)
        if given is None:
            return None
        if given == NEVER:
            return False
        over = self.over.value(case)
        return None if over is None else given <= case.day < over


@dataclass(frozen=True, slots=True)
class WithinYears:
    """年度内: the year of the application is one of so many calendar years from a day's on."""

    start: DateNode
    period: NumberNode

    def value(self, case: Case) -> Truth:
        """None when the day or the period is unknown."""
        start, period = self.start.value(case), self.period.value(case)
        if start is None or period is None:
            return None
        return start <= case.day and case.day.year - start.year < period / 12


@dataclass(frozen=True, slots=True)
class HasHonour:
    """有资质: an honour is held and valid."""

    name: str

    def value(self, case: Case) -> Truth:
        """None when the honours are not known well enough."""
        return case.has_honour(self.name)


@dataclass(frozen=True, slots=True)
class HonourFor:
    """资质满: an honour is valid and was given so long ago; the period is of months."""

    name: str
    period: NumberNode

    def value(self, case: Case) -> Truth:
        """None when the honours are not known well enough."""
        period = self.period.value(case)
        return None if period is None else case.honour_for(self.name, int(period))


@dataclass(frozen=True, slots=True)
class AllOf:
    """全部, 且."""

    among: tuple[TruthNode, ...]

    def value(self, case: Case) -> Truth:
        """False if one is false."""
        return all_of([part.value(case) for part in self.among])


@dataclass(frozen=True, slots=True)
class AnyOf:
    """任一, 或."""

    among: tuple[TruthNode, ...]

    def value(self, case: Case) -> Truth:
        """True if one is true."""
        return any_of([part.value(case) for part in self.among])


@dataclass(frozen=True, slots=True)
class AtLeast:
    """至少 n."""

    count: int
    among: tuple[TruthNode, ...]

    def value(self, case: Case) -> Truth:
        """True if `count` of them are."""
        return at_least(self.count, [part.value(case) for part in self.among])


@dataclass(frozen=True, slots=True)
class Not:
    """非."""

    part: TruthNode

    def value(self, case: Case) -> Truth:
        """The opposite; unknown stays unknown."""
        return negated(self.part.value(case))


def required(node: TruthNode) -> tuple[int, tuple[TruthNode, ...]] | None:
    """How many of which parts must be true for a joined condition; None for a single one."""
    if isinstance(node, AllOf):
        return len(node.among), node.among
    if isinstance(node, AnyOf):
        return 1, node.among
    return (node.count, node.among) if isinstance(node, AtLeast) else None
