"""Statutory time limits counted from the user's own days, each with its clause.

Months and years end on the day of the same number, or on the last day of a month that has none
(专利法实施细则第五条). Which day of a limit is a holiday no text at hand says: weekends are told,
public holidays are left to the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answer import Citation
from assistant.errors import BadQuestionError
from assistant.layout.clauses import IMPLEMENTING_RULES, Clauses, cited
from assistant.layout.findings import Finding
from assistant.layout.protection_term import protection_term
from assistant.layout.time_rules import OwnDates, TimeRule, rules_for
from corpus.dates import add_period

_EARLIEST, _LATEST = date(1985, 4, 1), date(2200, 1, 1)
"""The first day a patent could be applied for in China; a bound that keeps years readable."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """One limit.

    Attributes:
        name: 优先权, 申请公布, 实质审查请求 …
        begins, last_day: first and last day counted.
        sentence: to show, with its clauses.
        remark: about a weekend; None when the last day is none or the limit does not move.
        is_over: the last day lies before the day of the clauses.
    """

    name: str
    begins: date
    last_day: date
    sentence: Finding
    remark: Finding | None
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """All limits the days allow.

    Attributes:
        limits: earliest last day first.
        not_counted: what was left out because no clause at hand says it.
    """

    limits: tuple[TimeLimit, ...]
    not_counted: tuple[Finding, ...]


def time_limits(dates: OwnDates, clauses: Clauses) -> TimeLimits:
    """Count every limit whose first day is known.

    Raises:
        BadQuestionError: a day is out of range, or the days contradict one another.
    """
    _check(dates)
    limits, not_counted = [], []
    for rule in rules_for(dates, clauses):
        clause = clauses.cite(rule.title, rule.address, says=rule.says)
        if clause:
            limits.append(_limit(rule, clause, clauses))
        else:
            not_counted.append(_missing(rule.name, rule.address))
    term = _term(dates, clauses)
    if isinstance(term, TimeLimit):
        limits.append(term)
    elif term:
        not_counted.append(term)
    limits.sort(key=lambda limit: (limit.last_day, limit.name))
    return TimeLimits(limits=tuple(limits), not_counted=tuple(not_counted))


def _check(dates: OwnDates) -> None:
    named = {
        "公开日": dates.disclosed,
        "首次申请日": dates.first_filed,
        "申请日": dates.filed,
        "授权通知日": dates.noticed,
        "授权公告日": dates.granted,
    }
    for name, day in named.items():
        if day and not _EARLIEST <= day <= _LATEST:
            raise BadQuestionError(f"{name} {day.isoformat()} 不可能，请核对后重新填写。")
    for earlier, later in (
        ("首次申请日", "申请日"),
        ("申请日", "授权通知日"),
        ("申请日", "授权公告日"),
        ("授权通知日", "授权公告日"),
    ):
        first, second = named[earlier], named[later]
        if first and second and first > second:
            raise BadQuestionError(
                f"{earlier} {first.isoformat()} 晚于{later} {second.isoformat()}，"
                "请核对后重新填写。"
            )


def _term(dates: OwnDates, clauses: Clauses) -> TimeLimit | Finding | None:
    if not dates.filed:
        return None
    term = protection_term(dates.kind, dates.filed, clauses)
    if term is None:
        return _missing("保护期", "第四十二条")
    text = (
        f"保护期：{dates.kind.value}自申请日 {dates.filed.isoformat()} 起 {term.years} 年，"
        f"{term.ends.isoformat()} 期满终止（未计期限补偿，且须按时缴纳年费）。"
    )
    return TimeLimit(
        name="保护期",
        begins=dates.filed,
        last_day=term.ends,
        sentence=Finding(text=text, citations=(term.clause,)),
        remark=None,
        is_over=term.ends <= clauses.day,
    )


def _limit(rule: TimeRule, clause: Citation, clauses: Clauses) -> TimeLimit:
    last = add_period(rule.begins, str(rule.amount), unit=rule.unit)
    unit = "个月" if rule.unit == "月" else "年"
    text = (
        f"{rule.name}：自 {rule.begins.isoformat()} 起 {rule.amount} {unit}，"
        f"到 {last.isoformat()}；{rule.text}。"
    )
    return TimeLimit(
        name=rule.name,
        begins=rule.begins,
        last_day=last,
        sentence=Finding(text=text, citations=cited(clause, rule.also)),
        remark=_weekend(last, clauses) if rule.moves else None,
        is_over=last < clauses.day,
    )


def _weekend(last: date, clauses: Clauses) -> Finding | None:
    """That a limit ending on a weekend runs on, where a clause says so."""
    if last.weekday() < _SATURDAY:
        return None
    clause = clauses.cite(IMPLEMENTING_RULES, "第五条", says="休假日后")
    if clause is None:
        return None
    name = "周六" if last.weekday() == _SATURDAY else "周日"
    following = last + timedelta(days=7 - last.weekday())
    text = (
        f"{last.isoformat()} 是{name}，届满日是法定休假日的顺延到休假日后的第一个工作日，"
        f"最早为 {following.isoformat()}；调休和节假日请以国务院办公厅通知为准。"
    )
    return Finding(text=text, citations=(clause,))


def _missing(name: str, address: str) -> Finding:
    text = f"{name}未计算：语料里没有找到写明这一期限、对这一日期适用的条文（{address}）。"
    return Finding(text=text)
