"""An assessment as an answer of the chat: a table whose every row carries its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Citation, Sentence
from assistant.answer_table import AnswerTable, TableRow
from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.matching import Match, SupportPlan
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_parts import Reference, Role
from assistant.eligibility.references import Find, resolve
from assistant.eligibility.shortfalls import Shortfall, shortfalls
from assistant.eligibility.support.amounts import AmountState
from corpus.documents import Verification

COLUMNS = ("条件", "结论", "用到的数值", "门槛", "依据")
OVERVIEW_COLUMNS = ("项目", "结论", "支持内容", "还差或待确认", "依据")
DISCLAIMER = "以上按所填情况对照规则得出，是否符合以主管部门认定为准。"
_MOST_CITED = 3
"""Clauses cited for one row; criteria with tiers name one for each."""

_MOST_NAMED = 3
_LEVEL_NOTES = {
    Verification.B: "标“B”的依据是转载或摘编，待与原文核对",
    Verification.C: "标“C”的依据是通行口径，本库没有原文，以原文为准",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands around a table.

    Attributes:
        before: remarks on what was understood, in order.
        after: remarks that follow, the question to the company last.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class AssessmentAnswers:
    """Puts assessments into answers.

    Args:
        find: documents of the corpus by id, for the clauses.
    """

    def __init__(self, find: Find) -> None:
        self._find = find

    def of_one(self, assessment: Assessment, profile: Profile, said: Said) -> Answer:
        """One programme, a row a criterion, then what is missing."""
        day = assessment.day
        opening = Sentence(
            text=verdict_sentence(assessment),
            citations=self._cited(assessment.references, day),
        )
        rows = [
            (result, citations)
            for result in assessment.results
            if (citations := self._cited(result.references, day))
        ]
        unfounded = len(assessment.results) - len(rows)
        sentences = (
            opening,
            *(_row_sentence(*row) for row in rows),
            *self._lacking(assessment, profile),
        )
        table = AnswerTable(
            columns=COLUMNS,
            rows=tuple(
                TableRow(cells=_cells(*row), sentence=number) for number, row in enumerate(rows, 1)
            ),
        )
        levels = {result.level for result, _ in rows}
        after = (
            *assessment.remarks,
            *([_unfounded(unfounded)] if unfounded else ()),
            *(_LEVEL_NOTES[level] + "。" for level in sorted(levels & _LEVEL_NOTES.keys())),
            DISCLAIMER,
            *said.after,
        )
        return _answer(sentences, table, day=day, notices=(*said.before, *after))

    def of_all(self, plan: SupportPlan, said: Said) -> Answer:
        """All programmes of the company's place, a row each, best standing first."""
        rows = [
            (match, citations)
            for match in plan.matches
            if match.assessment.version is not None
            and (citations := self._cited(match.assessment.references, plan.day))
        ]
        sentences = tuple(
            Sentence(text=_match_sentence(match), citations=citations) for match, citations in rows
        )
        table = AnswerTable(
            columns=OVERVIEW_COLUMNS,
            rows=tuple(
                TableRow(cells=_match_cells(match, citations), sentence=number)
                for number, (match, citations) in enumerate(rows)
            ),
        )
        notices = (*said.before, *plan.remarks, *said.after)
        return _answer(sentences, table, day=plan.day, notices=notices)

    def _lacking(self, assessment: Assessment, profile: Profile) -> tuple[Sentence, ...]:
        """What would make each unmet condition met, with its clauses, what decides most first."""
        return tuple(
            Sentence(
                text=f"要满足“{lack.result.criterion.text}”：{_ways(lack)}。",
                citations=citations,
            )
            for lack in shortfalls(assessment, profile)
            if lack.result.verdict is Verdict.UNMET
            and (citations := self._cited(lack.result.references, assessment.day))
        )

    def _cited(self, references: Sequence[Reference], day: date) -> tuple[Citation, ...]:
        """The clauses, each once; those that cannot be found are left out."""
        found = (resolve(reference, self._find, day=day).citation for reference in references)
        unique = {(one.document_id, one.start, one.end): one for one in found if one is not None}
        return tuple(unique.values())[:_MOST_CITED]


