"""What changes until a chosen day: rules that switch, certificates that expire, anniversaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.eligibility.assess import (
    Assessment,
    CriterionResult,
    Verdict,
    assess,
    judge_criterion,
)
from assistant.eligibility.periods import add_months
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.kleene import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something that is different from a day on.

    Attributes:
        day: the first day it is so.
        text: Chinese, without a full stop.
        criterion: id of the criterion whose verdict changes; "" for the rules as such.
        references: what it rests on; never ().
    """

    day: date
    text: str
    criterion: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A programme now and on a later day, the profile staying as it is.

    Attributes:
        turns: in order of their days.
    """

    now: Assessment
    later: Assessment
    turns: tuple[Turn, ...]


def outlook(programme: Programme, profile: Profile, *, day: date, later: date) -> Outlook:
    """What the passing of time from `day` to `later` changes.

    Raises:
        ValueError: `later` is not after `day`.
    """
    if later <= day:
        raise ValueError(f"{later} is not after {day}")
    now = assess(programme, profile, day=day)
    then = assess(programme, profile, day=later)
    turns = [*_versions(programme, day, later), *_criteria(now, then, profile)]
    return Outlook(now=now, later=then, turns=tuple(sorted(turns, key=lambda turn: turn.day)))


def _versions(programme: Programme, day: date, later: date) -> Iterator[Turn]:
    for version in programme.versions:
        if day < version.start <= later:
            yield Turn(
                day=version.start,
                text=f"{version.start.isoformat()} 起提出的申请适用 {version.id} 版规则",
                criterion="",
                references=version.references,
            )
        after = None if version.until is None else version.until + timedelta(days=1)
        if after is not None and day < after <= later and programme.version_on(after) is None:
            yield Turn(
                day=after,
                text=f"{version.id} 版规则施行到 {version.until} 为止，此后没有接续的规则",
                criterion="",
                references=version.references,
            )


def _criteria(now: Assessment, then: Assessment, profile: Profile) -> Iterator[Turn]:
    """Criteria of one version whose verdict changes; those of a new version are all new."""
    if now.version is None or now.version != then.version:
        return
    for before, after in zip(now.results, then.results, strict=True):
        if before.verdict is after.verdict:
            continue
        day = _first_day(now, then, before, profile)
        text = f"“{before.criterion.text}”由{before.verdict.value}变为{after.verdict.value}"
        yield Turn(
            day=day,
            text=text + _reason(after),
            criterion=before.criterion.id,
            references=after.references,
        )


def _reason(after: CriterionResult) -> str:
    years = sorted({missing.detail for missing in after.missing if missing.detail.isdigit()})
    if after.verdict is Verdict.OPEN and years:
        return f"，因为届时要看 {'、'.join(years)} 年的数据"
    return ""


def _first_day(
    now: Assessment, then: Assessment, before: CriterionResult, profile: Profile
) -> date:
    """The first day on which the criterion's verdict is no longer what it is now."""

    def truth(day: date) -> Truth:
        return judge_criterion(now.programme, before.criterion, Case(profile, day))

    at_first = truth(now.day)

    def changed(day: date) -> bool:
        return truth(day) is not at_first

    start, months = now.day, 1
    while (end := add_months(start, months)) < then.day and not changed(end):
        months += 1
    day = add_months(start, months - 1) + timedelta(days=1)
    while day < then.day and not changed(day):
        day += timedelta(days=1)
    return day
