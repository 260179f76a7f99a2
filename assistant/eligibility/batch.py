"""Many companies against all programmes: verdicts, and the reasons where one is not met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.eligibility.assess import Judgement, Verdict, judge, threshold_text, value_text
from assistant.eligibility.profile import Profile, field_by_name
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Criterion, Role
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import missing_label
from assistant.eligibility.rules.explain import Explanation, explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One programme for one company.

    Attributes:
        unmet: why not: "研发费用占比：4.2%，要求 ≥ 5%"; () unless 不满足.
        missing: labels of the unknown fields that decide; () unless 待确认.
        judged: how many criteria people have to judge.
    """

    programme: Programme
    verdict: Verdict
    unmet: tuple[str, ...]
    missing: tuple[str, ...]
    judged: int

    def reason(self) -> str:
        """One Chinese text; "" when there is nothing to say."""
        parts = list(self.unmet)
        if self.missing:
            parts.append(f"待补充：{'、'.join(self.missing)}")
        if self.judged and self.verdict is Verdict.OPEN:
            parts.append(f"{self.judged} 项需要人工判断")
        return "；".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """One company.

    Attributes:
        number: its row or line, from 1.
        outcomes: in the order of the programmes.
    """

    number: int
    name: str
    outcomes: tuple[Outcome, ...]


def screen(
    number: int, profile: Profile, programmes: Sequence[Programme], *, day: date
) -> Screened:
    """All programmes for one company on `day`."""
    case = Case(profile, day)
    return Screened(
        number=number,
        name=profile.name or "",
        outcomes=tuple(_outcome(programme, case) for programme in programmes),
    )


def _outcome(programme: Programme, case: Case) -> Outcome:
    judgement = judge(programme, case)
    unmet: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    if judgement.verdict is Verdict.UNMET:
        unmet = tuple(_unmet(programme, judgement, case))
    elif judgement.verdict is Verdict.OPEN:
        missing = tuple(dict.fromkeys(_missing(programme, judgement, case)))
    criteria = judgement.version.criteria if judgement.version else ()
    return Outcome(
        programme=programme,
        verdict=judgement.verdict,
        unmet=unmet,
        missing=missing,
        judged=sum(criterion.expression is None for criterion in criteria),
    )


def _unmet(programme: Programme, judgement: Judgement, case: Case) -> Iterator[str]:
    if judgement.version is None:
        yield "当日没有施行中的规则"
        return
    if judgement.place is False:
        yield f"只适用于{programme.region}"
        return
    for criterion, truth in zip(judgement.version.criteria, judgement.truths, strict=True):
        if truth is False:
            told = _explained(programme, criterion, case)
            value = value_text(told) if told else ""
            threshold = threshold_text(told) if told else ""
            shown = f"{value}，" if value else ""
            yield f"{criterion.text}：{shown}要求 {threshold}"


def _missing(programme: Programme, judgement: Judgement, case: Case) -> Iterator[str]:
    if judgement.place is None:
        yield field_by_name("region").label
    if judgement.version is None:
        return
    for criterion, truth in zip(judgement.version.criteria, judgement.truths, strict=True):
        if truth is None:
            told = _explained(programme, criterion, case)
            yield from (missing_label(missing) for missing in (told.missing if told else ()))


def _explained(programme: Programme, criterion: Criterion, case: Case) -> Explanation | None:
    if criterion.expression is None:
        return None
    node = programme.rules.condition(criterion.expression)
    return explain(node, case, criterion.kind is not Role.EXCLUSION)
