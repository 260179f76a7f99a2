"""Days, months and years as people write them in a chat: 2019年3月, 去年, 24年, 成立三年半."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from math import floor

from assistant.eligibility.periods import add_months
from assistant.eligibility.written_amounts import number_of
from corpus.chinese_numbers import parse_number

_RELATIVE = {"大前年": -3, "前年": -2, "去年": -1, "上一年度": -1, "上一年": -1, "上年度": -1}
_RELATIVE |= {"上年": -1, "今年": 0, "本年度": 0, "本年": 0, "明年": 1, "后年": 2}
_DIGIT_YEAR = r"(?:19|20)\d\d"
_HAN_YEAR = r"[一二][零〇一二三四五六七八九]{3}"
_SHORT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"(?P<iso>{_DIGIT_YEAR})\s?[-./]\s?(?P<iso_month>\d{{1,2}})(?:\s?[-./]\s?(?P<iso_day>\d{{1,2}}))?"
    r"(?![\d%万亿])"
    rf"|(?:(?P<relative>{'|'.join(_RELATIVE)})"
    rf"|(?P<year>{_DIGIT_YEAR}|{_HAN_YEAR})\s?年"
    r"|(?<![\d满了有已近过立册办者])(?P<brief>\d\d)年(?!以上|[了多来前半]|的?历史))度?(?:的)?"
    rf"(?:\s?(?P<month>{_SHORT})\s?月(?:份)?(?:\s?(?P<day>{_SHORT})\s?[日号])?)?"
    r"|(?P<bare>(?:19|20)\d\d)(?=成立|注册|设立|创办|\s?[、/和]\s?(?:19|20)\d\d)"
)
_LENGTH = re.compile(
    r"(?P<years>\d+(?:\.5)?|[一二两三四五六七八九十百]+)\s?(?:个)?(?:周年|整年|年)(?P<half>半)?"
    r"(?:零?(?P<and_months>\d+|[一二两三四五六七八九十]+)个月)?"
    r"|(?P<months>\d+|[一二两三四五六七八九十]+)个(?P<and_half>半)?月|(?P<half_year>半)年"
)
_RECENT = re.compile(
    r"(?:最)?近(?P<years>[二两三四五2-5])(?:个)?(?:会计)?年度?|前(?P<before>[三3])年"
)
_LAST_MONTH = 12
_LONGEST_MONTHS = 12 * 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day named as exactly as the writer did, at `text[start:end]`.

    Attributes:
        month, day: None where not named.
    """

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or _LAST_MONTH
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenYears:
    """Several years named at once (近三年), oldest first, at `text[start:end]`."""

    start: int
    end: int
    years: tuple[int, ...]


def written_days(text: str, *, today: date) -> tuple[WrittenDay, ...]:
    """Every day, month of a year and year in folded `text`, in order; impossible ones left out."""
    found = (_written_day(match, today) for match in _DAY.finditer(text))
    return tuple(day for day in found if day is not None)


def recent_years(text: str, *, today: date) -> WrittenYears | None:
    """The years that 近三年 means: the last full ones before `today`; None when not in `text`."""
    match = _RECENT.search(text)
    if match is None:
        return None
    count = floor(number_of(match["years"] or match["before"]))
    years = tuple(range(today.year - count, today.year))
    return WrittenYears(start=match.start(), end=match.end(), years=years)


def begun_before(text: str, *, today: date) -> date | None:
    """The day that lies as long before `today` as the first length of time in folded `text`
    says (三年半, 8个月); None when it names none."""
    match = _LENGTH.search(text)
    if match is None:
        return None
    if match["half_year"]:
        return add_months(today, -6)
    months = number_of(match["years"]) * 12 if match["years"] else number_of(match["months"])
    months += 6 if match["half"] else 0
    months += number_of(match["and_months"]) if match["and_months"] else 0
    return add_months(today, -floor(months)) if months <= _LONGEST_MONTHS else None


def _written_day(match: re.Match[str], today: date) -> WrittenDay | None:
    month, day = match["month"] or match["iso_month"], match["day"] or match["iso_day"]
    try:
        found = WrittenDay(
            start=match.start(),
            end=match.end(),
            year=_year(match, today),
            month=parse_number(month) if month else None,
            day=parse_number(day) if day else None,
        )
        found.latest()
    except ValueError:
        return None
    return found


def _year(match: re.Match[str], today: date) -> int:
    if match["relative"]:
        return today.year + _RELATIVE[match["relative"]]
    if match["brief"]:
        century = today.year // 100 * 100
        year = century + int(match["brief"])
        return year if year <= today.year + 1 else year - 100
    return parse_number(match["year"] or match["iso"] or match["bare"])
