"""Who applies: shares, concentration, who came and who left, who applies together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from assistant.layout.findings import Counted, Finding, count_by, ids_of, left_out
from assistant.layout.patent_record import PatentRecord
from assistant.layout.stated import is_sparse, said_of_sparse
from assistant.layout.trend import first_incomplete_year, is_dated

LEADERS = 4
"""CR4 looks at the four applicants with the most patents."""

_HHI_SCALE = 10_000
PERIOD_YEARS = 3
"""Length of a period in which applicants come and go; shorter ones are ruled by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantShare:
    """One applicant.

    Attributes:
        patents: ids of all patents it has a part in.
        share: of the patents with a named applicant, 0..1; those filed together count in full for
            each, so shares may sum to more than 1.
        first_year, last_year: of its applications; None when none of them has a year.
    """

    name: str
    patents: tuple[str, ...]
    share: float
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How far a few applicants hold the patents.

    Attributes:
        applicants: how many different ones.
        cr4: share of the patents in which at least one of the four leaders has a part, 0..1.
        cr4_patents: ids of those patents.
        hhi: Herfindahl-Hirschman index, 0..10,000: sum of squared percentage shares, a patent of
            n applicants counting 1/n for each, so that shares sum to 1.
    """

    applicants: int
    cr4: float
    cr4_patents: tuple[str, ...]
    hhi: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some years together.

    Attributes:
        first_year, last_year: both inclusive.
        concentration: None when no patent of the period names an applicant.
        entrants: who applied here for the first time, with their patents of the period; () in
            the first period, where everybody would be new.
        leavers: who applied in the period before and not in this one nor later, with their
            patents of the period before; () in the first period and in an incomplete one, where
            it cannot be told.
        is_incomplete: some of its inventions may not be published on the data day.
    """

    first_year: int
    last_year: int
    patents: tuple[str, ...]
    concentration: Concentration | None
    entrants: tuple[Counted, ...]
    leavers: tuple[Counted, ...]
    is_incomplete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicants:
    """The applicants of a list.

    Attributes:
        shares: most patents first, then by name.
        concentration: None when no patent names an applicant.
        periods: oldest first; () when no patent has a year, or fewer than half of them.
        together: pairs that applied together ("甲、乙"), most patents first.
        is_sparse: fewer than half of the records name one: nothing should be drawn.
        remarks: limits of these figures.
    """

    shares: tuple[ApplicantShare, ...]
    concentration: Concentration | None
    periods: tuple[Period, ...]
    together: tuple[Counted, ...]
    is_sparse: bool
    remarks: tuple[Finding, ...]


def applicant_figures(records: Sequence[PatentRecord], *, data_day: date) -> Applicants:
    """All about the applicants; records that name none are left out and said."""
    named = [record for record in records if record.applicants]
    unnamed = [record for record in records if not record.applicants]
    has_few_days = is_sparse(sum(map(is_dated, named)), len(named))
    return Applicants(
        shares=_shares(named),
        concentration=concentration(named),
        periods=() if has_few_days else _periods(named, data_day=data_day),
        together=count_by(named, _pairs),
        is_sparse=is_sparse(len(named), len(records)),
        remarks=(
            *said_of_sparse(
                records,
                lambda r: bool(r.applicants),
                fact="申请人",
                so="不画排名图，集中度只说明写明的这一部分",
            ),
            *left_out(unnamed, "没有申请人"),
            *said_of_sparse(named, is_dated, fact="申请日", so="不统计新进入者与退出者"),
        ),
    )


def concentration(records: Sequence[PatentRecord]) -> Concentration | None:
    """CR4 and HHI of the records that name an applicant; None when none does."""
    named = [record for record in records if record.applicants]
    if not named:
        return None
    counted = count_by(named, lambda r: r.applicants)
    leading = tuple(sorted({id_ for one in counted[:LEADERS] for id_ in one.patents}))
    parts: dict[str, float] = {}
    for record in named:
        for name in record.applicants:
            parts[name] = parts.get(name, 0.0) + 1 / len(record.applicants)
    return Concentration(
        applicants=len(counted),
        cr4=len(leading) / len(named),
        cr4_patents=leading,
        hhi=_HHI_SCALE * sum((part / len(named)) ** 2 for part in sorted(parts.values())),
    )


def _shares(named: Sequence[PatentRecord]) -> tuple[ApplicantShare, ...]:
    years: dict[str, list[int]] = {}
    for record in named:
        for name in record.applicants:
            years.setdefault(name, []).extend([record.filing_year] if record.filing_year else [])
    return tuple(
        ApplicantShare(
            name=one.label,
            patents=one.patents,
            share=one.number / len(named),
            first_year=min(years[one.label], default=None),
            last_year=max(years[one.label], default=None),
        )
        for one in count_by(named, lambda r: r.applicants)
    )


def _pairs(record: PatentRecord) -> list[str]:
    return ["、".join(pair) for pair in combinations(sorted(record.applicants), 2)]


def _periods(named: Sequence[PatentRecord], *, data_day: date) -> tuple[Period, ...]:
    """Periods counted back from the newest application, so that the last is never cut short."""
    dated = [r for r in named if r.filing_year is not None and r.filing_year <= data_day.year]
    if not dated:
        return ()
    first = min(r.filing_year or 0 for r in dated)
    newest = max(r.filing_year or 0 for r in dated)
    ends = sorted(range(newest, first - 1, -PERIOD_YEARS))
    bounds = [(max(first, end - PERIOD_YEARS + 1), end) for end in ends]
    tail = first_incomplete_year(data_day)
    return tuple(_period(dated, bounds, at, tail=tail) for at in range(len(bounds)))


def _period(
    dated: Sequence[PatentRecord], bounds: Sequence[tuple[int, int]], at: int, *, tail: int
) -> Period:
    first, last = bounds[at]
    within = _between(dated, first, last)
    return Period(
        first_year=first,
        last_year=last,
        patents=ids_of(within),
        concentration=concentration(within),
        entrants=_entrants(dated, within, first) if at else (),
        leavers=_leavers(dated, bounds[at - 1], first) if at and last < tail else (),
        is_incomplete=last >= tail,
    )


def _entrants(
    dated: Sequence[PatentRecord], within: Sequence[PatentRecord], first: int
) -> tuple[Counted, ...]:
    earlier = {n for r in dated if (r.filing_year or 0) < first for n in r.applicants}
    return count_by(within, lambda r: [n for n in r.applicants if n not in earlier])


def _leavers(
    dated: Sequence[PatentRecord], before: tuple[int, int], first: int
) -> tuple[Counted, ...]:
    still = {n for r in dated if (r.filing_year or 0) >= first for n in r.applicants}
    return count_by(_between(dated, *before), lambda r: [n for n in r.applicants if n not in still])


def _between(dated: Sequence[PatentRecord], first: int, last: int) -> list[PatentRecord]:
    return [r for r in dated if first <= (r.filing_year or 0) <= last]
