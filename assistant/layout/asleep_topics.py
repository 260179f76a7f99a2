"""Topics much applied for once and hardly any more, and what became of those who applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from assistant.layout.cross_table import cross_table
from assistant.layout.findings import Finding, ids_of
from assistant.layout.gaps import Gap, Why, in_order
from assistant.layout.life_cycle import SPAN_YEARS
from assistant.layout.patent_record import PatentRecord
from assistant.layout.thin_cells import ThinCell, thin_cells
from assistant.layout.trend import Trend

_EARLIER = "此前"
_WAKES = 3
"""Patents in years not published yet from which on a topic is not called asleep for good."""

_MOSTLY = 0.5


def asleep_topics(
    records: Sequence[PatentRecord],
    topic_of: Mapping[str, str],
    topics: Sequence[str],
    trend: Trend,
) -> tuple[Gap, ...]:
    """Topics with far fewer patents in the last complete years than the pace of the field gives.

    Nothing is said where few patents state their day, or fewer than six years are complete.

    Args:
        topic_of: label of the topic by record id.
        topics: labels in the order to look at.
    """
    years = trend.complete_years
    if trend.is_sparse or len(years) < 2 * SPAN_YEARS:
        return ()
    first, last = years[-SPAN_YEARS].year, years[-1].year
    lately = f"{first}—{last}"
    complete = [r for r in records if r.filing_year and r.filing_year <= last]
    table = cross_table(
        complete,
        lambda r: [topic_of[r.id]],
        lambda r: [lately if (r.filing_year or 0) >= first else _EARLIER],
        rows=topics,
        columns=(lately, _EARLIER),
    )
    cells = thin_cells(table, columns=[lately])
    return in_order(_gap(cell, records, topic_of, years=(first, last)) for cell in cells)


def _gap(
    cell: ThinCell,
    records: Sequence[PatentRecord],
    topic_of: Mapping[str, str],
    *,
    years: tuple[int, int],
) -> Gap:
    first, last = years
    own = [r for r in records if topic_of[r.id] == cell.row and r.filing_year]
    earlier = [r for r in own if (r.filing_year or 0) < first]
    waking = [r for r in own if (r.filing_year or 0) > last]
    names = frozenset(chain.from_iterable(r.applicants for r in earlier))
    elsewhere = [
        r
        for r in records
        if (r.filing_year or 0) >= first
        and topic_of[r.id] != cell.row
        and not names.isdisjoint(r.applicants)
    ]
    still = names.intersection(chain.from_iterable(r.applicants for r in elsewhere))
    if len(waking) >= _WAKES:
        why = Why.WAKING
    elif not names:
        why = Why.WORTH_A_LOOK
    else:
        why = Why.MOVED if len(still) >= _MOSTLY * len(names) else Why.GONE
    checks = (
        _said_of_pace(cell, earlier),
        *_said_of_waking(waking),
        *_said_of_applicants(names, still, elsewhere),
        Finding(
            text="沉寂可能因为技术已被替代、问题已经解决或不可行，也可能只是换了说法；"
            "请先读此前的专利再判断。",
            patents=ids_of(earlier),
        ),
    )
    return Gap(topic=cell.row, other=cell.column, cell=cell, why=why, checks=checks)


def _said_of_pace(cell: ThinCell, earlier: Sequence[PatentRecord]) -> Finding:
    text = (
        f"“{cell.row}”此前有 {len(earlier)} 件，{cell.column} 年有 {len(cell.patents)} 件，"
        f"按整个领域的步调应有约 {cell.expected:.1f} 件（校正后 p={cell.p_value:.2g}）。"
    )
    return Finding(text=text, patents=tuple(sorted((*ids_of(earlier), *cell.patents))))


def _said_of_waking(waking: Sequence[PatentRecord]) -> tuple[Finding, ...]:
    if not waking:
        return ()
    text = f"公开不完整的年份里又有 {len(waking)} 件，可能正在恢复。"
    return (Finding(text=text, patents=ids_of(waking)),)


def _said_of_applicants(
    names: frozenset[str], still: frozenset[str], elsewhere: Sequence[PatentRecord]
) -> tuple[Finding, ...]:
    if not names:
        return (Finding(text="此前的专利没有写明申请人，看不出他们去了哪里。"),)
    text = f"此前的 {len(names)} 个申请人里，{len(still)} 个后来在本领域的其他主题仍有申请。"
    return (Finding(text=text, patents=ids_of(elsewhere)),)
