"""What the passing of time alone brings about."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.eligibility.periods import add_months, full_months
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.explain import explain
from assistant.eligibility.rules.truth_nodes import TruthNode
from assistant.eligibility.rules.ways import Change, ChangeKind, Way

FARTHEST_MONTHS = 240
"""How far ahead is looked: twenty years."""


def first_day(node: TruthNode, case: Case, wanted: bool = True) -> date | None:
    """The first day after the application day on which a condition comes out as wanted, the
    profile staying as it is; None when there is none within twenty years.

    A stretch of less than a month in which it is so, between two in which it is not, can be missed.
    """
    for months in range(1, FARTHEST_MONTHS + 1):
        end = add_months(case.day, months)
        if node.value(case.on(end)) is wanted:
            day = add_months(case.day, months - 1) + timedelta(days=1)
            while node.value(case.on(day)) is not wanted:
                day += timedelta(days=1)
            return day
    return None


def waiting(node: TruthNode, case: Case, wanted: bool) -> tuple[Way, ...]:
    """The way of just waiting; () when time does not help."""
    day = first_day(node, case, wanted)
    if day is None:
        return ()
    told = explain(node, case, wanted)
    reached = told.threshold.split("（")[0]
    change = Change(
        kind=ChangeKind.WAIT,
        text=f"再过 {time_until(case.day, day)}（{day.isoformat()}），{told.subject}{reached}",
        cost=(day - case.day).days / 365.25,
        day=day,
    )
    return (Way(changes=(change,)),)


def time_until(day: date, later: date) -> str:
    """Like "6 个月 24 天", "1 年 2 个月", "3 天"; days are left out beyond a year."""
    months = full_months(day, later)
    days = (later - add_months(day, months)).days
    years, rest = divmod(months, 12)
    parts = [f"{years} 年"] if years else []
    if rest:
        parts.append(f"{rest} 个月")
    if days and not years:
        parts.append(f"{days} 天")
    return " ".join(parts) or "不到 1 个月"
