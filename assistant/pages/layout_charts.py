"""The figures of a landscape as charts: counts in rows and columns, each with the list behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.layout.cross_table import CrossTable
from assistant.layout.findings import Counted, Finding
from assistant.layout.ipc import ipc_name
from assistant.layout.landscape import Landscape

_SHOWN = 20
"""Rows of a chart; the workbook holds all."""

_UNREADABLE = str.maketrans({"<": "＜", "&": "＆"})

Cells = Mapping[tuple[str, str], tuple[str, ...]]
"""Ids of patents by row and column; empty cells are left out."""


class ChartKind(StrEnum):
    """How a chart is drawn."""

    COLUMNS = "columns"
    BARS = "bars"
    HEAT = "heat"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart, or a table that has none.

    Attributes:
        name: in addresses; unique in a landscape.
        kind: None for what is only told in words or tables.
        row_title: what the rows are: "申请年".
        rows, columns: keys in the order to show; () as columns where the row is all there is.
        cells: the patents of each pair; column "" holds all patents of the row.
        labels: what is shown instead of a key.
        faded: rows whose figures are incomplete.
        beside: a second figure of each row, which counts no patents.
        is_sparse: too few patents state the fact: the table is shown and nothing drawn.
        remarks: limits of the figures.
    """

    name: str
    title: str
    row_title: str
    rows: tuple[str, ...]
    cells: Cells
    kind: ChartKind | None = None
    columns: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    faded: frozenset[str] = frozenset()
    beside: Mapping[str, int] = field(default_factory=dict)
    is_sparse: bool = False
    remarks: tuple[Finding, ...] = ()

    def patents(self, row: str, column: str = "") -> tuple[str, ...]:
        """Ids behind a figure; () for none."""
        return self.cells.get((row, column), ())

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure to show; a heat map without columns has rows only."""
        return not self.rows or (self.kind is ChartKind.HEAT and not self.columns)

    def label(self, key: str) -> str:
        """What is shown for a row or column."""
        return self.labels.get(key, key)

    def drawing(self) -> dict[str, object]:
        """What the script draws: keys go into addresses, labels are safe for plotly."""
        return {
            "kind": self.kind,
            "title": self.title,
            "rows": [self._entry(row) for row in self.rows],
            "columns": [self._entry(column) for column in self.columns],
            "values": [
                [len(self.patents(row, column)) for column in self.columns or ("",)]
                for row in self.rows
            ],
            "beside": [self.beside.get(row, 0) for row in self.rows],
        }

    def _entry(self, key: str) -> dict[str, object]:
        return {"key": key, "label": plotly_text(self.label(key)), "faded": key in self.faded}


def plotly_text(text: str) -> str:
    """Text of others as plotly shows it: it would take some HTML and entities at their word."""
    return text.translate(_UNREADABLE)


def charts_of(landscape: Landscape) -> dict[str, Chart]:
    """Every chart by name, in the order of the page."""
    return {chart.name: chart for chart in _charts(landscape)}


def _charts(landscape: Landscape) -> Iterator[Chart]:
    yield _trend(landscape)
    yield _cycle(landscape)
    yield from _applicants(landscape)
    ipc = landscape.ipc
    for name, level, counted in (("ipc", "小类", ipc.subclasses), ("groups", "大组", ipc.groups)):
        ranked = _ranked(name, f"技术分类（IPC {level}）", level, counted, ipc.remarks)
        yield replace(ranked, is_sparse=ipc.is_sparse)
    yield _topics(landscape)
    years = _crossed("years", "技术主题 × 申请年", landscape.topic_years)
    yield replace(years, is_sparse=landscape.trend.is_sparse)
    holders = _crossed("holders", "技术主题 × 申请人", landscape.topic_applicants)
    yield replace(holders, is_sparse=landscape.applicants.is_sparse)
    yield _crossed("effects", "技术主题 × 功效", landscape.effects.table, landscape.effects.remarks)
    by_ipc = _crossed("ipc-effects", "IPC 小类 × 功效", landscape.ipc_effects)
    yield replace(by_ipc, row_title="小类", labels=_named(by_ipc.rows), is_sparse=ipc.is_sparse)
    status, places = landscape.status, landscape.places
    standing = _ranked("standing", "法律状态", "状态", status.standings, status.remarks)
    yield replace(standing, is_sparse=status.is_sparse)
    where = _ranked("places", "地域", "地方", places.places, places.remarks)
    yield replace(where, is_sparse=places.is_sparse)


def _trend(landscape: Landscape) -> Chart:
    trend = landscape.trend
    cells = {(str(year.year), ""): year.patents for year in trend.years}
    cells |= {(str(y.year), kind.label): kind.patents for y in trend.years for kind in y.by_kind}
    kinds = dict.fromkeys(kind.label for year in trend.years for kind in year.by_kind)
    return Chart(
        name="trend",
        title="申请趋势",
        row_title="申请年",
        kind=ChartKind.COLUMNS,
        rows=tuple(str(year.year) for year in trend.years),
        columns=tuple(sorted(kinds)),
        cells=cells,
        labels={str(y.year): f"{y.year}（未公开完）" for y in trend.years if y.is_incomplete},
        faded=frozenset(str(year.year) for year in trend.years if year.is_incomplete),
        is_sparse=trend.is_sparse,
        remarks=trend.remarks,
    )


def _cycle(landscape: Landscape) -> Chart:
    years = landscape.life_cycle.years
    return Chart(
        name="cycle",
        title=f"技术生命周期：{landscape.life_cycle.stage}",
        row_title="申请年",
        kind=ChartKind.CYCLE,
        rows=tuple(str(year.year) for year in years),
        cells={(str(year.year), ""): year.patents for year in years},
        beside={str(year.year): len(year.applicants) for year in years},
        is_sparse=landscape.life_cycle.applications is None,
        remarks=(landscape.life_cycle.reason,),
    )


def _applicants(landscape: Landscape) -> Iterator[Chart]:
    told = landscape.applicants
    yield Chart(
        name="applicants",
        title="申请人",
        row_title="申请人",
        kind=ChartKind.BARS,
        rows=tuple(one.name for one in told.shares[:_SHOWN]),
        cells={(one.name, ""): one.patents for one in told.shares},
        is_sparse=told.is_sparse,
        remarks=told.remarks,
    )
    spans = [(_span(one.first_year, one.last_year), one) for one in told.periods]
    for name, title in (("entrants", "新进入者"), ("leavers", "退出者")):
        cells = {(span, ""): one.patents for span, one in spans}
        for span, one in spans:
            some = one.entrants if name == "entrants" else one.leavers
            cells |= {(span, counted.label): counted.patents for counted in some}
        yield Chart(
            name=name,
            title=title,
            row_title="时期",
            rows=tuple(span for span, _ in spans),
            columns=(),
            cells=cells,
            faded=frozenset(span for span, one in spans if one.is_incomplete),
        )
    yield _ranked("together", "共同申请", "申请人", told.together)
    leading = told.concentration.cr4_patents if told.concentration else ()
    yield Chart(
        name="cr4", title="前四位申请人", row_title="", rows=("CR4",), cells={("CR4", ""): leading}
    )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def _topics(landscape: Landscape) -> Chart:
    topics = landscape.topics.topics
    cells = {(topic.label, ""): topic.patents for topic in topics}
    return Chart(
        name="topics",
        title="技术主题",
        row_title="主题",
        kind=ChartKind.BARS,
        rows=tuple(topic.label for topic in topics),
        cells=cells,
        remarks=landscape.topics.remarks,
    )


def _ranked(
    name: str,
    title: str,
    row_title: str,
    counted: Iterable[Counted],
    remarks: tuple[Finding, ...] = (),
) -> Chart:
    """The labels most patents have; all of them can be opened."""
    everything = tuple(counted)
    return Chart(
        name=name,
        title=title,
        row_title=row_title,
        kind=ChartKind.BARS,
        rows=tuple(one.label for one in everything[:_SHOWN]),
        cells={(one.label, ""): one.patents for one in everything},
        labels=_named(one.label for one in everything) if name in ("ipc", "groups") else {},
        remarks=remarks,
    )


def _named(symbols: Iterable[str]) -> dict[str, str]:
    """IPC symbols with the name of their subclass, as far as it is known."""
    names = {symbol: ipc_name(symbol[:4]) for symbol in symbols}
    return {symbol: f"{symbol} {known}" for symbol, known in names.items() if known}


def _crossed(name: str, title: str, table: CrossTable, remarks: tuple[Finding, ...] = ()) -> Chart:
    columns = table.columns if name == "years" else table.columns[:_SHOWN]
    return Chart(
        name=name,
        title=title,
        row_title="主题",
        kind=ChartKind.HEAT,
        rows=table.rows,
        columns=columns,
        cells={(cell.row, cell.column): cell.patents for cell in table.cells},
        remarks=remarks,
    )
