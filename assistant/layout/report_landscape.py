"""The figures of a landscape as parts of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.layout.applicants_share import Applicants
from assistant.layout.cross_table import CrossTable
from assistant.layout.findings import Counted
from assistant.layout.gaps import Gap
from assistant.layout.ipc import named_ipc
from assistant.layout.landscape import Landscape
from assistant.layout.patent_record import PatentKind
from assistant.layout.report_words import ReportWords
from assistant.layout.topics import TopicMap
from assistant.layout.trend import Trend
from assistant.layout.white_spots import WhiteSpot
from assistant.reports.charts import bars_chart, columns_chart, grid_chart
from assistant.reports.report import Block, Heading, Paragraph, Table, Words

_SHOWN = 10
_TITLES = 15
"""Characters of a label in a chart; longer ones would leave no room for the bars."""


def landscape_blocks(landscape: Landscape, words: ReportWords) -> Iterator[Block]:
    """Trend, applicants, classification, topics, effects, white spots, status and places."""
    yield from _trend(landscape.trend, words)
    yield Heading(text="生命周期", level=2)
    stage = f"按申请量和申请人数的变化，判断为：{landscape.life_cycle.stage}。"
    yield Paragraph(words=Words(text=stage))
    yield from words.items([landscape.life_cycle.reason])
    yield from _applicants(landscape.applicants, words)
    yield Heading(text="技术分类（IPC）")
    yield from _counted("小类", [(named_ipc(c.label), c) for c in landscape.ipc.subclasses], words)
    yield from words.remarks(landscape.ipc.remarks)
    yield from _topics(landscape.topics, words)
    yield from _grid("技术主题 × 申请人", landscape.topic_applicants)
    yield from _effects(landscape, words)
    yield Heading(text="法律状态与地域")
    yield from _counted("法律状态", [(c.label, c) for c in landscape.status.standings], words)
    yield from words.remarks(landscape.status.remarks)
    yield from _counted("地方", [(c.label, c) for c in landscape.places.places], words)
    yield from words.remarks(landscape.places.remarks)


def _trend(trend: Trend, words: ReportWords) -> Iterator[Block]:
    yield Heading(text="申请趋势")
    if trend.years and not trend.is_sparse:
        series = {
            kind.value: _of_kind(trend, kind)
            for kind in PatentKind
            if any(c.label == kind.value for year in trend.years for c in year.by_kind)
        }
        tail = len(trend.complete_years)
        yield columns_chart(
            "按申请年统计（斜线部分的年份尚未公开完）",
            [str(year.year) for year in trend.years],
            series,
            pale_from=tail,
        )
    yield from words.remarks(trend.remarks)


def _of_kind(trend: Trend, kind: PatentKind) -> list[float]:
    return [sum(c.number for c in y.by_kind if c.label == kind.value) for y in trend.years]


def _applicants(applicants: Applicants, words: ReportWords) -> Iterator[Block]:
    yield Heading(text="申请人")
    leaders = applicants.shares[:_SHOWN]
    if leaders and not applicants.is_sparse:
        yield bars_chart(
            f"申请量居前的申请人（前 {len(leaders)} 位）",
            [_short(one.name) for one in leaders],
            [len(one.patents) for one in leaders],
        )
    if applicants.concentration:
        told = applicants.concentration
        text = (
            f"共 {told.applicants:,} 个申请人；前四位参与了 {told.cr4:.1%} 的专利（CR4），"
            f"赫芬达尔—赫希曼指数（HHI）为 {told.hhi:,.0f}（0 到 10,000，越大越集中）。"
        )
        note = words.patents_note(told.cr4_patents)
        yield Paragraph(words=Words(text=text, notes=(note,)))
    yield from _periods(applicants, words)
    yield from words.remarks(applicants.remarks)


def _periods(applicants: Applicants, words: ReportWords) -> Iterator[Block]:
    if not applicants.periods:
        return
    rows = tuple(
        (
            Words(text=f"{one.first_year}—{one.last_year}" + "（未公开完）" * one.is_incomplete),
            Words(text=str(len(one.patents)), notes=words.patents_notes(one.patents)),
            Words(text=_names(one.entrants)),
            Words(text=_names(one.leavers)),
        )
        for one in applicants.periods
    )
    yield Table(
        caption="各时期的新进入者与退出者",
        columns=("时期", "专利（件）", "新进入", "退出"),
        rows=rows,
        widths=(2, 1.4, 4, 4),
    )


def _topics(topics: TopicMap, words: ReportWords) -> Iterator[Block]:
    yield Heading(text="技术主题")
    if topics.topics:
        rows = tuple(
            (
                Words(text=topic.label),
                Words(text=str(len(topic.patents)), notes=words.patents_notes(topic.typical)),
                Words(text="、".join(topic.terms)),
            )
            for topic in topics.topics
        )
        yield Table(
            caption="主题及其特征词（脚注为最典型的几件）",
            columns=("主题", "专利（件）", "特征词"),
            rows=rows,
            widths=(3, 1.4, 5),
        )
    yield from words.remarks(topics.remarks)


def _effects(landscape: Landscape, words: ReportWords) -> Iterator[Block]:
    yield Heading(text="技术—功效矩阵与空白点")
    yield from _grid("技术主题 × 摘要所称功效（件）", landscape.effects.table)
    yield from words.remarks(landscape.effects.remarks)
    spots = [_spot(s, s.effect, s.verdict, words) for s in landscape.white_spots[:_SHOWN]]
    yield from _gaps("明显少于预期的格子", ("主题", "功效"), spots)
    spots = [_spot(s, s.effect, s.verdict, words) for s in landscape.ipc_spots[:_SHOWN]]
    yield from _gaps("IPC 小类与功效：明显少于预期的格子", ("小类", "功效"), spots)
    asleep = [_spot(g, g.other, g.why, words) for g in landscape.asleep[:_SHOWN]]
    yield from _gaps("沉寂的主题", ("主题", "年份"), asleep)
    absent = [_spot(g, g.other, g.why, words) for g in landscape.absent[:_SHOWN]]
    yield from _gaps("主要申请人少有涉足的主题", ("主题", "申请人"), absent)


def _gaps(
    caption: str, heads: tuple[str, str], rows: Sequence[tuple[Words, ...]]
) -> Iterator[Block]:
    if rows:
        columns = (*heads, "实有", "预期", "初步核对")
        yield Table(caption=caption, columns=columns, rows=tuple(rows), widths=(3, 2.4, 1, 1, 5))


def _spot(spot: WhiteSpot | Gap, other: str, why: str, words: ReportWords) -> tuple[Words, ...]:
    checks = [words.words(check) for check in spot.checks]
    said = "".join(check.text for check in checks)
    return (
        Words(text=spot.topic),
        Words(text=other),
        Words(text=str(len(spot.cell.patents))),
        Words(text=f"{spot.cell.expected:.0f}"),
        Words(
            text=f"{why}：{said}",
            notes=tuple(dict.fromkeys(note for check in checks for note in check.notes)),
        ),
    )


def _grid(caption: str, table: CrossTable) -> Iterator[Block]:
    rows, columns = table.rows[:_SHOWN], table.columns[:_SHOWN]
    if not rows or not columns:
        return
    counts = [[float(len(table.patents_at(r, c))) for c in columns] for r in rows]
    yield grid_chart(caption, [_short(r) for r in rows], [_short(c) for c in columns], counts)


def _counted(
    column: str, counted: Sequence[tuple[str, Counted]], words: ReportWords
) -> Iterator[Block]:
    if not counted:
        return
    rows = tuple(
        (Words(text=label), Words(text=f"{one.number:,}", notes=words.patents_notes(one.patents)))
        for label, one in counted[:_SHOWN]
    )
    caption = f"{column}（前 {len(rows)} 项）"
    yield Table(caption=caption, columns=(column, "专利（件）"), rows=rows, widths=(6, 2))


def _names(counted: Sequence[Counted]) -> str:
    names = [f"{one.label}（{one.number}）" for one in counted[:_SHOWN]]
    more = f" 等 {len(counted)} 家" if len(counted) > len(names) else ""
    return "、".join(names) + more or "—"


def _short(label: str) -> str:
    return label if len(label) <= _TITLES else f"{label[: _TITLES - 1]}…"
