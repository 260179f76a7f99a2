"""My portfolio against a competitor's, inside one field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.layout.applicant_names import split_names
from assistant.layout.applicants import applicants_called
from assistant.layout.clauses import PATENT_LAW, Clauses, cited
from assistant.layout.expiring import Expiring, expiring_rights
from assistant.layout.findings import Counted, Finding, count_by, ids_of
from assistant.layout.life_cycle import FEWEST_PATENTS
from assistant.layout.near_pairs import NearPair, near_pairs
from assistant.layout.patent_record import PatentRecord
from assistant.layout.topics import TopicMap
from indexing.embed import Vectors

FEWEST_HELD = 3
"""Patents in a topic from which on its lack on the other side is no chance."""

THIN_SHARE = 0.25
"""A topic is a thin spot when my patents there are at most this share of theirs."""


class Balance(StrEnum):
    """Who holds a label; the value is shown to users."""

    BOTH = "双方都有"
    MINE_ONLY = "只有本方"
    THEIRS_ONLY = "只有对方"
    THIN = "本方薄弱"
    LITTLE = "都很少"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One topic, subclass or year.

    Attributes:
        mine, theirs: ids, ascending; a patent held together is in both.
    """

    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def balance(self) -> Balance:
        """Who holds it."""
        mine, theirs = len(self.mine), len(self.theirs)
        if max(mine, theirs) < FEWEST_HELD:
            return Balance.LITTLE
        if not theirs:
            return Balance.MINE_ONLY
        if not mine:
            return Balance.THEIRS_ONLY
        return Balance.THIN if mine <= THIN_SHARE * theirs else Balance.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two portfolios.

    Attributes:
        mine, theirs: ids of all patents of a side, ascending.
        together: ids held by both.
        topics: in the order of the topics; subclasses: most patents first; years: ascending.
        near: pairs that are unusually alike, nearest first.
        my_expiring, their_expiring: rights whose term ends soon, soonest first.
        remarks: limits.
    """

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    together: tuple[str, ...]
    topics: tuple[Compared, ...]
    subclasses: tuple[Compared, ...]
    years: tuple[Compared, ...]
    near: tuple[NearPair, ...]
    my_expiring: tuple[Expiring, ...]
    their_expiring: tuple[Expiring, ...]
    remarks: tuple[Finding, ...]

    def topics_where(self, balance: Balance) -> tuple[Compared, ...]:
        """Topics of that balance: 只有对方 are the gaps, 本方薄弱 the thin spots."""
        return tuple(topic for topic in self.topics if topic.balance is balance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Names of the applicants on either side, see `applicants_called`; () for a side not given."""

    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


def applicants_meant(records: Iterable[PatentRecord], said: Iterable[str]) -> frozenset[str]:
    """Of the applicants of the records those that were named, see `applicants_called`."""
    names: set[str] = set()
    printed: dict[str, str] = {}
    for record in records:
        names.update(record.applicants)
        raw = [name for cell in record.applicants_raw for name in split_names(cell)]
        if len(raw) == len(record.applicants):
            printed |= zip(raw, record.applicants, strict=True)
    return applicants_called(names, said, printed)


def held_by(records: Iterable[PatentRecord], names: Iterable[str]) -> list[PatentRecord]:
    """The records in which one of the applicants, by the names shown, has a part."""
    wanted = frozenset(names)
    return [record for record in records if wanted.intersection(record.applicants)]


def compare(
    records: Sequence[PatentRecord],
    vectors: Vectors,
    topics: TopicMap,
    *,
    sides: Sides,
    clauses: Clauses,
) -> Comparison:
    """Set the sides' patents against each other by topic, subclass, year and likeness.

    Args:
        vectors: rows in the order of the records.
        clauses: their day is the day from which on rights expire.
    """
    mine, theirs = (
        held_by(records, applicants_meant(records, said)) for said in (sides.mine, sides.theirs)
    )
    label = topics.label_of()
    by_topic = _compared(
        count_by(mine, lambda r: [label[r.id]]), count_by(theirs, lambda r: [label[r.id]])
    )
    order = {topic.label: topic.number for topic in topics.topics}
    my_expiring, my_remarks = expiring_rights(mine, clauses, side="本方")
    their_expiring, their_remarks = expiring_rights(theirs, clauses, side="对方")
    return Comparison(
        mine=ids_of(mine),
        theirs=ids_of(theirs),
        together=tuple(sorted({r.id for r in mine} & {r.id for r in theirs})),
        topics=tuple(sorted(by_topic, key=lambda c: order[c.label])),
        subclasses=_by_size(_compared(count_by(mine, _subclasses), count_by(theirs, _subclasses))),
        years=tuple(
            sorted(_compared(count_by(mine, _year), count_by(theirs, _year)), key=lambda c: c.label)
        ),
        near=near_pairs(records, vectors, mine=ids_of(mine), theirs=ids_of(theirs)),
        my_expiring=my_expiring,
        their_expiring=their_expiring,
        remarks=(
            *_counted_as(records, sides),
            *_thinness(mine, theirs),
            *my_remarks,
            *their_remarks,
            *_lapse(clauses),
        ),
    )


def _subclasses(record: PatentRecord) -> list[str]:
    return [symbol[:4] for symbol in record.ipc if len(symbol) >= 4]


def _year(record: PatentRecord) -> list[str]:
    return [str(record.filing_year)] if record.filing_year else []


def _compared(mine: Iterable[Counted], theirs: Iterable[Counted]) -> list[Compared]:
    my, their = ({one.label: one.patents for one in side} for side in (mine, theirs))
    return [
        Compared(label=label, mine=my.get(label, ()), theirs=their.get(label, ()))
        for label in sorted({*my, *their})
    ]


def _by_size(compared: Iterable[Compared]) -> tuple[Compared, ...]:
    return tuple(sorted(compared, key=lambda c: (-len(c.mine) - len(c.theirs), c.label)))


def _counted_as(records: Sequence[PatentRecord], sides: Sides) -> tuple[Finding, ...]:
    """Which applicants a name was taken for, where it is not shown so."""
    remarks = []
    for side, said in (("本方", sides.mine), ("对方", sides.theirs)):
        meant = applicants_meant(records, said)
        if meant - frozenset(said):
            text = f"{side}按这些申请人统计：{'、'.join(sorted(meant))}。"
            remarks.append(Finding(text=text, patents=ids_of(held_by(records, meant))))
    return tuple(remarks)


def _thinness(mine: Sequence[PatentRecord], theirs: Sequence[PatentRecord]) -> tuple[Finding, ...]:
    remarks = []
    for name, side in (("本方", mine), ("对方", theirs)):
        if len(side) < FEWEST_PATENTS:
            text = (
                f"{name}在这批数据里只有 {len(side)} 件专利（不足 {FEWEST_PATENTS} 件），"
                "不能据此断定其整体布局、空缺和薄弱处，下面的对比只列事实。"
            )
            remarks.append(Finding(text=text, patents=ids_of(side)))
    return tuple(remarks)


def _lapse(clauses: Clauses) -> tuple[Finding, ...]:
    clause = clauses.cite(PATENT_LAW, "第四十四条", says="年费")
    if clause is None:
        return ()
    text = "保护期按申请日推算；未按规定缴纳年费或声明放弃的会提前终止，请以专利登记簿为准。"
    return (Finding(text=text, citations=cited(clause)),)
