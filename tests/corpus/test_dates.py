from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chinese_numbers import to_chinese
from corpus.dates import find_dates, find_effective, find_expiry, parse_date

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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2026年9月1日起施行。", date(2026, 9, 1)),
        ("本法自二〇二一年六月一日起施行。", date(2021, 6, 1)),
        ("本办法自公布之日起施行。", date(2023, 1, 10)),
        ("本规定自发布之日起30日后施行。", date(2023, 2, 9)),
        ("本通知自印发之日起三个月后实施。", date(2023, 4, 10)),
        ("本标准于2024年1月1日起正式实施。", date(2024, 1, 1)),
        ("自2020年1月1日起施行的旧办法废止。\n本办法自2026年9月1日起施行。", date(2026, 9, 1)),
        ("第五条 申请自2020年1月1日起计算。", None),
        ("", None),
    ],
)
def test_the_first_day_in_force_is_what_the_text_says_of_itself(
    text: str, day: date | None
) -> None:
    assert find_effective(text, published=date(2023, 1, 10)) == day


def test_in_force_from_issue_is_unknown_when_the_day_of_issue_is() -> None:
    assert find_effective("本办法自公布之日起施行。", published=None) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("本办法自2023年3月1日起施行，有效期5年。", date(2028, 2, 29)),
        ("本办法自2023年3月1日起施行，有效期三年。", date(2026, 2, 28)),
        ("本通知有效期至2027年12月31日。", date(2027, 12, 31)),
        ("本措施有效期自2023年3月1日至2025年12月31日。", date(2025, 12, 31)),
        ("高新技术企业证书有效期三年。", None),
        ("依照本办法取得的证书有效期三年。", None),
        ("本办法自2023年3月1日起施行。", None),
    ],
)
def test_the_last_day_is_what_the_text_says_of_itself(text: str, last: date | None) -> None:
    assert find_expiry(text, effective=date(2023, 3, 1)) == last


def test_a_term_in_years_is_unknown_when_its_beginning_is() -> None:
    assert find_expiry("本办法有效期五年。", effective=None) is None
