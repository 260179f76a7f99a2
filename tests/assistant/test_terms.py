from __future__ import annotations

import pytest

from assistant.terms import Term, content_terms
from indexing.tagged_words import Role


def term(question: str, word: str) -> Term:
    return next(term for term in content_terms(question) if term.word == word)


def words(question: str) -> list[str]:
    return [term.word for term in content_terms(question)]


def test_politeness_and_question_words_are_no_terms() -> None:
    assert words("请问一下我们公司质押登记怎么办理呢，谢谢") == ["质押登记", "办理"]


def test_a_term_comes_once() -> None:
    assert words("质押登记和质押登记").count("质押登记") == 1


def test_a_question_without_content_has_no_terms() -> None:
    assert words("怎么办") == []


def test_everyday_words_bring_the_legal_term() -> None:
    alternatives = {
        spelling for found in content_terms("高企的条件") for spelling in found.spellings
    }
    assert "高新技术企业" in alternatives


@pytest.mark.parametrize("word", ["企业", "专利", "条件"])
def test_words_common_in_the_field_are_generic(word: str) -> None:
    assert term(f"质押登记的{word}", word).is_generic


def test_the_thing_asked_for_is_the_target() -> None:
    assert term("质押登记的评估费是多少", "评估费").is_target
    assert not term("质押登记的评估费是多少", "质押登记").is_target


def test_a_fee_must_be_named_to_the_letter() -> None:
    assert term("评估费是多少", "评估费").is_exact


def test_a_fee_has_no_alternatives() -> None:
    assert term("评估费是多少", "评估费").alternatives == ()


def test_latin_words_must_be_named_to_the_letter() -> None:
    assert term("质押登记适用lpr吗", "lpr").is_exact


def test_what_another_country_grants_is_exact() -> None:
    assert term("美国专利保护多久", "美国专利").is_exact


def test_the_story_around_a_question_is_an_aside() -> None:
    question = "我们厂去年搬到新园区做轴承，老板催得很紧也没人懂行，质押登记的期限是多久？"
    assert term(question, "轴承").is_aside
    assert not term(question, "质押登记").is_aside


def test_things_are_names_and_doings_actions() -> None:
    assert term("质押登记怎么取消", "质押登记").role is Role.NAME
    assert term("质押登记怎么取消", "取消").role is Role.ACTION


@pytest.mark.parametrize("question", ["质押登记几个月内能办", "质押登记多少天之内能办"])
def test_the_time_asked_for_joins_no_words_beside_it(question: str) -> None:
    assert words(question)[0] == "质押登记"
    assert not {"内能", "月内"} & set(words(question))


@pytest.mark.parametrize("idle", ["两个", "那会儿", "一百多", "以后", "其中"])
def test_words_that_count_point_or_date_are_no_terms(idle: str) -> None:
    assert idle not in words(f"{idle}质押登记")


def test_a_fee_is_named_without_the_words_that_lead_to_it() -> None:
    assert not any("几年" in word for word in words("延长那几年每年的年费是多少"))
