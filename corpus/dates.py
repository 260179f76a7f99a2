"""Dates and periods in Chinese texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.chinese_numbers import parse_number

_YEAR = r"(?:[12１２][0-9０-９]{3}|[〇○零一二三四五六七八九]{4})"
_SHORT = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"{_YEAR}\s*年\s*{_SHORT}\s*月\s*{_SHORT}\s*日"
"""A full date as 2024年1月20日 or 二〇二四年一月二十日; for use inside a regex."""

_PRINTED = re.compile(rf"({_YEAR})\s*年\s*({_SHORT})\s*月\s*({_SHORT})\s*日")
_DIGITAL = re.compile(r"(?<![0-9.\-/])([12][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9.\-/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A day named in a text, at `text[start:end]`."""

    day: date
    start: int
    end: int


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every full date in text order; impossible ones (2月30日) are left out."""
    found = [*_matches(_PRINTED, text, parts=(1, 2, 3)), *_matches(_DIGITAL, text, parts=(1, 3, 4))]
    return tuple(sorted(found, key=lambda one: one.start))


def _matches(
    pattern: re.Pattern[str], text: str, *, parts: tuple[int, int, int]
) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        try:
            day = date(*(parse_number(match[part]) for part in parts))
        except ValueError:
            continue
        yield FoundDate(day=day, start=match.start(), end=match.end())


def parse_date(text: str) -> date:
    """The day `text` names.

    Raises:
        ValueError: it names none.
    """
    found = find_dates(text)
    if not found:
        raise ValueError(f"no date in {text!r}")
    return found[0].day


def add_period(day: date, amount: str, *, unit: str) -> date:
    """`day` moved on by "30" 日, "六" 月 or "三" 年; a 29 or 31 that is missing becomes the last.

    Raises:
        ValueError: `amount` is not a number.
    """
    number = parse_number(amount)
    if unit in "日天":
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "年" else 1)
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month + 1}")
