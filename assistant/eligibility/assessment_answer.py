"""An assessment as an answer of the chat: a table whose every row carries its clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Citation, Sentence
from assistant.answer_table import AnswerTable, TableRow
from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.matching import Match, SupportPlan
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_parts import Reference, Role
from assistant.eligibility.references import Find, resolve
from assistant.eligibility.rules.ways import ChangeKind, Way
from assistant.eligibility.shortfalls import Shortfall, shortest_way, shortfalls
from assistant.eligibility.support.amounts import AmountState
from corpus.documents import Verification

COLUMNS = ("条件", "结论", "用到的数值", "门槛", "还差", "依据")
OVERVIEW_COLUMNS = ("项目", "结论", "支持内容", "还差或待确认", "依据")
DISCLAIMER = "以上按所填情况对照规则得出，是否符合以主管部门认定为准。"
_MOST_CITED = 3
"""Clauses cited for one row; criteria with tiers name one for each."""

_FILL = "补充："
_MOST_NAMED = 3
_NO_WAYS = {
    Verdict.UNMET: "企业自身无法改变，可看其他项目",
    Verdict.OPEN: "按现有数据算不出：没有完整年度，或作分母的数是零",
}
"""Said of a condition that nothing to fill in or to do would make met."""
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
        """One programme, a row a criterion with what is missing.

        A sentence says what its clauses say and the verdict; the company's own figures, and what
        was computed from them, stand in the cells beside it.
        """
        day = assessment.day
        opening = Sentence(
            text=verdict_sentence(assessment),
            citations=self._cited(_of_the_verdict(assessment), day),
        )
        lacks = {lack.result.criterion.id: lack for lack in shortfalls(assessment, profile)}
        rows = [
            (_row_sentence(result, citations), _cells(result, lacks, citations))
            for result in assessment.results
            if (citations := self._cited(result.references, day))
        ]
        levels = {result.level for result in assessment.results}
        notices = (
            _nearest(assessment, profile),
            counts(assessment),
            *said.before,
            *assessment.remarks,
            _unfounded(len(assessment.results) - len(rows)),
            *(_LEVEL_NOTES[level] + "。" for level in sorted(levels & _LEVEL_NOTES.keys())),
            DISCLAIMER,
            *said.after,
        )
        return _answer((opening,), rows, COLUMNS, day=day, notices=notices)

    def of_all(self, plan: SupportPlan, said: Said) -> Answer:
        """All programmes of the company's place, a row each, best standing first."""
        rows = [
            (_match_sentence(match, citations), _match_cells(match, citations))
            for match in plan.matches
            if match.assessment.version is not None
            and (citations := self._cited(_of_the_match(match), plan.day))
        ]
        notices = (*said.before, *plan.remarks, *said.after)
        return _answer((), rows, OVERVIEW_COLUMNS, day=plan.day, notices=notices)

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
    failed = [r for r in assessment.results if _fails(r)]
    if assessment.verdict is Verdict.MET:
        verdict = "已公布的条件都满足，可以着手准备"
    elif assessment.verdict is Verdict.UNMET:
        verdict = f"暂不符合，不满足的条件：{_named(failed)}" if failed else "暂不符合"
    else:
        verdict = "没有不满足的条件，但还有待确认的，不能下结论"
    return f"以 {day} 为申请日、按所填情况对照“{name}”的条件：{verdict}。"


def counts(assessment: Assessment) -> str:
    """How many conditions are met, not met and open; "" where there are none."""
    if not assessment.results:
        return ""
    found = Counter(result.verdict for result in assessment.results)
    parts = [f"{verdict} {found[verdict]} 项" for verdict in Verdict if found[verdict]]
    return f"共 {len(assessment.results)} 项条件：{'，'.join(parts)}。"


def _nearest(assessment: Assessment, profile: Profile) -> str:
    """What the company would have to change, the costliest first; "" where nothing is unmet."""
    if assessment.verdict is not Verdict.UNMET:
        return ""
    way = shortest_way(assessment, profile)
    done = [change.text for change in way.changes if change.kind is not ChangeKind.FILL]
    stuck = [f"“{result.criterion.text}”企业自身无法改变" for result in way.unsolved]
    return f"还差：{'；'.join((*done, *stuck))}。" if done or stuck else ""


def _of_the_verdict(assessment: Assessment) -> tuple[Reference, ...]:
    """The clauses behind the opening: of the conditions it names, else of the rules as such."""
    failed = [r for r in assessment.results if _fails(r)][:_MOST_NAMED]
    named = tuple(reference for result in failed for reference in result.references)
    return named if assessment.verdict is Verdict.UNMET and named else assessment.references


