"""Which time limits the law counts from which of a user's days, and what the clause must say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answer import Citation
from assistant.layout.clauses import IMPLEMENTING_RULES, PATENT_LAW, Clauses
from assistant.layout.patent_record import PatentKind
from assistant.layout.protection_term import protection_term
from corpus.dates import add_period

_PRIORITY_DOUBT = "（按申请日计算；主张优先权的是否自优先权日起算，语料里没有找到条文，请核对）"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDates:
    """What the user knows of one application; None for what has not happened or is not known.

    Attributes:
        disclosed: first shown, published or leaked.
        first_filed: first application for the subject, in any country: the day of priority.
        filed: application in China.
        noticed: notice of grant received.
        granted: grant announced.
    """

    kind: PatentKind
    disclosed: date | None = None
    first_filed: date | None = None
    filed: date | None = None
    noticed: date | None = None
    granted: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """A limit before it is known whether a clause supports it.

    Attributes:
        amount, unit: 12 "月", 3 "年".
        title, address, says: the clause that must say so, as `Clauses.cite` takes them.
        text: what the last day is for.
        moves: whether a last day on a holiday moves to the next working day.
        also: clause about the first day.
    """

    name: str
    begins: date
    amount: int
    unit: str
    title: str
    address: str
    says: str
    text: str
    moves: bool = True
    also: Citation | None = None


def rules_for(dates: OwnDates, clauses: Clauses) -> Iterator[TimeRule]:
    """The limits whose first day is known; the term of protection is not among them."""
    yield from _before_filing(dates)
    yield from _after_filing(dates, clauses)
    yield from _fees(dates, clauses)


def _before_filing(dates: OwnDates) -> Iterator[TimeRule]:
    """宽限期 and 优先权: how long one may wait with the application."""
    if dates.disclosed:
        yield TimeRule(
            name="新颖性宽限期",
            begins=dates.disclosed,
            amount=6,
            unit="月",
            title=PATENT_LAW,
            address="第二十四条",
            says="六个月",
            text="公开后要在宽限期内申请，而且只限法律列出的情形，其他公开不适用宽限期",
            moves=False,
        )
    if dates.first_filed:
        months, says = (6, "外观设计.*六个月") if _is_design(dates) else (12, "十二个月")
        yield TimeRule(
            name="优先权",
            begins=dates.first_filed,
            amount=months,
            unit="月",
            title=PATENT_LAW,
            address="第二十九条",
            says=says,
            text="就相同主题再申请并要求优先权的最后一日",
        )


def _after_filing(dates: OwnDates, clauses: Clauses) -> Iterator[TimeRule]:
    """公布 and 实质审查请求 of inventions, 登记 of all."""
    if dates.filed and dates.kind is PatentKind.INVENTION:
        begins, also = _counted_from(dates, dates.filed, clauses)
        doubt = _PRIORITY_DOUBT if dates.first_filed and also is None else ""
        yield TimeRule(
            name="申请公布",
            begins=begins,
            amount=18,
            unit="月",
            title=PATENT_LAW,
            address="第三十四条",
            says="十八个月",
            text=f"满期即行公布，之后他人可以检索到；可以请求早日公布{doubt}",
            moves=False,
            also=also,
        )
        yield TimeRule(
            name="实质审查请求",
            begins=begins,
            amount=3,
            unit="年",
            title=PATENT_LAW,
            address="第三十五条",
            says="三年",
            text=f"请求实质审查的最后一日，无正当理由逾期的申请视为撤回{doubt}",
            also=also,
        )
    if dates.noticed:
        yield TimeRule(
            name="办理登记",
            begins=dates.noticed,
            amount=2,
            unit="月",
            title=IMPLEMENTING_RULES,
            address="第六十条",
            says="2个月|两个月|二个月",
            text="办理登记手续的最后一日，期满未办的视为放弃取得专利权",
        )


def _counted_from(dates: OwnDates, filed: date, clauses: Clauses) -> tuple[date, Citation | None]:
    """The day of priority where a clause says it stands for the day of application, else that."""
    if not dates.first_filed:
        return filed, None
    says = "有优先权的.*优先权日"
    for address in ("第十二条", "第十一条"):
        if clause := clauses.cite(IMPLEMENTING_RULES, address, says=says):
            return dates.first_filed, clause
    return filed, None


def _fees(dates: OwnDates, clauses: Clauses) -> Iterator[TimeRule]:
    """The next yearly fee after the day of the clauses, and how late it may still be paid."""
    if not dates.granted or not dates.filed:
        return
    year = 2
    not_before = max(dates.granted + timedelta(days=1), clauses.day)
    while (due := add_period(dates.filed, str(year - 1), unit="年")) < not_before:
        year += 1
    term = protection_term(dates.kind, dates.filed, clauses)
    if term and due >= term.ends:
        return
    yield TimeRule(
        name=f"第 {year} 年度年费",
        begins=dates.filed,
        amount=year - 1,
        unit="年",
        title=IMPLEMENTING_RULES,
        address="第一百一十五条",
        says="上一年度期满前",
        text=f"第 {year} 年度年费要在上一年度期满前缴纳，最后一日",
    )


def _is_design(dates: OwnDates) -> bool:
    return dates.kind is PatentKind.DESIGN
