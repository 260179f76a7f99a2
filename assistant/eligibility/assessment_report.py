"""An assessment as a printed report, with the clauses in footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.eligibility.assess import Assessment, CriterionResult
from assistant.eligibility.assessment_answer import DISCLAIMER, verdict_sentence, way_words
from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.matching import SupportPlan
from assistant.eligibility.profile import Profile, fields
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.profile_reading import value_words
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.references import Find, resolve
from assistant.eligibility.shortfalls import shortfalls
from assistant.eligibility.support.amounts import AmountState
from assistant.eligibility.table_cells import honour_text
from assistant.labels import LEVELS
from assistant.reports.report import Block, Heading, Items, Note, Paragraph, Report, Table, Words

_LONGEST_QUOTE = 160
_CRITERIA_WIDTHS = (3.2, 1.0, 2.6, 2.0)
_PLAN_WIDTHS = (2.2, 1.2, 3.4)
_FOOTER = "知策生成 · 以主管部门认定为准"


def programme_report(assessment: Assessment, profile: Profile, find: Find) -> Report:
    """One programme against one company, criterion by criterion."""
    notes = _Notes(find, assessment.day)
    return Report(
        title=f"{assessment.programme.name}：条件对照",
        subtitle=profile.name or "",
        facts=_facts(profile, assessment.day),
        blocks=tuple(_programme_blocks(assessment, profile, notes)),
        footer=_FOOTER,
    )


def support_report(plan: SupportPlan, profile: Profile, find: Find) -> Report:
    """All programmes of the company's place: an overview, then those within reach one by one."""
    notes = _Notes(find, plan.day)
    blocks: list[Block] = [Heading(text="总览"), _overview(plan, notes)]
    blocks += [Paragraph(words=Words(text=remark), is_remark=True) for remark in plan.remarks]
    if plan.dates:
        due = (
            Words(text=f"{one.day.isoformat()}　{one.title}", notes=notes.of(one.references))
            for one in plan.dates
        )
        blocks += [Heading(text="日程"), Items(items=tuple(due))]
    if plan.materials:
        items = (Words(text=one.text, notes=notes.of(one.references)) for one in plan.materials)
        blocks += [Heading(text="材料清单"), Items(items=tuple(items))]
    for match in plan.within_reach():
        blocks.append(Heading(text=match.programme.name))
        blocks += _programme_blocks(match.assessment, profile, notes)
    return Report(
        title="资格与支持报告",
        subtitle=profile.name or "",
        facts=_facts(profile, plan.day),
        blocks=tuple(blocks),
        footer=_FOOTER,
    )


class _Notes:
    """Footnotes of clauses."""

    def __init__(self, find: Find, day: date) -> None:
        self._find = find
        self._day = day

    def of(self, references: Iterable[Reference]) -> tuple[Note, ...]:
        notes = (self._note(reference) for reference in references)
        return tuple(dict.fromkeys(note for note in notes if note is not None))

    def _note(self, reference: Reference) -> Note | None:
        cited = resolve(reference, self._find, day=self._day).citation
        if cited is None:
            return None
        quote = " ".join(cited.quote.split())
        shown = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}……"
        said = f"：{shown}" if reference.locator or reference.quote else ""
        level = LEVELS[cited.verification]
        link = cited.source if cited.source.startswith(("https://", "http://")) else ""
        return Note(
            text=f"《{cited.title}》{cited.locator}{said}（{cited.status}，{level}）", link=link
        )


def _programme_blocks(assessment: Assessment, profile: Profile, notes: _Notes) -> Iterator[Block]:
    yield Paragraph(
        words=Words(text=verdict_sentence(assessment), notes=notes.of(assessment.references))
    )
    for remark in assessment.remarks if assessment.version else ():
        yield Paragraph(words=Words(text=remark), is_remark=True)
    if assessment.results:
        yield Table(
            caption="逐条对照",
            columns=("条件", "结论", "用到的数值", "门槛"),
            rows=tuple(_row(result, notes) for result in assessment.results),
            widths=_CRITERIA_WIDTHS,
        )
    if lacking := tuple(_lacking(assessment, profile)):
        yield Heading(text="还差什么", level=2)
        yield Items(items=lacking, is_numbered=True)
    yield Paragraph(words=Words(text=DISCLAIMER), is_remark=True)


def _row(result: CriterionResult, notes: _Notes) -> tuple[Words, ...]:
    value = "；".join(result.used) or result.value
    return (
        Words(text=result.criterion.text, notes=notes.of(result.references)),
        Words(text=result.verdict.value),
        Words(text=value or ("需人工判断" if result.qualitative else "未填")),
        Words(text=result.threshold or "是"),
    )


def _lacking(assessment: Assessment, profile: Profile) -> Iterator[Words]:
    for lack in shortfalls(assessment, profile):
        ways = "；或者".join(map(way_words, lack.ways))
        text = lack.result.criterion.text
        yield Words(text=f"{text}（{lack.result.verdict}）{f'：{ways}' if ways else ''}")


def _overview(plan: SupportPlan, notes: _Notes) -> Table:
    rows = []
    for match in plan.matches:
        amounts = "；".join(
            f"{one.amount.text}：{one.written}"
            for one in match.amounts
            if one.state is not AmountState.NOT_APPLICABLE
        )
        references = match.assessment.references
        rows.append(
            (
                Words(text=match.programme.name, notes=notes.of(references)),
                Words(text=match.standing.value),
                Words(text=amounts or match.programme.summary),
            )
        )
    return Table(
        caption="可能适用的项目",
        columns=("项目", "结论", "内容"),
        rows=tuple(rows),
        widths=_PLAN_WIDTHS,
    )


def _facts(profile: Profile, day: date) -> tuple[tuple[str, str], ...]:
    warnings = (("请核对", said) for said in contradictions(profile, day=day))
    return (("申请日", day.isoformat()), *filled_fields(profile), *warnings)


def profile_words(profile: Profile, field: ProfileField) -> str:
    """A field of a profile as it is shown: 「2024 年 300 万元，2025 年 380 万元」."""
    value = getattr(profile, field.name)
    if field.kind is FieldKind.YEARLY:
        years = sorted(value.items())
        return "，".join(f"{year} 年 {value_words(one, field)}" for year, one in years)
    if field.kind is FieldKind.HONOURS:
        return honour_text(value)
    return value_words(value, field)


def filled_fields(profile: Profile) -> Sequence[tuple[str, str]]:
    """What is filled in, by label."""
    return [
        (field.label, profile_words(profile, field))
        for field in fields()
        if getattr(profile, field.name) is not None
    ]
