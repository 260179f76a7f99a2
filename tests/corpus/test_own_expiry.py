"""What a text says of its own end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.own_expiry import find_expiry
from corpus.own_words import Stated


def day_of(stated: Stated | None) -> date | None:
    return stated.day if stated else None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("本办法自2023年3月1日起施行，有效期5年。", date(2028, 2, 29)),
        ("本办法自2023年3月1日起施行，有效期三年。", date(2026, 2, 28)),
        ("本办法自印发之日起施行，有效期为三年。", date(2026, 2, 28)),
        ("本办法自2023年3月1日起施行。有效期5年。", date(2028, 2, 29)),
        ("本办法有效期自发布之日起5年。", date(2028, 2, 29)),
        ("本办法试行期两年。", date(2025, 2, 28)),
        ("本办法自2023年3月1日起试行，试行期为一年。", date(2024, 2, 29)),
        ("本办法自发布之日起试行两年。", date(2025, 2, 28)),
        ("本通知有效期至2027年12月31日。", date(2027, 12, 31)),
        ("本通知有效期延长至2027年12月31日。", date(2027, 12, 31)),
        ("本措施有效期自2023年3月1日至2025年12月31日。", date(2025, 12, 31)),
        ("本措施自2023年3月1日起施行，至2025年12月31日止。", date(2025, 12, 31)),
        ("本公告执行至2027年12月31日。", date(2027, 12, 31)),
        ("本办法自2026年1月1日起失效。", date(2025, 12, 31)),
        ("本规定自发布之日起30日后施行，试行一年。", date(2024, 2, 29)),
        ("本办法于2023年3月1日正式实施，有效期1年。", date(2024, 2, 29)),
        ("本办法施行日期为2023年3月1日，有效期限至2026年3月31日。", date(2026, 3, 31)),
        ("本办法自2023年3月1日起施行，有效期截止2024年3月31日。", date(2024, 3, 31)),
        ("本政策执行期为2023年3月1日至2023年12月31日。", date(2023, 12, 31)),
        ("本办法自2023年3月1日起施行，2026年1月1日废止。", date(2025, 12, 31)),
        ("本办法自2023年3月1日起施行，《旧办法》自2023年3月1日起废止。", None),
        ("本办法自2023年3月1日起施行，原办法2023年3月1日废止。", None),
        ("本方案所称评价期为2023年1月1日至2023年12月31日。", None),
        ("本通知决定将《旧办法》延长至2027年12月31日。", None),
        ("商标自2023年3月1日起生效，有效期十年。", None),
        ("高新技术企业证书有效期三年。", None),
        ("依照本办法取得的证书有效期三年。", None),
        ("依照本办法取得的证书，有效期至2027年12月31日。", None),
        ("申报时间自2023年3月1日起至2023年5月31日止。", None),
        ("第五条 名单有效期三年，自公布之日起实施动态管理。", None),
        ("本办法自2023年3月1日起施行。", None),
    ],
)
def test_the_last_day_is_what_the_text_says_of_itself(text: str, last: date | None) -> None:
    assert day_of(find_expiry(text, effective=date(2023, 3, 1))) == last


def test_a_term_in_years_is_said_but_unknown_when_its_beginning_is() -> None:
    stated = find_expiry("本办法有效期五年。", effective=None)
    assert stated is not None
    assert stated.day is None


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(1, 20))
def test_a_term_of_years_ends_the_day_before_its_anniversary(begin: date, years: int) -> None:
    stated = find_expiry(f"本办法有效期{years}年。", effective=begin)
    assert stated is not None and stated.day is not None
    after = stated.day + timedelta(days=1)
    assert (after.year, after.month) == (begin.year + years, begin.month)
