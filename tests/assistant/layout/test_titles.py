from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.titles import Titles


def test_rows_are_those_whose_title_holds_the_term() -> None:
    titles = Titles(["一种电池盖", "轧机", "电池与电池组", "", "LED灯"])
    assert titles.naming("电池").tolist() == [0, 2]
    assert titles.naming("led").tolist() == [4]


def test_a_blank_term_is_named_by_none() -> None:
    assert Titles(["一 种", ""]).naming(" ").tolist() == []
    assert Titles([]).naming("电池").tolist() == []


@given(
    st.lists(st.text("甲乙 \n", max_size=5), max_size=8), st.text("甲乙", min_size=1, max_size=3)
)
def test_the_term_is_looked_for_in_each_title_alone(titles: list[str], term: str) -> None:
    expected = [row for row, title in enumerate(titles) if term in title]
    assert Titles(titles).naming(term).tolist() == expected
