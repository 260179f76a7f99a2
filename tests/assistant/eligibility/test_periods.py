from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.periods import add_months, full_months


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2025, 3, 10), 12, date(2026, 3, 10)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(9999, 6, 1), 12, date.max),
        (date(1, 2, 1), -12, date.min),
    ],
)
def test_a_period_ends_on_the_corresponding_day_or_the_last_of_the_month(
    day: date, months: int, end: date
) -> None:
    assert add_months(day, months) == end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_full_months_are_the_most_that_fit_between_two_days(since: date, day: date) -> None:
    months = full_months(since, day)

    assert add_months(since, months) <= day < add_months(since, months + 1)
