"""A support plan as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.eligibility.assess import Verdict
from assistant.eligibility.assessment_text import criterion_lines
from assistant.eligibility.matching import Match, Standing, SupportPlan
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.rules.describe import missing_label
from assistant.eligibility.rules.units import MONEY, written
from assistant.eligibility.support.amounts import AmountState, ComputedAmount

Title = Callable[[Reference], str]
"""How a reference is shown."""

_SHOWN = 3
"""Fields still to be filled in that are named."""
_WITH_AMOUNTS = (Standing.ELIGIBLE, Standing.JUDGED, Standing.NEARLY)


def plan_as_text(plan: SupportPlan, *, title: Title) -> str:
    """What `zhice support` prints: programmes by standing, money, days, materials, conflicts."""
    lines = [f"申请日：{plan.day.isoformat()}", f"地区：{plan.region or '未填写'}"]
    for standing in Standing:
        of_standing = [match for match in plan.matches if match.standing is standing]
        if of_standing:
            lines += ["", f"【{standing.value}】"]
            lines += [line for match in of_standing for line in _match(plan, match, title)]
    for heading, found in (
        ("可以同时享受的金额", _money(plan)),
        ("不能重复享受", _conflicts(plan, title)),
        ("日程", _dates(plan, title)),
        ("材料清单", _materials(plan, title)),
    ):
        section = list(found)
        if section:
            lines += ["", f"【{heading}】", *section]
    return "\n".join((*lines, "", *plan.remarks))


def _match(plan: SupportPlan, match: Match, title: Title) -> Iterator[str]:
    yield f"  {match.programme.name}"
    yield from (f"    {line}" for line in _grounds(match, title))
    instead = plan.instead_of(match.programme.id) if match.standing is Standing.UNMET else ()
    if instead:
        yield f"      可以先看：{'、'.join(other.programme.name for other in instead)}"
    if match.standing is Standing.UNKNOWN:
        labels = [missing_label(missing) for missing in match.assessment.missing()]
        more = f"等 {len(labels)} 项" if len(labels) > _SHOWN else ""
        yield f"      还要填：{'、'.join(labels[:_SHOWN])}{more}"
    if match.standing not in _WITH_AMOUNTS:
        return
    for amount in match.amounts:
        if amount.state is not AmountState.NOT_APPLICABLE:
            yield f"      {_amount(amount)}"
            yield f"          依据（{amount.level.value} 级）：{_basis(amount, title)}"


def _grounds(match: Match, title: Title) -> Iterator[str]:
    """The conditions that are not met, each with its clauses; else the clauses of the whole."""
    assessment = match.assessment
    unmet = [result for result in assessment.results if result.verdict is Verdict.UNMET]
    if match.standing in (Standing.NEARLY, Standing.UNMET) and unmet:
        for result in unmet:
            yield from criterion_lines(result, title=title)
        return
    level = max((result.level for result in assessment.results), default=None)
    worst = f"（条件的核验级别最低 {level.value} 级）" if level else ""
    yield f"  依据{worst}：{_titles(assessment.references, title)}"


def _dates(plan: SupportPlan, title: Title) -> Iterator[str]:
    for due in plan.dates:
        past = "（已过）" if due.days_left < 0 else ""
        yield f"  {due.day.isoformat()}{past}  {due.title}"
        yield f"      依据：{_titles(due.references, title)}"


def _amount(amount: ComputedAmount) -> str:
    per = f"，{amount.amount.per}" if amount.amount.per else ""
    needed = f"，还要填：{'、'.join(amount.needed)}" if amount.needed else ""
    capped = "，已到上限" if amount.is_capped else ""
    return f"{amount.amount.text}：{amount.written}{capped}{per}{needed}"


def _basis(amount: ComputedAmount, title: Title) -> str:
    return _titles(amount.references, title)


def _titles(references: Iterable[Reference], title: Title) -> str:
    return "；".join(dict.fromkeys(title(reference) for reference in references))


def _money(plan: SupportPlan) -> Iterator[str]:
    found = plan.combination
    if not found.chosen:
        return
    for amount in found.chosen:
        yield f"  {amount.amount.text}：{amount.written}"
    yield f"  合计 {written(found.total, MONEY)}（只计条件已满足、金额算得出的项目）"
    for dropped in found.dropped:
        yield (
            f"  不计 {dropped.amount.amount.text}（{dropped.amount.written}）：{dropped.because}"
            f"已计 {dropped.kept.amount.text}（{dropped.kept.written}）"
        )


def _conflicts(plan: SupportPlan, title: Title) -> Iterator[str]:
    names = {match.programme.id: match.programme.name for match in plan.matches}
    for notice in plan.conflicts:
        yield f"  {names[notice.programme]}：{notice.conflict.text}"
        yield f"      依据：{_titles(notice.conflict.references, title)}"


def _materials(plan: SupportPlan, title: Title) -> Iterator[str]:
    for item in plan.materials:
        certain = "" if item.is_certain else "（视情况）"
        yield f"  □ {item.text}{certain}"
        yield f"      依据：{_titles(item.references, title)}"