def verdict_sentence(assessment: Assessment) -> str:
    """The verdict on the whole in one sentence, without a promise."""
    name, day = assessment.programme.name, assessment.day.isoformat()
    if assessment.version is None:
        return f"{name}：{''.join(assessment.remarks)}"
    opening = f"以 {day} 为申请日、按所填情况对照“{name}”的 {len(assessment.results)} 项条件："
    return f"{opening}{_in_short(assessment)}。"


def _in_short(assessment: Assessment) -> str:
    if assessment.verdict is Verdict.MET:
        return "已公布的条件都满足，可以着手准备"
    failed = [r for r in assessment.results if r.verdict is Verdict.UNMET and _decides(r)]
    waiting = [r for r in assessment.results if r.verdict is Verdict.OPEN]
    met = sum(result.verdict is Verdict.MET for result in assessment.results)
    parts = [f"满足 {met} 项"]
    if failed:
        parts.append(f"不满足 {len(failed)} 项（{_named(failed)}）")
    if waiting:
        parts.append(f"待确认 {len(waiting)} 项")
    start = "暂不符合" if assessment.verdict is Verdict.UNMET else "还不能下结论"
    return f"{start}：{'，'.join(parts)}"


def _decides(result: CriterionResult) -> bool:
    return result.criterion.kind is not Role.SCORED


def _named(results: Sequence[CriterionResult]) -> str:
    names = "；".join(result.criterion.text for result in results[:_MOST_NAMED])
    return names + (f"等 {len(results)} 项" if len(results) > _MOST_NAMED else "")


def _ways(lack: Shortfall) -> str:
    """Alternatives, each of its changes."""
    if not lack.ways:
        return "企业自身无法改变，需改报其他项目"
    return "；或者".join("，并且".join(one.text for one in way.changes) for way in lack.ways)


def _match_sentence(match: Match) -> str:
    amounts = _amounts(match)
    return f"{match.programme.name}：{match.standing}{f'，{amounts}' if amounts else ''}。"


def _match_cells(match: Match, citations: Sequence[Citation]) -> tuple[str, ...]:
    return (
        match.programme.name,
        match.standing.value,
        _amounts(match) or match.programme.summary,
        open_points(match.assessment),
        _places(citations),
    )


def _amounts(match: Match) -> str:
    shown = (one for one in match.amounts if one.state is not AmountState.NOT_APPLICABLE)
    return "；".join(f"{one.amount.text}：{one.written}" for one in shown)


def open_points(assessment: Assessment) -> str:
    """Conditions not met, or where all known ones are, those not known."""
    results = [r for r in assessment.results if r.verdict is not Verdict.MET and _decides(r)]
    failed = [r for r in results if r.verdict is Verdict.UNMET]
    words = "不满足：" if failed else "待确认："
    return words + _named(failed or results) if results else ""


def _row_sentence(result: CriterionResult, citations: tuple[Citation, ...]) -> Sentence:
    parts = [f"{result.criterion.text}：{result.verdict}"]
    details = []
    if result.value:
        details.append(f"用到的数值 {result.value}")
    if result.threshold:
        details.append(f"门槛 {result.threshold}")
    if details:
        parts.append(f"（{'，'.join(details)}）")
    return Sentence(text="".join((*parts, "。")), citations=citations)


def _cells(result: CriterionResult, citations: Sequence[Citation]) -> tuple[str, ...]:
    value = "；".join(result.used) or result.value
    if not value:
        value = "需人工判断" if result.qualitative else "未填"
    return (
        result.criterion.text,
        result.verdict.value,
        value,
        result.threshold or "是",
        f"{result.level} {_places(citations)}",
    )


def _places(citations: Sequence[Citation]) -> str:
    return "；".join(f"《{one.title}》{one.locator}" for one in citations[:1])


def _unfounded(count: int) -> str:
    return f"有 {count} 项条件引用的条款不在资料库里，没有列出，也不据以下结论。"


def _answer(
    sentences: tuple[Sentence, ...],
    table: AnswerTable,
    *,
    day: date,
    notices: tuple[str, ...],
) -> Answer:
    kept = tuple(notice for notice in notices if notice)
    return Answer(
        question="",
        as_of=day,
        region=None,
        text="\n".join((*(sentence.text for sentence in sentences), *kept)),
        sentences=sentences,
        notices=kept,
        table=table if table.rows else None,
    )
