import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.patent_numbers import check_digit, read_number
from tests.shared_data import shared_data

LONG = st.builds(
    "20{:02d}{}{:07d}".format,
    st.integers(3, 29),
    st.sampled_from("12389"),
    st.integers(0, 9_999_999),
)
SHORT = st.builds(
    "{:02d}{}{:05d}".format,
    st.sampled_from([*range(85, 100), *range(4)]),
    st.sampled_from("123"),
    st.integers(0, 99_999),
)


@pytest.mark.parametrize("shape", ["CN{}.{}", "ZL {} . {}", "zl{}{}", "{}.{}", "ＣＮ{}．{}"])
@given(serial=st.one_of(LONG, SHORT))
def test_every_way_to_write_an_application_number_gives_one_form(shape: str, serial: str) -> None:
    number = read_number(shape.format(serial, check_digit(serial)))

    assert number.text == f"CN{serial}.{check_digit(serial)}"
    assert number.is_application
    assert not number.fault


@given(LONG)
def test_a_missing_check_digit_is_added(serial: str) -> None:
    assert read_number(f"CN{serial}").text == f"CN{serial}.{check_digit(serial)}"


@given(LONG, st.sampled_from("0123456789X"))
def test_a_wrong_check_digit_is_named_and_put_right(serial: str, printed: str) -> None:
    number = read_number(f"CN{serial}.{printed}")

    assert bool(number.fault) == (printed != check_digit(serial))
    assert read_number(number.text).fault == ""


@given(st.text(max_size=20))
def test_reading_a_number_twice_changes_nothing(printed: str) -> None:
    once = read_number(printed).text

    assert read_number(once).text == once


@pytest.mark.parametrize(
    ("printed", "text", "kind", "code"),
    [
        ("CN-113730992-B", "CN113730992B", "发明", "B"),
        ("cn 202644312 u", "CN202644312U", "实用新型", "U"),
        ("CN306123456S", "CN306123456S", "外观设计", "S"),
        ("CN1234567C", "CN1234567C", "发明", "C"),
        ("CN2123456Y", "CN2123456Y", "实用新型", "Y"),
        ("CN85100001A", "CN85100001A", "发明", "A"),
        ("CN101141661", "CN101141661", "发明", ""),
        ("US 10,123,456 B2", "US10123456B2", "", "B2"),
        ("WO2020/123456A1", "WO2020123456A1", "", "A1"),
    ],
)
def test_publication_numbers_keep_their_kind(printed: str, text: str, kind: str, code: str) -> None:
    number = read_number(printed)

    assert (number.text, number.kind, number.code) == (text, kind, code)
    assert not number.is_application


def test_a_number_of_the_lists_own_stays_as_printed() -> None:
    assert read_number(" 示例-01a ").text == "示例-01a"


def test_the_check_digit_needs_a_whole_serial() -> None:
    with pytest.raises(ValueError, match="application number"):
        check_digit("123")


@pytest.mark.shared
def test_check_digits_of_real_numbers_fit() -> None:
    lines = shared_data("patents", "patents_cn.jsonl").read_text("utf-8").splitlines()
    printed = [json.loads(line).get("id", "") for line in lines]
    numbers = [read_number(one) for one in printed if one.startswith("CN20")]

    assert len(numbers) > 150
    assert not [number for number in numbers if number.fault]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("CN999", "不合中国专利号的写法"),
        ("CN1137309925B", "不合中国专利号的写法"),
        ("CN413730992A", "不合中国专利号的写法"),
        ("ZL2021111251", "不合中国专利号的写法"),
        ("20211112513", "不合中国专利号的写法"),
        ("CN113730992U", "种类代码 U 是实用新型的"),
        ("CN213730992B", "种类代码 B 是发明的"),
        ("CN113730992T", "没有 T 这个种类代码"),
        ("ZL202111125134.3", "应为 2，所写为 3，已更正"),
        ("EP12345A1", "位数不合 EP"),
        ("US123456789012B2", "位数不合 US"),
        ("KR1234A", "位数不合 KR"),
    ],
)
def test_a_doubtful_number_is_kept_and_named(printed: str, said: str) -> None:
    assert said in read_number(printed).fault


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "CN113730992B",
            "CN113730992",
            "CN202644312U",
            "CN306123456S",
            "CN1234567C",
            "CN3012345D",
        ),
        *("CN85100001A", "CN202111125134.2", "ZL202111125134.2", "202111125134", "97123456.6"),
        *("US10123456B2", "US20200123456A1", "US2020123456A1", "USD912345S1", "US62/123,456"),
        *("EP3123456A1", "EP19123456.7", "WO2020/123456A1", "WO9912345A1", "JP2020123456A"),
        *("JPH10123456A", "JP6123456B2", "KR101234567B1", "KR1020200012345A", "TWI712345B"),
        *("DE102020123456A1", "GB2512345A", "PCT/CN2021/123456", "示例-01a", "a1b2c3", "2013年-2"),
    ],
)
def test_a_sound_number_and_a_lists_own_are_not_doubted(printed: str) -> None:
    assert read_number(printed).fault == ""


@pytest.mark.parametrize("printed", ["PCT/CN2021/123456", "PCTCN2021123456", "pct/cn 2021/123456"])
def test_an_international_application_has_one_form(printed: str) -> None:
    assert read_number(printed).text == "PCT/CN2021/123456"
