"""All programmes for one company in its place on one day: what it can have, and what is near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from assistant.eligibility.assess import Assessment, Verdict, assess_case, place_truth
from assistant.eligibility.honours import canonical
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Conflict, Role
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.ways import Change, ChangeKind
from assistant.eligibility.shortfalls import Shortfall, shortfalls
from assistant.eligibility.support.amounts import ComputedAmount, compute_amounts
from assistant.eligibility.support.checklist import ChecklistItem, checklist
from assistant.eligibility.support.combination import Combination, best_combination
from assistant.eligibility.support.due_dates import (
    DueDate,
    deadlines,
    expiries,
    in_order,
    turning_days,
)

_FEW = 3
"""Unmet conditions at most, for a programme to count as nearly reached."""
_SMALL = 1.0
"""The most one of them may cost: a year of waiting, doubling a figure, or one act (`Way.cost`)."""


class Standing(StrEnum):
    """How a company stands towards a programme, best first; the value is shown to users."""

    HELD = "已获得"
    ELIGIBLE = "已知条件满足"
    JUDGED = "待主管部门评定"
    """Nothing that can be computed stands against it, the rest is for people to judge."""
    NEARLY = "差一点"
    UNKNOWN = "资料不足"
    UNMET = "不符合"
    NOT_IN_FORCE = "当日没有有效规则"


_ORDER = tuple(Standing)
_WITHIN_REACH = (Standing.ELIGIBLE, Standing.JUDGED, Standing.NEARLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One programme for the company.

    Attributes:
        unmet: how many conditions are not met; scored ones do not count.
        amounts: what it would bring, whatever the standing.
    """

    programme: Programme
    assessment: Assessment
    standing: Standing
    unmet: int
    amounts: tuple[ComputedAmount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictNotice:
    """A rule against having two things at once that touches a programme within reach."""

    programme: str
    conflict: Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPlan:
    """What there is for the company.

    Attributes:
        matches: programmes of its place, best standing first.
        combination: the most money of the eligible programmes that may be taken at once.
        conflicts: of the programmes within reach.
        materials: of the programmes within reach.
        dates: deadlines of the programmes within reach or unknown; for all programmes, when a
            condition or the rules change within a year, and when a title the company holds ends.
        remarks: Chinese sentences on the whole.
    """

    day: date
    region: str | None
    matches: tuple[Match, ...]
    combination: Combination
    conflicts: tuple[ConflictNotice, ...]
    materials: tuple[ChecklistItem, ...]
    dates: tuple[DueDate, ...]
    remarks: tuple[str, ...]

    def within_reach(self) -> tuple[Match, ...]:
        """Those eligible, waiting for judgement only, or nearly reached."""
        return tuple(match for match in self.matches if match.standing in _WITHIN_REACH)

    def instead_of(self, programme: str) -> tuple[Match, ...]:
        """Programmes of the same kind, a title for a title, that the company is closer to: those
        that `programme` requires first, then best first. () for a programme that is not shown.
        """
        wanted = next((m for m in self.matches if m.programme.id == programme), None)
        if wanted is None:
            return ()
        required = {link.programme for link in wanted.programme.requires}
        closer = (
            match
            for match in self.within_reach()
            if match.programme.kind is wanted.programme.kind
            and bool(match.programme.honour) == bool(wanted.programme.honour)
            and _ORDER.index(match.standing) < _ORDER.index(wanted.standing)
        )
        return tuple(sorted(closer, key=lambda match: match.programme.id not in required))


def match_support(programmes: Sequence[Programme], profile: Profile, *, day: date) -> SupportPlan:
    """Assess all programmes and put together what the company can have.

    A programme of another place is never shown; one of a part of the company's place is shown as
    unknown until the place is told exactly. Without a place, no local programme is shown.
    """
    case = Case(profile, day)
    local = [p for p in programmes if _may_apply(p, profile.region)]
    matches = sorted(
        (_match(programme, case) for programme in local),
        key=lambda match: (_ORDER.index(match.standing), match.unmet),
    )
    reach = [match for match in matches if match.standing in _WITHIN_REACH]
    eligible = [m for m in reach if m.standing is Standing.ELIGIBLE]
    return SupportPlan(
        day=day,
        region=profile.region,
        matches=tuple(matches),
        combination=best_combination(
            [amount for match in eligible for amount in match.amounts], {p.id: p for p in local}
        ),
        conflicts=tuple(_notices(matches)),
        materials=checklist((match.programme for match in reach), case),
        dates=in_order(_dates(matches, profile)),
        remarks=tuple(_remarks(profile, programmes)),
    )


def standing_of(assessment: Assessment, case: Case) -> Standing:
    """How the company stands, from the verdicts and the titles it holds."""
    if _holds(assessment.programme, case):
        return Standing.HELD
    if assessment.version is None:
        return Standing.NOT_IN_FORCE
    if assessment.verdict is Verdict.MET:
        return Standing.ELIGIBLE
    if assessment.verdict is Verdict.UNMET:
        return Standing.NEARLY if _is_near(assessment, case.profile) else Standing.UNMET
    return Standing.UNKNOWN if assessment.missing() else Standing.JUDGED


def _match(programme: Programme, case: Case) -> Match:
    assessment = assess_case(programme, case)
    return Match(
        programme=programme,
        assessment=assessment,
        standing=standing_of(assessment, case),
        unmet=_count(assessment, Verdict.UNMET),
        amounts=compute_amounts(programme, case.profile, day=case.day),
    )


def _holds(programme: Programme, case: Case) -> bool:
    return bool(programme.honour) and case.has_honour(canonical(programme.honour)) is True


def _is_near(assessment: Assessment, profile: Profile) -> bool:
    """Few conditions are unmet and each takes little; with fewer met than unmet, next to nothing
    all together, and most of the others are known."""
    if assessment.place is Verdict.UNMET:
        return False
    costs = [
        _least_cost(shortfall)
        for shortfall in shortfalls(assessment, profile)
        if shortfall.result.verdict is Verdict.UNMET
        and shortfall.result.criterion.kind is not Role.SCORED
    ]
    if not 0 < len(costs) <= _FEW or max(costs) > _SMALL:
        return False
    met, unknown = _count(assessment, Verdict.MET), _count(assessment, Verdict.OPEN)
    return len(costs) <= met or (sum(costs) < _SMALL and unknown <= met + len(costs))


def _least_cost(shortfall: Shortfall) -> float:
    """Of the cheapest way that does not undo what has happened; infinite without one."""
    possible = (way.cost for way in shortfall.ways if not any(map(_is_undoing, way.changes)))
    return min(possible, default=inf)


def _is_undoing(change: Change) -> bool:
    return change.kind is ChangeKind.DO and change.answer is False


def _count(assessment: Assessment, verdict: Verdict) -> int:
    return sum(
        result.verdict is verdict and result.criterion.kind is not Role.SCORED
        for result in assessment.results
    )


def _may_apply(programme: Programme, region: str | None) -> bool:
    if region is None:
        return not programme.region
    return place_truth(programme, region) is not False


def _dates(matches: Iterable[Match], profile: Profile) -> Iterable[DueDate]:
    for match in matches:
        if match.standing in (*_WITHIN_REACH, Standing.UNKNOWN):
            yield from deadlines(match.assessment, profile.region)
        if match.standing is Standing.HELD:
            yield from expiries(match.assessment, profile)
        else:
            yield from turning_days(match.assessment, profile)


def _notices(matches: Sequence[Match]) -> Iterable[ConflictNotice]:
    """Each rule once, of programmes within reach; none about a programme that is out of reach."""
    reach = {match.programme.id for match in matches if match.standing in _WITHIN_REACH}
    open_ = {match.programme.id for match in matches if match.standing is Standing.UNKNOWN}
    told: set[frozenset[str]] = set()
    for match in matches:
        for conflict in match.programme.conflicts if match.programme.id in reach else ():
            if conflict.programme is not None:
                pair = frozenset((match.programme.id, conflict.programme))
                if conflict.programme not in reach | open_ or pair in told:
                    continue
                told.add(pair)
            yield ConflictNotice(programme=match.programme.id, conflict=conflict)


def _remarks(profile: Profile, programmes: Sequence[Programme]) -> Iterable[str]:
    if profile.region is None and any(programme.region for programme in programmes):
        yield "没有填写所在地区，这里只列全国适用的项目；填写省、市、区后可以看到当地的项目。"
    if profile.region is not None and not any(
        programme.region and _may_apply(programme, profile.region) for programme in programmes
    ):
        yield (
            f"本库没有收录{profile.region}的地方支持项目，这里只列全国适用的；"
            "当地有没有，请向当地主管部门查询。"
        )
    yield "以上按已填写的资料和收录的规则计算，能否获得、金额多少以主管部门认定为准。"
