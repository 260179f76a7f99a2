from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.words import action_terms, expand, key_terms, normalise, units


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("專利申請後", "专利申请后"),
        ("ＧＢ／Ｔ ２９４９０", "gb/t 29490"),
        ("  甲　\n乙 ", "甲 乙"),
        ("CN113730992B", "cn113730992b"),
    ],
)
def test_one_spelling_for_what_reads_the_same(written: str, same: str) -> None:
    assert normalise(written) == same


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert units(once) == units(text)


def test_han_runs_give_characters_and_pairs() -> None:
    assert sorted(units("专利法。第一")) == sorted(
        ["专", "利", "法", "专利", "利法", "第", "一", "第一"]
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("专利CN113730992B的", "cn113730992b"),
        ("国知发运字〔2025〕28号", "〔2025〕28"),
        ("国知发运字[2025]28号", "〔2025〕28"),
        ("国家知识产权局令第85号", "第85号"),
        ("公告第594号", "第594号"),
        ("GB/T 29490-2023", "gb/t29490"),
        ("ISO 56005", "iso56005"),
        ("H02J7/00", "h02j7"),
        ("减缴85%", "85"),
        ("0.5倍", "0.5"),
    ],
)
def test_written_numbers_are_kept_whole(text: str, unit: str) -> None:
    assert unit in units(text)


def test_punctuation_gives_no_unit() -> None:
    assert units("，。！？（）《》…… \n") == []


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("别人抄袭我的产品怎么办", "侵权"),
        ("想打官司", "诉讼"),
        ("拿专利做贷款抵押", "质押"),
        ("专利费能打折吗", "减缴"),
        ("审查能不能加急", "优先审查"),
        ("牌子被人用了", "商标"),
        ("版权归谁", "著作权"),
        ("高企怎么认定", "高新技术企业"),
        ("小巨人要什么条件", "专精特新“小巨人”企业"),
        ("贯标有什么用", "企业知识产权合规管理体系"),
        ("专利咋个申请嘛", "如何"),
        ("有冇补贴", "没有"),
        ("有冇補貼", "资助"),
        ("专利快过期了", "届满"),
        ("年年要续费吗", "年费"),
    ],
)
def test_everyday_words_bring_the_official_term(question: str, term: str) -> None:
    assert term in expand(question)


@pytest.mark.parametrize("question", ["如何提高企业的创新能力", "手续费由谁承担", "公司法第一条"])
def test_a_form_inside_another_word_brings_nothing(question: str) -> None:
    assert not {"高新技术企业", "年费", "用人单位"} & set(expand(question))


def test_a_term_already_said_is_not_brought_again() -> None:
    assert "质押" not in expand("专利质押就是拿专利抵押吗")


def test_key_terms_are_whole_terms_without_question_words() -> None:
    terms = key_terms("优势企业的专利申请可以走优先审查吗？")
    assert "优先审查" in terms
    assert not {"可以", "吗", "的"} & set(terms)


def test_a_question_of_nothing_has_no_key_terms() -> None:
    assert key_terms("吗？！ 😀") == []


def test_importing_words_loads_no_jieba() -> None:
    code = "import sys, indexing.words; sys.exit('jieba' in sys.modules or 'opencc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_action_is_a_term_or_a_word_of_its_own_and_brings_its_forms() -> None:
    actions = action_terms()
    assert {"提交", "递交"} <= actions
    assert "外观设计" not in actions
