from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.tagged_words import Role, TaggedWord, tagged_words
from indexing.words import normalise


def words(text: str) -> list[str]:
    return [tagged.word for tagged in tagged_words(text)]


def test_words_of_the_field_are_kept_whole() -> None:
    assert TaggedWord("优先审查", Role.NAME) in tagged_words("申请优先审查")


@pytest.mark.parametrize(
    ("text", "word", "role"),
    [
        ("北京的公司", "北京", Role.PROPER),
        ("购买机器", "机器", Role.NAME),
        ("购买机器", "购买", Role.ACTION),
        ("非常便宜", "非常", Role.OTHER),
    ],
)
def test_a_word_has_the_role_it_plays(text: str, word: str, role: Role) -> None:
    assert TaggedWord(word, role) in tagged_words(text)


def test_single_characters_are_left_out() -> None:
    assert all(len(word) > 1 for word in words("我要去看一个大的机器"))


def test_phrases_that_ask_are_cut_into_words() -> None:
    assert "多少钱" not in words("质押登记多少钱") or "质押登记" in words("质押登记多少钱")


def test_traditional_characters_are_folded() -> None:
    assert words("優先審查") == ["优先审查"]


@given(st.text(max_size=40))
def test_every_word_stands_in_the_normalised_text_in_order(text: str) -> None:
    rest = normalise(text)
    for word in words(text):
        _, found, rest = rest.partition(word)
        assert found


@pytest.mark.parametrize("word", ["两个", "那会儿", "以后", "其中", "一百多"])
def test_words_that_count_point_or_date_are_empty(word: str) -> None:
    assert TaggedWord(word, Role.EMPTY) in tagged_words(f"{word}机器")


def test_an_ordinal_picks_one_thing_and_is_not_empty() -> None:
    assert TaggedWord("第二个", Role.EMPTY) not in tagged_words("第二个机器")


def test_an_everyday_form_plays_the_part_of_the_term_it_stands_for() -> None:
    assert TaggedWord("点头", Role.ACTION) in tagged_words("要共有人点头吗")
    assert TaggedWord("造型", Role.NAME) in tagged_words("产品的造型")
