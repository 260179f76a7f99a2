from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences
from tests.shared_data import shared_data

MIXES = st.lists(
    st.sampled_from(
        [*"。！？；“”（）《》「」\n 甲乙：，5.", "（一）", "5.2.1", "①", "\r", "\u3000"]
    ),
    max_size=60,
).map("".join)
TEXTS = st.one_of(st.text(), MIXES)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@given(TEXTS)
def test_sentences_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(TEXTS)
def test_every_character_that_is_not_blank_is_in_a_sentence(text: str) -> None:
    covered = {index for start, end in split_sentences(text) for index in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(TEXTS)
def test_a_sentence_has_no_blanks_around_it_and_no_line_break_in_it(text: str) -> None:
    assert all(s == s.strip() and "\n" not in s for s in sentences(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？", ["甲。", "乙！", "丙？"]),
        ("甲；乙。", ["甲；", "乙。"]),
        ("甲\n乙", ["甲", "乙"]),
        ("见5.2.1节，费率3.5%。乙。", ["见5.2.1节，费率3.5%。", "乙。"]),
        ("甲（不含乙；不含丙。）丁。戊。", ["甲（不含乙；不含丙。）丁。", "戊。"]),
        ("依据《甲；乙》办理。丙。", ["依据《甲；乙》办理。", "丙。"]),
        ("改为：“甲。乙。”丙。", ["改为：“甲。乙。”", "丙。"]),
        ("所称“甲。”的，从之。", ["所称“甲。”的，从之。"]),
        ("下列：（一）甲；（二）乙。", ["下列：", "（一）甲；", "（二）乙。"]),
        ("（未闭合。甲。", ["（未闭合。", "甲。"]),
        ("甲？！乙。", ["甲？！", "乙。"]),
        ("", []),
        (" \n\u3000", []),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_ten_thousand_unclosed_brackets_cost_no_time() -> None:
    text = "（《" * 10_000 + "〉" * 10_000
    assert sentences(text) == [text]


@pytest.mark.shared
def test_items_of_a_real_article_are_sentences_of_their_own() -> None:
    path = shared_data("policies", "专利优先审查管理办法_2026年局令第85号.txt")
    found = sentences(path.read_text("utf-8"))
    assert "（三）复审案件在七个月内结案；" in found
