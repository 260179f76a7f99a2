"""Applications by year, the years that are not all published yet marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.layout.clauses import PATENT_LAW, Clauses, cited
from assistant.layout.findings import Counted, Finding, count_by, ids_of, left_out
from assistant.layout.patent_record import PatentRecord
from assistant.layout.stated import is_sparse, said_of_sparse
from corpus.dates import add_period

PUBLICATION_MONTHS = 18
"""An invention is published when eighteen months from application are over: 专利法第三十四条."""

_SILENT_YEARS = 3
"""Complete years without applications at the end from which on the lists may end before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """Applications of one year.

    Attributes:
        patents: ids, ascending.
        by_kind: 发明, 实用新型 …, most first.
        is_incomplete: some of the year's inventions may not be published on the data day.
    """

    year: int
    patents: tuple[str, ...]
    by_kind: tuple[Counted, ...]
    is_incomplete: bool

    @property
    def number(self) -> int:
        """How many patents."""
        return len(self.patents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Applications by year of application.

    Attributes:
        years: ascending without gaps up to the year of the data day, years without applications
            included; () without any year.
        undated: ids of records without a year of application.
        is_sparse: fewer than half of the records have a year: no curve should be drawn.
        data_day: until when the data go.
        remarks: limits of these figures.
    """

    years: tuple[YearCount, ...]
    undated: tuple[str, ...]
    is_sparse: bool
    data_day: date
    remarks: tuple[Finding, ...]

    @property
    def complete_years(self) -> tuple[YearCount, ...]:
        """Years whose inventions are all published by the data day."""
        return tuple(year for year in self.years if not year.is_incomplete)


def application_trend(
    records: Sequence[PatentRecord], *, data_day: date, clauses: Clauses
) -> Trend:
    """Count by year of application; what has no year, or one after the data day, is left out."""

    def is_counted(record: PatentRecord) -> bool:
        return record.filing_year is not None and record.filing_year <= data_day.year

    undated = [r for r in records if r.filing_year is None]
    later = [r for r in records if r.filing_year is not None and r.filing_year > data_day.year]
    counted = list(filter(is_counted, records))
    by_year = records_by_year(counted)
    tail = first_incomplete_year(data_day)
    years = tuple(
        YearCount(
            year=year,
            patents=ids_of(by_year.get(year, ())),
            by_kind=count_by(by_year.get(year, ()), lambda r: [r.kind.value]),
            is_incomplete=year >= tail,
        )
        for year in (range(min(by_year), data_day.year + 1) if by_year else ())
    )
    remarks = (
        *said_of_sparse(records, is_counted, fact="申请日", so="不画趋势图，也不能说申请量增减"),
        *left_out(undated, "没有申请日，申请号里也读不出年份"),
        *left_out(later, f"的申请年份晚于数据截止日 {data_day.isoformat()}，疑为录入错误"),
        *_silence_remark(years),
        *_tail_remark(years, data_day, clauses),
    )
    return Trend(
        years=years,
        undated=ids_of(undated),
        is_sparse=is_sparse(len(counted), len(records)),
        data_day=data_day,
        remarks=remarks,
    )


def is_dated(record: PatentRecord) -> bool:
    """Whether the year of application is known."""
    return record.filing_year is not None


def records_by_year(records: Iterable[PatentRecord]) -> dict[int, list[PatentRecord]]:
    """Records by year of application, years in no order; without those that have none."""
    found: dict[int, list[PatentRecord]] = defaultdict(list)
    for record in records:
        if record.filing_year is not None:
            found[record.filing_year].append(record)
    return found


def first_incomplete_year(data_day: date) -> int:
    """The first year of which the last application may still be unpublished on the day."""
    year = data_day.year
    while add_period(date(year - 1, 12, 31), str(PUBLICATION_MONTHS), unit="月") > data_day:
        year -= 1
    return year


def _silence_remark(years: Sequence[YearCount]) -> tuple[Finding, ...]:
    """That complete years at the end hold nothing, which a list that ends before would show too."""
    complete = [year for year in years if not year.is_incomplete]
    used = [year for year in complete if year.patents]
    if not used or complete[-1].year - used[-1].year < _SILENT_YEARS:
        return ()
    last = used[-1]
    text = (
        f"{last.year + 1}—{complete[-1].year} 年没有申请：可能是没有人再申请，也可能是导入的清单"
        "没有收录这些年份，请先核对清单的检索范围和导出日期。"
    )
    return (Finding(text=text, patents=last.patents),)


def _tail_remark(
    years: Sequence[YearCount], data_day: date, clauses: Clauses
) -> tuple[Finding, ...]:
    """That the figures of the last years will grow; () when no such year is shown."""
    tail = [year for year in years if year.is_incomplete]
    if not tail:
        return ()
    first, last = tail[0].year, tail[-1].year
    span = f"{first} 年" if first == last else f"{first}—{last} 年"
    clause = clauses.cite(PATENT_LAW, "第三十四条", says="十八个月")
    reason = (
        "发明专利申请自申请日起满十八个月才公布"
        if clause
        else "申请到公开有滞后，语料里没有找到条文"
    )
    return (
        Finding(
            text=f"{span}的数据不完整（{reason}，数据截至 {data_day.isoformat()}），"
            "不能据此说申请量下降。",
            patents=tuple(sorted(id_ for year in tail for id_ in year.patents)),
            citations=cited(clause),
        ),
    )
