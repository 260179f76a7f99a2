from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft import DraftSentence, read_draft

WORDS = (
    "保护期为八年 。 ； [1] 【2】 [3、4] [ 1 ] （ ） 《 》 “ ” \n 1. - ** <think> </think> < 甲 "
    "http://x.y [甲](http://x) <b> | ！ : 12 % ，"
).split(" ")


def texts(*pieces: str) -> list[str]:
    return [sentence.text for sentence in read_draft(pieces)]


def only(text: str) -> DraftSentence:
    (sentence,) = read_draft([text])
    return sentence


def test_a_sentence_ends_at_its_full_stop() -> None:
    assert texts("保护期为八年[1]。可以续展[2]。") == ["保护期为八年。", "可以续展。"]


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("保护期为八年[1]。", (1,)),
        ("保护期为八年。[1]", (1,)),
        ("保护期为八年[1][3]。", (1, 3)),
        ("保护期为八年[1，3]。", (1, 3)),
        ("保护期为八年[2-4]。", (2, 3, 4)),
        ("保护期为八年【2】。", (2,)),
        ("保护期为八年［证据2］。", (2,)),
        ("保护期为八年[^2]。", (2,)),
        ("保护期为八年[1]。[1]", (1,)),
        ("保护期为八年。", ()),
        ("保护期为八年[2024]。", ()),
    ],
)
def test_the_marks_of_a_sentence_are_read_leniently(written: str, marks: tuple[int, ...]) -> None:
    assert only(written).marks == marks


def test_marks_behind_the_full_stop_wait_for_the_next_piece() -> None:
    assert [s.marks for s in read_draft(["保护期为八年。", "[1", "]可以续展[2]。"])] == [(1,), (2,)]


def test_a_sentence_comes_as_soon_as_the_next_begins() -> None:
    coming = read_draft(iter(["保护期为八年[1]。", "可", _stop()]))
    assert next(coming).text == "保护期为八年。"


def _stop() -> str:
    return "以"


def test_an_end_inside_brackets_ends_nothing() -> None:
    assert texts("期满（届满日；下同）可以续展。") == ["期满（届满日；下同）可以续展。"]


def test_an_open_bracket_hides_no_further_line() -> None:
    assert texts("期满（届满日。\n可以续展。") == ["期满（届满日。", "可以续展。"]


def test_what_a_model_thinks_aloud_is_left_out() -> None:
    assert texts("<th", "ink>用户问保护期。\n</thi", "nk>保护期为八年。") == ["保护期为八年。"]


def test_a_thought_without_end_leaves_nothing() -> None:
    assert texts("<think>保护期为八年。") == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("**保护期**为`八年`。", "保护期为八年。"),
        ("- 保护期为八年。", "保护期为八年。"),
        ("2. 保护期为八年。", "保护期为八年。"),
        ("## 保护期为八年。", "保护期为八年。"),
        ("保护期为[八年](https://evil.example/x)。", "保护期为八年。"),
        ("![图](javascript:alert(1))保护期为八年。", "图保护期为八年。"),
        ("保护期见 https://evil.example/x?k=1 。", "保护期见  。"),
        ("<img src=x onerror=alert(1)>保护期为八年。", "保护期为八年。"),
        ("<|im_start|>保护期为八年。", "保护期为八年。"),
        ("保护\u200b期\u202e为八年。", "保护期为八年。"),
        ("2.5%的费用可以减缴。", "2.5%的费用可以减缴。"),
    ],
)
def test_markup_links_and_hidden_characters_do_not_get_through(written: str, plain: str) -> None:
    assert only(written).text == plain


@pytest.mark.parametrize(
    ("written", "whole"),
    [("保护期为八年。", True), ("保护期为八年[1]", True), ("保护期为八", False)],
)
def test_a_sentence_the_reply_broke_off_in_is_told(written: str, whole: bool) -> None:
    assert only(written).is_whole is whole


@pytest.mark.parametrize("nothing", ["", "\n\n", "[1]", "。。。", "---", "**"])
def test_what_has_no_words_is_no_sentence(nothing: str) -> None:
    assert texts(nothing) == []


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.data())
def test_how_a_reply_is_cut_into_pieces_makes_no_difference(
    words: list[str], data: st.DataObject
) -> None:
    text = "".join(words)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert list(read_draft(pieces)) == list(read_draft([text]))


@given(st.text(max_size=200))
def test_any_reply_gives_sentences_with_words_and_on_one_line(text: str) -> None:
    for sentence in read_draft([text]):
        assert sentence.text.strip()
        assert "\n" not in sentence.text