def _fails(result: CriterionResult) -> bool:
    return result.verdict is Verdict.UNMET and _decides(result)


def _decides(result: CriterionResult) -> bool:
    return result.criterion.kind is not Role.SCORED


def _named(results: Sequence[CriterionResult]) -> str:
    names = "；".join(result.criterion.text for result in results[:_MOST_NAMED])
    return names + (f"等 {len(results)} 项" if len(results) > _MOST_NAMED else "")


def _ways(lack: Shortfall) -> str:
    """Alternatives, each of its changes."""
    if not lack.ways:
        return "" if lack.result.qualitative else _NO_WAYS[lack.result.verdict]
    return "；或者".join(map(way_words, lack.ways))


def way_words(way: Way) -> str:
    """The changes of one way, what has to be told gathered behind one word."""
    told = [one.text.removeprefix(_FILL) for one in way.changes if one.kind is ChangeKind.FILL]
    done = [one.text for one in way.changes if one.kind is not ChangeKind.FILL]
    return "，并且".join((*done, *([_FILL + "、".join(told)] if told else ())))


def _of_the_match(match: Match) -> tuple[Reference, ...]:
    """The clauses behind its rules and amounts."""
    shown = (one for one in match.amounts if one.state is not AmountState.NOT_APPLICABLE)
    of_amounts = tuple(reference for one in shown for reference in one.amount.references)
    return (*match.assessment.references[:1], *of_amounts)


def _match_sentence(match: Match, citations: tuple[Citation, ...]) -> Sentence:
    return Sentence(text=f"{match.programme.name}：{match.standing}。", citations=citations)


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
    """Conditions not met, with the number of those not known; without any, those not known."""
    results = [r for r in assessment.results if r.verdict is not Verdict.MET and _decides(r)]
    failed = [r for r in results if r.verdict is Verdict.UNMET]
    if not failed:
        return f"待确认：{_named(results)}" if results else ""
    others = len(results) - len(failed)
    return f"不满足：{_named(failed)}" + (f"；另有 {others} 项待确认" if others else "")


def _row_sentence(result: CriterionResult, citations: tuple[Citation, ...]) -> Sentence:
    return Sentence(text=f"{result.criterion.text}：{result.verdict}。", citations=citations)


def _cells(
    result: CriterionResult, lacks: Mapping[str, Shortfall], citations: Sequence[Citation]
) -> tuple[str, ...]:
    value = "；".join(result.used) or result.value
    if not value:
        value = "需人工判断" if result.qualitative else "未填"
    lack = lacks.get(result.criterion.id)
    return (
        result.criterion.text,
        result.verdict.value,
        value,
        result.threshold or "是",
        _ways(lack) if lack else "",
        f"{result.level} {_places(citations)}",
    )


def _places(citations: Sequence[Citation]) -> str:
    """Where the first clause stands; its citation beside the cell names the document."""
    return next((one.locator or f"《{one.title}》" for one in citations), "")


def _unfounded(count: int) -> str:
    return f"有 {count} 项条件引用的条款不在资料库里，没有列出。" if count else ""


def _answer(
    opening: tuple[Sentence, ...],
    rows: Sequence[tuple[Sentence, tuple[str, ...]]],
    columns: tuple[str, ...],
    *,
    day: date,
    notices: tuple[str, ...],
) -> Answer:
    """The text tells each row in a line, for where no table can be shown."""
    kept = tuple(notice for notice in notices if notice)
    told = (f"{i}. {_told(cells, columns)}" for i, (_, cells) in enumerate(rows, 1))
    table_rows = (
        TableRow(cells=cells, sentence=number)
        for number, (_, cells) in enumerate(rows, len(opening))
    )
    return Answer(
        question="",
        as_of=day,
        region=None,
        text="\n".join((*(sentence.text for sentence in opening), *told, *kept)),
        sentences=(*opening, *(sentence for sentence, _ in rows)),
        notices=kept,
        table=AnswerTable(columns=columns, rows=tuple(table_rows)) if rows else None,
    )


def _told(cells: Sequence[str], columns: Sequence[str]) -> str:
    """A row in words: 「条件：结论（用到的数值：…；门槛：…）」."""
    details = (f"{name}：{cell}" for name, cell in zip(columns[2:], cells[2:], strict=True) if cell)
    return f"{cells[0]}：{cells[1]}（{'；'.join(details)}）。"
