"""A stored run → the figures, bars and lists that its report shows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.cases import CATEGORY_NAMES
from evals.compare_runs import is_right
from evals.comparison_report import written
from evals.measures import MEASURES, Joined, Measure, Unit
from evals.report import expected
from evals.significance import interval
from evals.stored_runs import Row, StoredRun

_REFUSED = "（没有引用）"
_WORST = 40
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure over the run, written out.

    Attributes:
        spread: 95 % interval of a share or mean; "" for sums and medians.
    """

    label: str
    value: str
    spread: str
    cases: int
    wants: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart.

    Attributes:
        share: length, 0..1.
        text: what stands at its end.
    """

    label: str
    share: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Cases whose best clause was given about the same probability of answering.

    Attributes:
        stated: mean of these probabilities, 0..1.
        answerable: share that can in truth be answered.
        refused: share that was refused.
    """

    cases: int
    stated: float
    answerable: float
    refused: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """A case that went wrong, with what was expected and what came."""

    id: str
    question: str
    category: str
    expected: str
    came: str
    evidence: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Everything on the page."""

    name: str
    record: tuple[tuple[str, str], ...]
    headline: str
    figures: tuple[Figure, ...]
    by_category: tuple[Bar, ...]
    by_kind: tuple[Bar, ...]
    latencies: tuple[Bar, ...]
    reliability: tuple[Reliability, ...]
    worst: tuple[Worst, ...]
    wrong: int


def view_of(run: StoredRun) -> ReportView:
    """What to show of a run."""
    rows = run.rows
    wrong = [row for row in rows if is_right(row.values) is False]
    return ReportView(
        name=run.name,
        record=_record(run),
        headline=_headline(rows),
        figures=tuple(_figure(measure, rows) for measure in MEASURES),
        by_category=_shares(rows, lambda row: CATEGORY_NAMES[row.case.category]),
        by_kind=_shares(rows, lambda row: _kind(row, run)),
        latencies=_latencies(rows),
        reliability=_reliability(rows),
        worst=tuple(map(_worst, sorted(wrong, key=_badness, reverse=True)[:_WORST])),
        wrong=len(wrong),
    )


def _headline(rows: Sequence[Row]) -> str:
    right = sum(is_right(row.values) is True for row in rows)
    answered = [row for row in rows if row.answer is not None and not row.answer.refused]
    invented = sum(row.values.get("invented_numbers") or 0 for row in rows)
    return (
        f"{len(rows)} 道题里对了 {right} 道（{right / len(rows):.0%}）；"
        f"回答了 {len(answered)} 道，其余明确说明不答；凭空出现的数字 {invented:.0f} 处。"
    )


def _record(run: StoredRun) -> tuple[tuple[str, str], ...]:
    record = run.record
    facts = (
        ("提交", record.commit),
        ("开始（世界时）", record.started),
        ("Python", record.python),
        ("机器", record.machine),
        ("随机种子", str(record.seed)),
    )
    return (*facts, *record.settings.items())


def _figure(measure: Measure, rows: Sequence[Row]) -> Figure:
    values = [v for row in rows if (v := row.values.get(measure.name)) is not None]
    spread = ""
    if values and measure.joined is Joined.MEAN:
        low, high = interval(values)
        spread = f"{written(low, measure.unit)}～{written(high, measure.unit)}"
    wants = {True: "越高越好", False: "越低越好", None: ""}[measure.is_higher_better]
    return Figure(
        label=measure.label,
        value=written(measure.join(values), measure.unit),
        spread=spread,
        cases=len(values),
        wants=wants,
    )


def _shares(rows: Sequence[Row], group_of: Callable[[Row], str]) -> tuple[Bar, ...]:
    """Share that is right in every group, the largest group first."""
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        groups[group_of(row)].append(is_right(row.values) is True)
    return tuple(
        Bar(
            label=label,
            share=sum(hits) / len(hits),
            text=f"{sum(hits)}/{len(hits)}",
        )
        for label, hits in sorted(groups.items(), key=lambda item: -len(item[1]))
    )


def _kind(row: Row, run: StoredRun) -> str:
    """Kind of the first document the answer cites."""
    sentences = row.answer.sentences if row.answer else ()
    cited = (c.document_id for s in sentences for c in s.citations)
    return next((run.record.kinds.get(id_, "其他") for id_ in cited), _REFUSED)


def _latencies(rows: Sequence[Row]) -> tuple[Bar, ...]:
    """How many answers took how long, in bins that double from 1 ms."""
    times = [v for row in rows if (v := row.values.get("took_ms")) is not None]
    counts: defaultdict[int, int] = defaultdict(int)
    for took in times:
        counts[max(0, math.ceil(math.log2(max(took, 1))))] += 1
    if not counts:
        return ()
    most = max(counts.values())
    return tuple(
        Bar(label=f"≤ {2**power} 毫秒", share=counts[power] / most, text=str(counts[power]))
        for power in range(min(counts), max(counts) + 1)
    )


def _reliability(rows: Iterable[Row]) -> tuple[Reliability, ...]:
    bins: defaultdict[int, list[tuple[float, Row]]] = defaultdict(list)
    for row in rows:
        if row.answer is not None and (stated := row.answer.confidence) is not None:
            bins[min(int(stated * _BINS), _BINS - 1)].append((stated, row))
    return tuple(
        Reliability(
            cases=len(held),
            stated=sum(stated for stated, _ in held) / len(held),
            answerable=sum(row.case.answerable for _, row in held) / len(held),
            refused=sum(row.answer is not None and row.answer.refused for _, row in held)
            / len(held),
        )
        for _, held in sorted(bins.items())
    )


def _badness(row: Row) -> float:
    """Wrong words harm more than missing ones: an unfounded answer, a false figure, a refusal."""
    counted = [m.name for m in MEASURES if m.unit is Unit.COUNT]
    faults = sum(row.values.get(name) or 0 for name in counted)
    has_answered = row.answer is not None and not row.answer.refused
    return 10 * faults + (3 if has_answered and not row.case.answerable else has_answered)


def _worst(row: Row) -> Worst:
    answer = row.answer
    citations = [c for s in answer.sentences for c in s.citations] if answer else []
    if answer is None:
        came = f"出错：{row.crashed}"
    else:
        came = (f"拒答（{answer.reason}）：" if answer.refused else "") + answer.text
    return Worst(
        id=row.case.id,
        question=" → ".join((*row.case.history, row.case.question)),
        category=CATEGORY_NAMES[row.case.category],
        expected=expected(row.case),
        came=came,
        evidence=tuple(dict.fromkeys(f"《{c.title}》{c.locator}：{c.quote}" for c in citations)),
        faults=_faults(row),
    )


def _faults(row: Row) -> tuple[str, ...]:
    return tuple(
        f"{measure.label} {value:.0f}"
        for measure in MEASURES
        if measure.unit is Unit.COUNT and (value := row.values.get(measure.name))
    )
