"""Three ways of answering side by side, for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from evals.writing import WritingFigures

_ROWS = (
    ("由大模型撰写的回答", "by_model", "share"),
    ("事实召回", "fact_recall", "share"),
    ("引到该引的条款", "source_right", "share"),
    ("引文准确率（引文支持该句）", "citation_precision", "share"),
    ("有据的句子", "citation_recall", "share"),
    ("凭空出现的数字", "invented_numbers", "count"),
    ("不可答的拒答", "unanswerable_refused", "share"),
    ("误拒", "false_refusals", "share"),
    ("首句可读（中位）", "first_p50_ms", "time"),
    ("全文（中位）", "p50_ms", "time"),
    ("全文（95 分位）", "p95_ms", "time"),
)


def as_table(ways: Mapping[str, WritingFigures]) -> str:
    """A Markdown table, a column each way."""
    cases = next(iter(ways.values())).cases
    lines = [
        f"| {cases} 题 | " + " | ".join(ways) + " |",
        "|---|" + "---|" * len(ways),
    ]
    for label, name, kind in _ROWS:
        cells = (_cell(getattr(found, name), kind) for found in ways.values())
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(value: float | None, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "share":
        return f"{value:.1%}"
    if kind == "count":
        return str(value)
    return f"{value / 1000:.1f} 秒" if value >= 1000 else f"{value:.0f} 毫秒"
