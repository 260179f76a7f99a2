"""`Outcome` of the support checker → what a person or a script reads."""

from __future__ import annotations

from dataclasses import asdict

from evals.support_pairs import ALTERATION_NAMES, ClassFigures, Outcome, Share, Verdict


def as_json(outcome: Outcome) -> dict[str, object]:
    """The figures, shares 0..1 with their intervals, and every misjudged pair."""
    return {
        "pairs": len(outcome.verdicts),
        "unsupported": asdict(outcome.unsupported),
        "supported": asdict(outcome.supported),
        "by_alteration": {
            str(alteration): {"right": right, "pairs": pairs}
            for alteration, (right, pairs) in outcome.by_alteration.items()
        },
        "misjudged": [_misjudged_json(verdict) for verdict in outcome.misjudged],
    }


def _misjudged_json(verdict: Verdict) -> dict[str, object]:
    return {
        "id": verdict.pair.id,
        "sentence": verdict.pair.sentence,
        "supported": verdict.pair.supported,
        "alteration": str(verdict.pair.alteration),
        "objections": [
            {"fault": str(objection.fault), "words": objection.words}
            for objection in verdict.objections
        ],
    }


def as_table(outcome: Outcome) -> str:
    """A Chinese text table of the figures, by alteration, and the misjudged pairs."""
    labelled = sum(verdict.pair.supported for verdict in outcome.verdicts)
    rows = [
        f"{len(outcome.verdicts)} 对，其中有据 {labelled} 对（括号内为 95% 区间）",
        _class_row("认出无据的", outcome.unsupported),
        _class_row("认可有据的", outcome.supported),
        "",
        "按改法（判对/对数）",
    ]
    rows += [
        f"  {ALTERATION_NAMES[alteration]}：{right}/{pairs}"
        for alteration, (right, pairs) in outcome.by_alteration.items()
    ]
    for verdict in outcome.misjudged:
        rows += ["", *_misjudged_rows(verdict)]
    return "\n".join(rows)


def _class_row(name: str, found: ClassFigures) -> str:
    f1 = "—" if found.f1 is None else f"{found.f1:.1%}"
    return f"{name}：准确率 {_percent(found.precision)}，召回率 {_percent(found.recall)}，F1 {f1}"


def _percent(share: Share | None) -> str:
    return "—" if share is None else f"{share.value:.1%}（{share.low:.1%}–{share.high:.1%}）"


def _misjudged_rows(verdict: Verdict) -> list[str]:
    pair = verdict.pair
    label = "有据" if pair.supported else f"无据（{ALTERATION_NAMES[pair.alteration]}）"
    said = "；".join(f"{o.fault}「{o.words}」" for o in verdict.objections) or "没有异议"
    return [
        f"[{pair.id}] {pair.sentence}",
        *(f"  条款：{' '.join(clause.text.split())}" for clause in pair.clauses),
        f"  标注：{label}；检查：{said}",
    ]
