"""The list behind a figure or a sentence: which patents an entry of the address means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import LayoutError
from assistant.layout.compare import Compared, Comparison
from assistant.layout.layout_plan import Plan
from assistant.pages.layout_charts import Chart, charts_of
from assistant.pages.layout_desk import LayoutDesk, Seen
from assistant.pages.layout_sentences import mark_of, of_landscape, of_plan

_GONE = "没有找到这个数字背后的清单：数据或范围可能已经变了。请回到全景页重新点开。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A list with its name; ids in the order to show."""

    title: str
    patents: tuple[str, ...]


def behind(desk: LayoutDesk, seen: Seen, asked: Mapping[str, str]) -> Behind:
    """What the entries "part", "row" and "column", or "said", mean; the whole field without them.

    Raises:
        LayoutError: there is no such figure or sentence.
    """
    if said := asked.get("said", ""):
        return _sorted(seen, _said(desk, seen, said))
    part, row, column = (asked.get(name, "") for name in ("part", "row", "column"))
    if not part:
        return Behind(title="范围内的专利", patents=tuple(seen.records))
    if part.startswith("compare-"):
        return _sorted(seen, _compared(desk.plan(seen), part, row, column))
    chart = charts_of(seen.surveyed.landscape).get(part)
    if chart is None or not chart.patents(row, column):
        raise LayoutError(_GONE)
    return _sorted(
        seen, Behind(title=_title(chart, row, column), patents=chart.patents(row, column))
    )


def _title(chart: Chart, row: str, column: str) -> str:
    names = " · ".join(chart.label(key) for key in (row, column) if key)
    return f"{chart.title}：{names}"


def _said(desk: LayoutDesk, seen: Seen, mark: str) -> Behind:
    for finding in of_landscape(seen.surveyed.landscape):
        if mark_of(finding) == mark:
            return Behind(title=finding.text, patents=finding.patents)
    for finding in of_plan(desk.plan(seen)):
        if mark_of(finding) == mark:
            return Behind(title=finding.text, patents=finding.patents)
    raise LayoutError(_GONE)


def _compared(plan: Plan, part: str, row: str, column: str) -> Behind:
    """A figure of the comparison: "compare-topics", a label, and the side."""
    comparison = plan.comparison
    for name, compared in _tables(comparison) if comparison else ():
        for one in compared:
            patents = {"本方": one.mine, "对方": one.theirs}.get(column, ())
            if name == part and one.label == row and patents:
                return Behind(title=f"{column}：{row}", patents=patents)
    raise LayoutError(_GONE)


def _tables(comparison: Comparison) -> Iterator[tuple[str, Sequence[Compared]]]:
    yield "compare-topics", comparison.topics
    yield "compare-subclasses", comparison.subclasses
    yield "compare-years", comparison.years
    whole = Compared(label="全部", mine=comparison.mine, theirs=comparison.theirs)
    together = Compared(label="共同持有", mine=comparison.together, theirs=())
    yield "compare-sides", (whole, together)


def _sorted(seen: Seen, found: Behind) -> Behind:
    """In the order of the field, best first."""
    wanted = frozenset(found.patents)
    return Behind(title=found.title, patents=tuple(id_ for id_ in seen.records if id_ in wanted))
