"""Days to keep: deadlines, days on which a condition turns, and the end of titles held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.eligibility.assess import Assessment, Verdict
from assistant.eligibility.honours import Honour, canonical
from assistant.eligibility.outlook import Turn, outlook
from assistant.eligibility.periods import add_months
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_parts import Deadline, Reference
from corpus.places import parents

_LOOK_AHEAD_MONTHS = 12


class DateKind(StrEnum):
    """Why a day matters; the value is shown to users."""

    DEADLINE = "截止"
    TURN = "变化"
    EXPIRY = "到期"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """One day of one programme.

    Attributes:
        uid: the same for the same matter on the same day, whenever it is computed.
        title: "高新技术企业：…".
        opens: first day to apply; None where not published, and for what is no deadline.
        days_left: from the day of the assessment; negative when past.
    """

    uid: str
    kind: DateKind
    programme: str
    title: str
    day: date
    opens: date | None
    days_left: int
    references: tuple[Reference, ...]


def deadlines(assessment: Assessment, region: str | None) -> Iterator[DueDate]:
    """Deadlines of the version in force that hold in the region, also those past."""
    version = assessment.version
    for deadline in version.deadlines if version else ():
        last = _last_day(deadline, assessment.day)
        if last is None or not _holds_in(deadline.region, region):
            continue
        if version is None or version.until is None or last <= version.until:
            yield _due(
                assessment,
                DateKind.DEADLINE,
                name=deadline.id,
                turn=Turn(
                    day=last, text=deadline.text, criterion="", references=deadline.references
                ),
                opens=deadline.opens,
            )


def turning_days(assessment: Assessment, profile: Profile) -> Iterator[DueDate]:
    """Days within a year on which a condition comes to be met or stops being so, and on which
    other rules begin; that figures of another year will be asked for is not told."""
    later = add_months(assessment.day, _LOOK_AHEAD_MONTHS)
    if later <= assessment.day:  # at the end of the calendar
        return
    ahead = outlook(assessment.programme, profile, day=assessment.day, later=later)
    verdicts = {result.criterion.id: result.verdict for result in ahead.later.results}
    for turn in ahead.turns:
        if verdicts.get(turn.criterion) is not Verdict.OPEN:
            yield _due(assessment, DateKind.TURN, name=turn.criterion or "rules", turn=turn)


def expiries(assessment: Assessment, profile: Profile) -> Iterator[DueDate]:
    """The last day of the title the programme gives, where its days are known and not past."""
    version = assessment.version
    if version is None or not assessment.programme.honour:
        return
    for honour in profile.honours or ():
        if canonical(honour.name) == canonical(assessment.programme.honour):
            last = _last_valid(honour, version.valid_months)
            if last is not None and last >= assessment.day:
                text = f"{honour.name}资质有效期的最后一天"
                turn = Turn(day=last, text=text, criterion="", references=version.references)
                yield _due(assessment, DateKind.EXPIRY, name="expiry", turn=turn)


def in_order(dates: Iterable[DueDate]) -> tuple[DueDate, ...]:
    """Each once, earliest first."""
    by_uid = {due.uid: due for due in dates}
    return tuple(sorted(by_uid.values(), key=lambda due: (due.day, due.uid)))


def _due(
    assessment: Assessment,
    kind: DateKind,
    *,
    name: str,
    turn: Turn,
    opens: date | None = None,
) -> DueDate:
    what = "|".join((assessment.programme.id, kind.value, name, turn.day.isoformat()))
    return DueDate(
        uid=f"{hashlib.sha256(what.encode()).hexdigest()[:32]}@zhice",
        kind=kind,
        programme=assessment.programme.id,
        title=f"{assessment.programme.name}：{turn.text}",
        day=turn.day,
        opens=opens,
        days_left=(turn.day - assessment.day).days,
        references=turn.references,
    )


def _last_day(deadline: Deadline, day: date) -> date | None:
    """The last day itself, or of a yearly one the next that is not past; None when unpublished."""
    if deadline.day is not None or deadline.yearly is None:
        return deadline.day
    month, of_month = map(int, deadline.yearly.split("-"))
    for year in range(day.year, min(day.year + 9, date.max.year + 1)):
        try:
            last = date(year, month, of_month)
        except ValueError:  # 29 February of a common year; a leap year comes within eight
            continue
        if last >= day:
            return last
    return None


def _last_valid(honour: Honour, months: int | None) -> date | None:
    if honour.expires is not None:
        return honour.expires
    if honour.obtained is None or months is None:
        return None
    return add_months(honour.obtained, months) - timedelta(days=1)


def _holds_in(place: str, region: str | None) -> bool:
    return not place or (region is not None and place in (region, *parents(region)))
