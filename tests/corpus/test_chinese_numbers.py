import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chinese_numbers import parse_number, to_chinese


@given(st.integers(0, 99_999_999))
def test_a_number_survives_being_written_in_chinese(number: int) -> None:
    assert parse_number(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十七", 17),
        ("一百二十", 120),
        ("一百零五", 105),
        ("一千二百六十", 1260),
        ("二〇二三", 2023),
        ("12", 12),
        ("１２", 12),
        ("〇", 0),
        ("二十", 20),
        ("两", 2),
        ("三万五千", 35_000),
    ],
)
def test_every_printed_notation_is_read(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "条", "十十", "1.5", "-1", "零百", "一二三四五", "第十"])
def test_what_is_not_a_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        parse_number(text)


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_numbers_beyond_the_notation_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        to_chinese(number)
