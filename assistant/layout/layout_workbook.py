"""The figures of a layout analysis as an Excel workbook, a sheet each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from assistant.layout.applicants_share import Concentration
from assistant.layout.compare import Comparison
from assistant.layout.cross_table import CrossTable
from assistant.layout.findings import Counted
from assistant.layout.ipc import ipc_name
from assistant.layout.landscape import Landscape
from assistant.layout.layout_plan import Plan
from assistant.layout.patent_record import PatentRecord
from assistant.layout.thin_cells import ThinCell

_Row = Sequence[str | int | float]
_Sheet = tuple[str, Iterable[_Row]]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets; names and titles come from others."""


def to_xlsx(plan: Plan) -> bytes:
    """The file's bytes: the patents with their topics, then every figure."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in _sheets(plan):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([_safe(cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(plan: Plan) -> Iterator[_Sheet]:
    landscape = plan.surveyed.landscape
    yield "专利", _patents(plan.surveyed.field.records, landscape)
    yield "申请趋势", _trend(landscape)
    yield "申请人", _applicants(landscape)
    yield "集中度与进退", _periods(landscape)
    yield "共同申请", _counted("申请人", landscape.applicants.together)
    yield "生命周期", _cycle(landscape)
    yield "IPC小类", _ipc(landscape.ipc.subclasses)
    yield "IPC大组", _counted("大组", landscape.ipc.groups)
    yield "技术主题", _topics(landscape)
    yield "主题×年份", _cross(landscape.topic_years)
    yield "主题×申请人", _cross(landscape.topic_applicants)
    yield "技术×功效", _cross(landscape.effects.table)
    yield "小类×功效", _cross(landscape.ipc_effects)
    yield "空白点", _spots(landscape)
    yield "法律状态", _counted("法律状态", landscape.status.standings)
    yield "地域", _counted("地方", landscape.places.places)
    if plan.comparison:
        yield "对比", _compared(plan.comparison)
        yield "三年内届满", _expiring(plan.comparison, plan.surveyed.field.records)


def _patents(records: Iterable[PatentRecord], landscape: Landscape) -> Iterator[_Row]:
    topic = landscape.topics.label_of()
    yield (
        *("公开（公告）号", "申请号", "名称", "类型", "申请人", "申请日", "公开日"),
        *("IPC", "法律状态", "主题"),
    )
    for r in sorted(records, key=lambda record: (record.number, record.id)):
        yield (
            *(r.number, r.application_number or "", r.title, r.kind.value),
            *("; ".join(r.applicants), r.filed.isoformat() if r.filed else ""),
            *(r.published.isoformat() if r.published else "", "; ".join(r.ipc)),
            *(r.legal_status or r.standing.value, topic[r.id]),
        )


def _trend(landscape: Landscape) -> Iterator[_Row]:
    kinds = sorted({c.label for year in landscape.trend.years for c in year.by_kind})
    yield ("申请年", "合计", *kinds, "数据是否完整")
    for year in landscape.trend.years:
        by_kind = {c.label: c.number for c in year.by_kind}
        counts = (by_kind.get(kind, 0) for kind in kinds)
        yield (year.year, year.number, *counts, "否" if year.is_incomplete else "是")


def _applicants(landscape: Landscape) -> Iterator[_Row]:
    yield ("申请人", "专利（件）", "占比", "首次申请年", "最近申请年")
    for one in landscape.applicants.shares:
        years = (one.first_year or "", one.last_year or "")
        yield (one.name, len(one.patents), round(one.share, 4), *years)


def _periods(landscape: Landscape) -> Iterator[_Row]:
    yield ("时期", "专利（件）", "CR4", "HHI", "新进入", "退出", "数据是否完整")
    applicants = landscape.applicants
    whole = applicants.concentration
    yield ("全部", len(landscape.patents), *_concentration(whole), "", "", "")
    for one in applicants.periods:
        names = ("；".join(c.label for c in some) for some in (one.entrants, one.leavers))
        span = f"{one.first_year}—{one.last_year}"
        figures = _concentration(one.concentration)
        yield (span, len(one.patents), *figures, *names, "否" if one.is_incomplete else "是")


def _concentration(told: Concentration | None) -> tuple[float | str, float | str]:
    return (round(told.cr4, 4), round(told.hhi, 1)) if told else ("", "")


def _cycle(landscape: Landscape) -> Iterator[_Row]:
    yield ("申请年", "专利（件）", "申请人数")
    for year in landscape.life_cycle.years:
        yield (year.year, len(year.patents), len(year.applicants))


def _compared(comparison: Comparison) -> Iterator[_Row]:
    yield ("层面", "名称", "本方（件）", "对方（件）", "对比")
    for level, compared in (
        ("主题", comparison.topics),
        ("小类", comparison.subclasses),
        ("申请年", comparison.years),
    ):
        for one in compared:
            yield (level, one.label, len(one.mine), len(one.theirs), one.balance.value)


def _expiring(comparison: Comparison, records: Iterable[PatentRecord]) -> Iterator[_Row]:
    known = {record.id: record for record in records}
    yield ("一方", "公开（公告）号", "名称", "届满日")
    for side, rights in (("本方", comparison.my_expiring), ("对方", comparison.their_expiring)):
        for right in rights:
            record = known[right.patent]
            yield (side, record.number, record.title, right.term.ends.isoformat())


def _ipc(counted: Iterable[Counted]) -> Iterator[_Row]:
    yield ("小类", "名称", "专利（件）")
    for one in counted:
        yield (one.label, ipc_name(one.label) or "", one.number)


def _topics(landscape: Landscape) -> Iterator[_Row]:
    yield ("主题", "专利（件）", "特征词")
    for topic in landscape.topics.topics:
        yield (topic.label, len(topic.patents), "、".join(topic.terms))


def _cross(table: CrossTable) -> Iterator[_Row]:
    yield ("", *table.columns)
    held = {(cell.row, cell.column): cell.number for cell in table.cells}
    for row in table.rows:
        yield (row, *(held.get((row, column), 0) for column in table.columns))


def _spots(landscape: Landscape) -> Iterator[_Row]:
    yield ("类别", "主题或小类", "对照", "实有（件）", "预期（件）", "校正后的概率", "初步核对")
    for kind, spots in (("主题×功效", landscape.white_spots), ("小类×功效", landscape.ipc_spots)):
        for spot in spots:
            yield (kind, spot.topic, spot.effect, *_figures(spot.cell), spot.verdict.value)
    for kind, gaps in (("沉寂的主题", landscape.asleep), ("主题×申请人", landscape.absent)):
        for gap in gaps:
            yield (kind, gap.topic, gap.other, *_figures(gap.cell), gap.why.value)


def _figures(cell: ThinCell) -> tuple[int, float, float]:
    return len(cell.patents), round(cell.expected, 1), cell.p_value


def _counted(column: str, counted: Iterable[Counted]) -> Iterator[_Row]:
    yield (column, "专利（件）")
    for one in counted:
        yield (one.label, one.number)


def _safe(cell: str | int | float) -> str | int | float:
    """Text is kept text, and without characters a workbook cannot hold."""
    if not isinstance(cell, str):
        return cell
    text = "".join(c for c in cell if c >= " " or c in "\t\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
