import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.same_words import normalise, says


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三年", "3年"),
        ("百分之八十五", "85％"),
        ("百分之85", "85%"),
        ("四十五日", "45 天"),
        ("五十万元", "50 万元"),
        ("500万元", "5,000,000元"),
        ("2027-01-01", "2027年1月1日"),
        ("二〇二七年一月一日", "2027年01月01日"),
        ("一百一十七", "117"),
        ("两个月", "2个月"),
        ("7.1万件", "71000件"),
        ("2亿", "20000万"),
        ("“管理规范”", "《管理规范》"),
    ],
)
def test_two_spellings_of_one_thing_become_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("text", "fact"),
    [("保护期十三年", "3年"), ("0.5%", "5%"), ("共 30 万元", "3万"), ("二十", "2"), ("1.5", "1")],
)
def test_a_number_inside_a_longer_number_does_not_count(text: str, fact: str) -> None:
    assert not says(text, fact)


def test_numbers_of_a_list_do_not_run_together() -> None:
    assert not says("比例为3、5", "35")


def test_a_fact_of_brackets_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="more than blanks"):
        says("任何文字", "《》")


@given(st.integers(min_value=1, max_value=9999), st.text(alphabet="甲乙，。", max_size=5))
def test_a_number_is_found_in_whatever_words_stand_around_it(number: int, words: str) -> None:
    assert says(f"{words}{number}元{words}", f"{number}元")


@given(st.text(max_size=60))
def test_a_text_says_itself(text: str) -> None:
    if normalise(text):
        assert says(text, text)
