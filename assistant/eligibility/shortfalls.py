"""What is missing, what decides most first; and the shortest way to become eligible, computed."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Role
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.find_ways import find_ways
from assistant.eligibility.rules.ways import Change, ChangeKind, Way, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A criterion that is not met, or not known to be.

    Attributes:
        margin: how far the value is from the threshold: "18 万元", "0.8 个百分点"; "" when that
            cannot be said in one figure.
        ways: what would make it met, cheapest first, at most three alternatives; () when it is
            for people to judge, or nothing the company can do would help.
    """

    result: CriterionResult
    margin: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortestWay:
    """All that has to change for a programme.

    Attributes:
        changes: the costliest first, then waits, then what only has to be filled in.
        unsolved: criteria not met that no change of the company's would make met.
        judged: criteria that people have to judge, whatever changes.
        cost: for ordering programmes by nearness; see `Change.cost`.
    """

    changes: tuple[Change, ...]
    unsolved: tuple[CriterionResult, ...]
    judged: tuple[CriterionResult, ...]
    cost: float


def shortfalls(assessment: Assessment, profile: Profile) -> tuple[Shortfall, ...]:
    """What keeps a company from being eligible, what decides most first.

    First what is not met and nothing helps, then what is not met, the costliest first (it decides
    when the company can apply), then what is unknown, fewest unknown fields first, then what people
    have to judge; criteria that only score come after all others.

    Args:
        assessment: of this profile.
        profile: the one that was assessed.
    """
    case = Case(profile, assessment.day)
    lacking = [
        _shortfall(assessment.programme, result, case)
        for result in assessment.results
        if result.verdict is not Verdict.MET
    ]
    return tuple(sorted(lacking, key=_rank))


def shortest_way(assessment: Assessment, profile: Profile) -> ShortestWay:
    """The cheapest way of each mandatory criterion and exclusion, put together."""
    lacking = [
        shortfall
        for shortfall in shortfalls(assessment, profile)
        if shortfall.result.criterion.kind is not Role.SCORED
    ]
    ways = tuple(shortfall.ways[0] for shortfall in lacking if shortfall.ways)
    whole = joined(ways)
    return ShortestWay(
        changes=tuple(sorted(whole.changes, key=_place_of)),
        unsolved=tuple(
            s.result for s in lacking if not s.ways and s.result.verdict is Verdict.UNMET
        ),
        judged=tuple(s.result for s in lacking if s.result.qualitative),
        cost=whole.cost,
    )


def _shortfall(programme: Programme, result: CriterionResult, case: Case) -> Shortfall:
    criterion = result.criterion
    if criterion.expression is None or result.explanation is None:
        return Shortfall(result=result, margin="", ways=())
    node = programme.rules.condition(criterion.expression)
    wanted = criterion.kind is not Role.EXCLUSION
    return Shortfall(
        result=result, margin=result.explanation.margin, ways=find_ways(node, case, wanted)
    )


def _rank(shortfall: Shortfall) -> tuple[bool, int, float]:
    result, ways = shortfall.result, shortfall.ways
    is_scored = result.criterion.kind is Role.SCORED
    if result.qualitative:
        return is_scored, 3, 0
    if result.verdict is Verdict.OPEN:
        return is_scored, 2, len(result.missing)
    return (is_scored, 1, -ways[0].cost) if ways else (is_scored, 0, 0)


_PLACES = {ChangeKind.WAIT: 1, ChangeKind.FILL: 2}


def _place_of(change: Change) -> tuple[int, float]:
    return _PLACES.get(change.kind, 0), -change.cost
