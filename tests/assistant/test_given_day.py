from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import BadQuestionError
from assistant.given_day import parse_day


@pytest.mark.parametrize("text", ["abc", "2026/11/22", "2026-02-30", "0000-00-00", ""])
def test_a_day_that_is_none_is_turned_away_with_an_example(text: str) -> None:
    with pytest.raises(BadQuestionError, match="2026-11-22"):
        parse_day(text)


def test_a_day_may_have_blanks_around_it() -> None:
    assert parse_day(" 2026-11-22 ") == date(2026, 11, 22)


def test_no_day_given_is_none() -> None:
    assert parse_day(None) is None
