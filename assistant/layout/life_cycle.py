"""The stage of life a technology is in, from how many apply and how much.

The method compares the last three complete years with the three before them, as is usual for
patents (applications against applicants, year by year): both grow in 成长期, applications stand
still in 成熟期, both fall in 衰退期, few of both early on are 萌芽期. The thresholds are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.layout.findings import Finding
from assistant.layout.patent_record import PatentRecord
from assistant.layout.trend import Trend

SPAN_YEARS = 3
FEWEST_PATENTS = 30
"""Below this nothing is said about the stage."""

GROWS = 1.2
FALLS = 0.8
_YOUNG_YEARS = 8
_FEW_A_YEAR = 10


class Stage(StrEnum):
    """Stages of a technology; the value is shown to users."""

    EMERGING = "萌芽期"
    GROWING = "成长期"
    MATURE = "成熟期"
    DECLINING = "衰退期"
    UNKNOWN = "不足以判断"


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleYear:
    """One complete year: ids of its applications, and who applied."""

    year: int
    patents: tuple[str, ...]
    applicants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Mean a year in the three years before the last three, and in the last three."""

    before: float
    recent: float

    @property
    def growth(self) -> float:
        """Recent over before; infinity when there was nothing before and is something now."""
        if self.before:
            return self.recent / self.before
        return float("inf") if self.recent else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycle:
    """The stage and what it was told from.

    Attributes:
        years: complete years, ascending.
        applications, applicants: how many a year; None when the data are too thin.
        reason: the sentence to show, with the patents of those six years.
    """

    stage: Stage
    years: tuple[CycleYear, ...]
    applications: Pace | None
    applicants: Pace | None
    reason: Finding


def life_cycle(records: Sequence[PatentRecord], trend: Trend) -> LifeCycle:
    """Tell the stage from the complete years of the trend."""
    names = {record.id: record.applicants for record in records}
    years = tuple(
        CycleYear(
            year=year.year,
            patents=year.patents,
            applicants=tuple(sorted({n for id_ in year.patents for n in names[id_]})),
        )
        for year in trend.complete_years
    )
    if reason := _too_sparse(records, trend) or _too_thin(years):
        return LifeCycle(
            stage=Stage.UNKNOWN, years=years, applications=None, applicants=None, reason=reason
        )
    recent, before = years[-SPAN_YEARS:], years[-2 * SPAN_YEARS : -SPAN_YEARS]
    applications = Pace(*(_mean([len(y.patents) for y in part]) for part in (before, recent)))
    applicants = Pace(*(_mean([len(y.applicants) for y in part]) for part in (before, recent)))
    stage = _stage(years, applications, applicants)
    return LifeCycle(
        stage=stage,
        years=years,
        applications=applications,
        applicants=applicants,
        reason=_reason(stage, before + recent, applications, applicants),
    )


def _too_sparse(records: Sequence[PatentRecord], trend: Trend) -> Finding | None:
    """Why nothing is said although some years are known; None when enough are."""
    if not trend.is_sparse or not trend.years:
        return None
    dated = tuple(sorted(id_ for year in trend.years for id_ in year.patents))
    text = (
        f"{len(records):,} 件里只有 {len(dated):,} 件写明申请日，不到一半，不足以判断生命周期阶段。"
    )
    return Finding(text=text, patents=dated)


def _too_thin(years: Sequence[CycleYear]) -> Finding | None:
    patents = tuple(sorted(id_ for year in years for id_ in year.patents))
    if not patents:
        text = "没有申请年份公开完整的专利，不足以判断生命周期阶段。"
    elif len(patents) < FEWEST_PATENTS:
        text = (
            f"公开完整的年份里只有 {len(patents)} 件专利（不足 {FEWEST_PATENTS} 件），"
            "不足以判断生命周期阶段。"
        )
    elif len(years) < 2 * SPAN_YEARS:
        text = (
            f"公开完整的年份只有 {len(years)} 个（不足 {2 * SPAN_YEARS} 个），"
            "不足以判断生命周期阶段。"
        )
    elif not any(year.patents for year in years[-2 * SPAN_YEARS :]):
        text = f"最近 {2 * SPAN_YEARS} 个公开完整的年份里没有申请，不足以判断生命周期阶段。"
    else:
        return None
    return Finding(text=text, patents=patents)


def _stage(years: Sequence[CycleYear], applications: Pace, applicants: Pace) -> Stage:
    if len(years) <= _YOUNG_YEARS and applications.recent < _FEW_A_YEAR:
        return Stage.EMERGING
    if applications.growth >= GROWS and applicants.growth > 1:
        return Stage.GROWING
    if applications.growth <= FALLS and applicants.growth < 1:
        return Stage.DECLINING
    if FALLS < applications.growth < GROWS:
        return Stage.MATURE
    return Stage.UNKNOWN


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _reason(
    stage: Stage, years: Sequence[CycleYear], applications: Pace, applicants: Pace
) -> Finding:
    verdict = (
        "件数与申请人数走向不一致，不足以判断阶段"
        if stage is Stage.UNKNOWN
        else f"按这一走向看，处于{stage.value}"
    )
    earlier = f"{years[0].year}—{years[SPAN_YEARS - 1].year} 年"
    later = f"{years[SPAN_YEARS].year}—{years[-1].year} 年"
    text = (
        f"{earlier}年均 {applications.before:.1f} 件、{applicants.before:.1f} 个申请人，"
        f"{later}年均 {applications.recent:.1f} 件、{applicants.recent:.1f} 个申请人；{verdict}。"
    )
    patents = tuple(sorted(id_ for year in years for id_ in year.patents))
    return Finding(text=text, patents=patents)
