"""Periods counted in calendar months and years.

The rule is that of 民法典, book one, chapter on the counting of periods (第二百条 ff.): a period
of months or years ends on the corresponding day of the month in which it runs out, and on the last
day of that month when there is no such day. So what was registered on 29 February is a full year
old on 28 February, and what began on 31 January is a month old on the last day of February.
A 满 N 年 of a programme counts as reached on the corresponding day itself.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, earlier if negative; the month's last if it has none.

    Beyond the calendar (year 9999, year 1) its last or first day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_months(since: date, day: date) -> int:
    """How many full months have passed; negative when `day` lies before `since`."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months if add_months(since, months) <= day else months - 1
