from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chinese_numbers import to_chinese
from corpus.dates import find_dates, parse_date

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def in_chinese(day: date) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{to_chinese(day.month)}月{to_chinese(day.day)}日"


@given(DAYS)
def test_a_day_is_read_from_every_way_to_print_it(day: date) -> None:
    arabic = f"{day.year}年{day.month}月{day.day}日"
    wide = arabic.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for printed in (
        arabic,
        wide,
        in_chinese(day),
        day.isoformat(),
        f"{day:%Y}/{day.month}/{day.day}",
    ):
        assert parse_date(printed) == day


@given(st.text(), DAYS, st.text())
def test_a_found_date_stands_at_its_span(before: str, day: date, after: str) -> None:
    text = f"{before}|{day.year}年{day.month}月{day.day}日|{after}"
    spans = [text[found.start : found.end] for found in find_dates(text) if found.day == day]
    assert f"{day.year}年{day.month}月{day.day}日" in spans


@pytest.mark.parametrize("text", ["2023年2月30日", "2023年13月1日", "12-11", "1.2.3", "2023年"])
def test_impossible_or_partial_dates_are_left_out(text: str) -> None:
    assert find_dates(text) == ()
