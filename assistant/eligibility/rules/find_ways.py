"""Invert a condition: the cheapest ways to make it come out as wanted."""

from __future__ import annotations

from functools import singledispatch
from itertools import combinations, islice

from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.date_nodes import ApplicationDay, FieldDate
from assistant.eligibility.rules.date_ways import first_day, waiting
from assistant.eligibility.rules.describe import Missing, date_label, missing_label
from assistant.eligibility.rules.explain import explain
from assistant.eligibility.rules.number_ways import number_ways
from assistant.eligibility.rules.truth_nodes import (
    DateComparison,
    Elapsed,
    FieldTruth,
    HasHonour,
    HonourFor,
    Not,
    NumberComparison,
    OneOf,
    Recent,
    TruthNode,
    required,
)
from assistant.eligibility.rules.ways import Change, ChangeKind, Way, cheapest, joined

_MOST_COMBINED = 200
"""Choices of n alternatives that are compared."""

_CHANGEABLE_CHOICES = frozenset(("certificate",))
"""Choices a company can work towards; its size or its place it cannot choose to please a rule."""

_EXTENDABLE = frozenset(("certificate_expires",))
_OBTAINING = 1.5
"""Cost of a title: more than a year's wait, less than two."""


def find_ways(node: TruthNode, case: Case, wanted: bool = True) -> tuple[Way, ...]:
    """The cheapest ways, best first, at most three.

    Returns:
        `(Way(),)` when it is as wanted already; a way of FILL when it is unknown; () when nothing
        a company can do would help.
    """
    truth = node.value(case)
    if truth is wanted:
        return (Way(),)
    counted = required(node)
    if counted is not None:
        return _of_joined(counted[0], counted[1], case, wanted)
    if isinstance(node, Not):
        return find_ways(node.part, case, not wanted)
    if truth is None:
        return _filled(explain(node, case, wanted).missing)
    return _of_single(node, case, wanted)


def _of_joined(
    count: int, among: tuple[TruthNode, ...], case: Case, wanted: bool
) -> tuple[Way, ...]:
    """Denied, "at least n of m" asks that m - n + 1 fail."""
    needed = count if wanted else len(among) - count + 1
    options = [ways for ways in (find_ways(part, case, wanted) for part in among) if ways]
    if len(options) < needed:
        return ()
    if needed == 1:
        return cheapest([way for ways in options for way in ways])
    best = sorted(options, key=lambda ways: ways[0].cost)
    found: list[Way] = []
    for chosen in islice(combinations(best, needed), _MOST_COMBINED):
        found += _varied(chosen)
    return cheapest(found)


def _varied(chosen: tuple[tuple[Way, ...], ...]) -> list[Way]:
    """The best of each, then every second choice of one of them with the best of the others."""
    firsts = tuple(ways[0] for ways in chosen)
    found = [joined(firsts)]
    for place, ways in enumerate(chosen):
        found += [joined((*firsts[:place], way, *firsts[place + 1 :])) for way in ways[1:]]
    return found


def _filled(missing: tuple[Missing, ...]) -> tuple[Way, ...]:
    changes = tuple(
        Change(
            kind=ChangeKind.FILL,
            text=f"补充：{missing_label(m)}",
            cost=0.05,
            missing=m,
        )
        for m in missing
    )
    return (Way(changes=changes),) if changes else ()


@singledispatch
def _of_single(node: TruthNode, case: Case, wanted: bool) -> tuple[Way, ...]:
    """For a single condition that is decided, and not as wanted; () where nothing helps."""
    return ()


@_of_single.register
def _(node: NumberComparison, case: Case, wanted: bool) -> tuple[Way, ...]:
    return number_ways(node, case, wanted)


@_of_single.register(Elapsed)
@_of_single.register(Recent)
def _(node: Elapsed | Recent, case: Case, wanted: bool) -> tuple[Way, ...]:
    return waiting(node, case, wanted)


@_of_single.register
def _(node: DateComparison, case: Case, wanted: bool) -> tuple[Way, ...]:
    field = node.left.field if isinstance(node.left, FieldDate) else None
    is_asked = node.sign in (">=", ">") and wanted
    if field is None or field.name not in _EXTENDABLE or not is_asked:
        return waiting(node, case, wanted)
    day = node.right.value(case)
    if day is None:
        return ()
    until = "申请日" if isinstance(node.right, ApplicationDay) else day.isoformat()
    change = Change(
        kind=ChangeKind.EXTEND,
        text=f"{date_label(node.left)}须延续到{until}以后",
        cost=1.0,
        day=day,
        missing=Missing(field=field.name),
    )
    return (Way(changes=(change,)),)


@_of_single.register
def _(node: FieldTruth, case: Case, wanted: bool) -> tuple[Way, ...]:
    label = node.field.label
    change = Change(
        kind=ChangeKind.DO,
        text=f"须做到：{label}" if wanted else f"须不再有：{label}",
        cost=1.0,
        missing=Missing(field=node.field.name),
        answer=wanted,
    )
    return (Way(changes=(change,)),)


@_of_single.register
def _(node: OneOf, case: Case, wanted: bool) -> tuple[Way, ...]:
    if not wanted or node.field.name not in _CHANGEABLE_CHOICES:
        return ()
    return tuple(
        Way(
            changes=(
                Change(
                    kind=ChangeKind.DO,
                    text=f"{node.field.label}须为 {choice}",
                    cost=1.0,
                    missing=Missing(field=node.field.name),
                    answer=choice,
                ),
            )
        )
        for choice in node.among
    )


@_of_single.register
def _(node: HasHonour, case: Case, wanted: bool) -> tuple[Way, ...]:
    return (_obtaining(node.name),) if wanted else ()


@_of_single.register
def _(node: HonourFor, case: Case, wanted: bool) -> tuple[Way, ...]:
    if not wanted:
        return ()
    period = node.period.value(case)
    if first_day(node, case, wanted) is not None:
        return waiting(node, case, wanted)
    years = 0.0 if period is None else float(period) / 12
    return (_obtaining(node.name, years=years),)


def _obtaining(name: str, *, years: float = 0.0) -> Way:
    held = f"，并持有满 {years:g} 年" if years else ""
    change = Change(
        kind=ChangeKind.OBTAIN,
        text=f"须取得“{name}”{held}",
        cost=_OBTAINING + years,
        missing=Missing(field="honours", detail=name),
    )
    return Way(changes=(change,))
