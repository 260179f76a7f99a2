"""`EvalRun` → what a person or a script reads."""

from __future__ import annotations

from dataclasses import asdict

from evals.answer_figures import Figures
from evals.answer_measures import Judgement
from evals.cases import CATEGORY_NAMES, Case
from evals.run_cases import EvalRun


def as_json(run: EvalRun) -> dict[str, object]:
    """The figures flat, then `per_category`, `record` and `failures`; shares are 0..1 or null."""
    flat: dict[str, object] = asdict(run.figures)
    flat["per_category"] = {
        str(category): {"cases": found.cases, "right": found.right}
        for category, found in run.figures.per_category.items()
    }
    flat["record"] = asdict(run.record)
    flat["failures"] = [_failure_json(j) for j in run.judgements if not j.right]
    return flat


def _failure_json(judgement: Judgement) -> dict[str, object]:
    return {
        "id": judgement.case.id,
        "question": judgement.case.question,
        "expected": expected(judgement.case),
        "came": came(judgement),
    }


def as_table(run: EvalRun) -> str:
    """A Chinese text table of the figures, by category, and the record of the run."""
    rows = [f"{name:<18}{value}" for name, value in _rows(run.figures)]
    rows += ["", "分类（对/题数）"]
    rows += [
        f"  {CATEGORY_NAMES[category]}：{found.right}/{found.cases}"
        for category, found in run.figures.per_category.items()
    ]
    record = run.record
    rows += ["", f"提交 {record.commit}，Python {record.python}，{record.machine}"]
    rows += [f"开始 {record.started}（世界时）；未写日期的题按当天提问"]
    rows += [f"{name}：{value}" for name, value in record.settings.items()]
    return "\n".join(rows)


def _rows(found: Figures) -> list[tuple[str, str]]:
    return [
        ("题数", f"{found.cases}（可答 {found.answerable}，出错 {found.crashed}）"),
        ("答对且出处对", _percent(found.right)),
        ("内容对", _percent(found.right_text)),
        ("出处对", _percent(found.right_source)),
        ("不可答的拒答", _percent(found.unanswerable_refused)),
        ("拒答中拒得对", _percent(found.refusal_precision)),
        ("误拒", _percent(found.false_refusals)),
        ("拒答理由对", _percent(found.reason_accuracy)),
        ("没有引文的句子", str(found.sentences_without_citation)),
        ("引文逐字相符", f"{_percent(found.quotes_verbatim)}（{found.quotes} 条）"),
        ("凭空出现的数字", str(found.invented_numbers)),
        ("时效未说明", str(found.status_errors)),
        ("地域用错", str(found.place_errors)),
        ("用时中位数", _milliseconds(found.p50_ms)),
        ("用时 95 分位", _milliseconds(found.p95_ms)),
        ("回答字数中位数", _characters(found.median_characters)),
    ]  # fmt: skip


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"


def _milliseconds(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f} 毫秒"


def _characters(value: float | None) -> str:
    return "—" if value is None else f"{value:.0f}"


def failures(run: EvalRun) -> str:
    """Every case that is not right, or right with a fault: question, expected, what came."""
    blocks = [_block(j) for j in run.judgements if not j.right or _faults(j)]
    return "\n\n".join(blocks) if blocks else "没有答错的题。"


def _block(judgement: Judgement) -> str:
    case = judgement.case
    day = case.as_of.isoformat() if case.as_of else None
    where = "，".join(part for part in (day, case.region) if part)
    asked = " → ".join((*case.history, case.question))
    return "\n".join(
        [
            f"[{case.id}] {asked}" + (f"（{where}）" if where else ""),
            f"  应当：{expected(case)}",
            f"  实际：{came(judgement)}",
            *(f"  问题：{fault}" for fault in _faults(judgement)),
        ]
    )


def expected(case: Case) -> str:
    """The label in Chinese."""
    if not case.answerable:
        return "拒答：" + " 或 ".join((str(case.reason), *case.also))
    facts = "；".join("|".join(spellings) for spellings in case.facts)
    sources = "，并且 ".join("；".join(map(str, group)) for group in case.source_groups)
    tolerated = f"（或拒答 {'、'.join(case.also)}）" if case.also else ""
    return f"{facts}；出处 {sources}{tolerated}"


def came(judgement: Judgement) -> str:
    """What the assistant did, on one line, cut at 300 characters."""
    answer = judgement.answer
    if answer is None:
        return f"出错 {judgement.crashed}"
    text = " ".join(answer.text.split())
    text = text if len(text) <= 300 else text[:300] + "…"
    return f"拒答（{answer.reason}）{text}" if answer.refused else text


def _faults(judgement: Judgement) -> list[str]:
    case = judgement.case
    found = [
        ("没有引文的句子", judgement.uncited_sentences),
        ("凭空出现的数字", judgement.invented_numbers),
        ("时效未说明", judgement.status_errors),
        ("地域用错", judgement.place_errors),
        ("不该出现", judgement.forbidden_found),
    ]
    lines = [f"{name}：{'；'.join(items)}" for name, items in found if items]
    if judgement.quotes_verbatim < judgement.quotes:
        lines.append(f"引文不符：{judgement.quotes - judgement.quotes_verbatim} 条")
    if case.answerable and judgement.answer is not None and not judgement.refused:
        if judgement.missing_facts:
            lines.append(f"缺少：{'；'.join(judgement.missing_facts)}")
        if not judgement.source_right:
            lines.append(f"出处不对：{_cited(judgement)}")
    if not case.answerable and judgement.refused and not judgement.refusal_is_accepted:
        lines.append(f"理由不对：{judgement.reason}")
    return lines


def _cited(judgement: Judgement) -> str:
    assert judgement.answer is not None
    citations = [c for s in judgement.answer.sentences for c in s.citations]
    return "；".join(dict.fromkeys(f"{c.title}#{c.locator}" for c in citations)) or "无"
