"""Leading applicants that hardly apply in a topic, and why they may not be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.layout.cross_table import cross_table
from assistant.layout.findings import Finding, ids_of
from assistant.layout.gaps import Gap, Why, in_order
from assistant.layout.life_cycle import SPAN_YEARS
from assistant.layout.patent_record import PatentRecord
from assistant.layout.stated import is_sparse
from assistant.layout.thin_cells import ThinCell, thin_cells
from assistant.layout.trend import Trend

_OTHERS = "其他申请人"
_SHOWN = 3
_MOSTLY = 0.5


def absent_applicants(
    records: Sequence[PatentRecord],
    topic_of: Mapping[str, str],
    trend: Trend,
    *,
    topics: Sequence[str],
    leaders: Sequence[str],
) -> tuple[Gap, ...]:
    """Topics in which a leader has far fewer patents than its size gives, others being there.

    Args:
        topic_of: label of the topic by record id.
        topics, leaders: labels and names in the order to look at.
    """
    named = [r for r in records if r.applicants]
    known = frozenset(leaders)
    table = cross_table(
        named,
        lambda r: [topic_of[r.id]],
        lambda r: known.intersection(r.applicants) or [_OTHERS],
        rows=topics,
        columns=(*leaders, _OTHERS),
    )
    cells = thin_cells(table, columns=leaders)
    return in_order(_gap(cell, named, topic_of, trend) for cell in cells)


def _gap(
    cell: ThinCell, named: Sequence[PatentRecord], topic_of: Mapping[str, str], trend: Trend
) -> Gap:
    there = [r for r in named if topic_of[r.id] == cell.row]
    others = [r for r in there if cell.column not in r.applicants]
    own = [r for r in named if cell.column in r.applicants]
    tail = {id_ for year in trend.years if year.is_incomplete for id_ in year.patents}
    new = [r for r in there if r.id in tail]
    left = _left_in(own, trend)
    if left:
        why = Why.GONE
    elif len(new) > _MOSTLY * len(there):
        why = Why.TOO_NEW
    else:
        why = Why.WORTH_A_LOOK
    return Gap(
        topic=cell.row,
        other=cell.column,
        cell=cell,
        why=why,
        checks=(
            _said_of_size(cell, own),
            _said_of_others(others),
            *([_said_of_newness(new, there)] if why is Why.TOO_NEW else []),
            *([_said_of_leaving(own, left)] if left else []),
            Finding(text="也可能由关联公司持有或用了别的名称，请先核对申请人名称的归并。"),
        ),
    )


def _left_in(own: Sequence[PatentRecord], trend: Trend) -> int | None:
    """The year of the last application, when the last complete years are without any; None else,
    and when too few of the patents tell their year."""
    years = [r.filing_year for r in own if r.filing_year]
    lately = trend.complete_years[-SPAN_YEARS:]
    if not lately or is_sparse(len(years), len(own)) or max(years) >= lately[0].year:
        return None
    return max(years)


def _said_of_size(cell: ThinCell, own: Sequence[PatentRecord]) -> Finding:
    text = (
        f"{cell.column}共有 {len(own)} 件，其中“{cell.row}”{len(cell.patents)} 件，"
        f"按两者互不相关推算应有约 {cell.expected:.1f} 件（校正后 p={cell.p_value:.2g}）。"
    )
    return Finding(text=text, patents=ids_of(own))


def _said_of_others(others: Sequence[PatentRecord]) -> Finding:
    counted = Counter(name for record in others for name in record.applicants)
    leading = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN]
    names = "、".join(f"{name}（{number}）" for name, number in leading)
    text = f"别的申请人在这一主题有 {len(others)} 件，较多的是{names}。"
    return Finding(text=text, patents=ids_of(others))


def _said_of_newness(new: Sequence[PatentRecord], there: Sequence[PatentRecord]) -> Finding:
    text = f"这一主题的 {len(there)} 件里 {len(new)} 件在公开不完整的年份，可能太新。"
    return Finding(text=text, patents=ids_of(new))


def _said_of_leaving(own: Sequence[PatentRecord], last: int) -> Finding:
    text = f"该申请人在本领域最近一次申请是 {last} 年，可能已经离开整个领域。"
    return Finding(text=text, patents=ids_of(r for r in own if r.filing_year == last))
