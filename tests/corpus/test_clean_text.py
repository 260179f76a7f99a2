import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean_text import clean, clean_line, close_figures, close_gaps, drop_blank_lines

TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            list("第一条（）。 \t\n\r\x0b\x0c\x1c\x85\u2028\u3000\xa0\u200b\u202e\ufeff\xad")
        ),
        st.characters(exclude_categories=["Cs"]),
    )
)


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(TEXTS)
def test_no_visible_character_is_lost(text: str) -> None:
    visible = [c for c in text if c.isalnum() and c not in "\u115f\u1160\u3164\uffa0"]

    assert [c for c in clean(text) if c.isalnum()] == visible


@given(TEXTS)
def test_lines_have_no_blanks_at_their_ends(text: str) -> None:
    assert all(line == line.strip() for line in clean(text).split("\n"))


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\xad", "\x07", "\ufe0f"]
)
def test_what_nobody_can_see_is_taken_out(hidden: str) -> None:
    assert clean(f"专{hidden}利法") == "专利法"


def test_full_width_and_no_break_blanks_become_single_spaces() -> None:
    assert clean("第一条\u3000\xa0\t为了") == "第一条 为了"


def test_at_most_one_blank_line_stays_in_a_row() -> None:
    assert clean("甲\r\n\r\n\u3000\n\n乙\n") == "甲\n\n乙"


def test_markup_stays_as_plain_characters() -> None:
    assert clean("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_cleaned_line_is_one_line() -> None:
    assert clean_line(" 甲\n 乙 ") == "甲 乙"


def test_blank_lines_can_be_dropped() -> None:
    assert drop_blank_lines("甲\n\n乙") == "甲\n乙"


@pytest.mark.parametrize(
    ("printed", "closed"),
    [
        ("自 2021 年 11 月 1 日起施行", "自2021年11月1日起施行"),
        ("总 则", "总则"),
        ("水电磁阀 (302)与", "水电磁阀(302)与"),
        ("第一章 总 则", "第一章 总则"),
        ("第十七条之一 国 家", "第十七条之一 国家"),
        ("[0001] 本发明", "[0001] 本发明"),
        ("IPC 分类", "IPC 分类"),
        ("压力0 .1MPa", "压力0.1MPa"),
    ],
)
def test_gaps_of_typesetting_are_closed(printed: str, closed: str) -> None:
    assert close_gaps(printed) == closed


def test_closing_figures_keeps_the_spaces_between_names() -> None:
    assert (
        close_figures("(22)申请日 2021 .09 .26 王建东 王海涛")
        == "(22)申请日 2021.09.26 王建东 王海涛"
    )


def test_bullets_and_boxes_of_symbol_fonts_become_those_of_unicode() -> None:
    assert clean("\uf0b7 甲\n\uf0a8发明 \uf0fe商标") == "• 甲\n□发明 ☑商标"
