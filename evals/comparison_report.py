"""`Comparison` → what a person or a script reads."""

from __future__ import annotations

from collections.abc import Mapping

from evals.cases import Case
from evals.compare_runs import Comparison, Flip, MeasureChange
from evals.measures import Unit


def as_text(comparison: Comparison, cases: Mapping[str, Case]) -> str:
    """Markdown: a table of the measures and the questions that flipped.

    Args:
        cases: by id, to show their questions.
    """
    lines = [
        "| 指标 | 题数 | 先前 | 后来 | 差（95% 区间） | p | |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_row(change) for change in comparison.changes]
    for title, now in (("由对变错", False), ("由错变对", True)):
        flipped = [flip for flip in comparison.flips if flip.is_right_now is now]
        lines += ["", f"{title}：{len(flipped)} 题", *(_flip(flip, cases) for flip in flipped)]
    if comparison.only_before or comparison.only_after:
        lines += [
            "",
            f"只在一边的题没有比较：先前 {len(comparison.only_before)} 题，"
            f"后来 {len(comparison.only_after)} 题。",
        ]
    return "\n".join(lines)


def as_json(comparison: Comparison) -> dict[str, object]:
    """Differences by measure, flips and what was not compared."""
    return {
        "measures": {
            change.measure.name: {
                "cases": change.cases,
                "before": change.before,
                "after": change.after,
                "difference": change.difference.mean,
                "low": change.difference.low,
                "high": change.difference.high,
                "p_value": change.difference.p_value,
                "regression": change.is_regression,
            }
            for change in comparison.changes
        },
        "now_wrong": [flip.case_id for flip in comparison.flips if not flip.is_right_now],
        "now_right": [flip.case_id for flip in comparison.flips if flip.is_right_now],
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
    }


def written(value: float | None, unit: Unit) -> str:
    """A figure with its unit; a dash for none."""
    if value is None:
        return "—"
    match unit:
        case Unit.SHARE:
            return f"{value:.1%}"
        case Unit.COUNT | Unit.CHARACTERS:
            return f"{value:.0f}"
        case Unit.MILLISECONDS:
            return f"{value:.1f} 毫秒"


def _row(change: MeasureChange) -> str:
    unit = change.measure.unit
    return (
        f"| {change.measure.label} | {change.cases} | {written(change.before, unit)} | "
        f"{written(change.after, unit)} | {written_difference(change)} | "
        f"{change.difference.p_value:.3f} | {mark(change)} |"
    )


def written_difference(change: MeasureChange) -> str:
    """The mean difference with its interval, shares in percentage points."""
    difference = change.difference
    scale, suffix = (100, " 点") if change.measure.unit is Unit.SHARE else (1, "")
    spread = f"（{difference.low * scale:+.2f}～{difference.high * scale:+.2f}）"
    return f"{difference.mean * scale:+.2f}{suffix}{spread}"


def mark(change: MeasureChange) -> str:
    """Better or worse, and whether by more than chance; "" when neither."""
    if change.is_regression:
        return "变差"
    if change.is_worse:
        return "略差，在偶然范围内"
    better = change.difference.mean != 0 and change.measure.is_higher_better is not None
    if not better:
        return ""
    return "变好" if change.difference.is_significant else "略好，在偶然范围内"


def _flip(flip: Flip, cases: Mapping[str, Case]) -> str:
    case = cases.get(flip.case_id)
    return f"- {flip.case_id} {case.question if case else ''}".rstrip()
