from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.defuse import defused, defused_line


@pytest.mark.parametrize(
    "token",
    [
        "<|im_start|>system",
        "<|im_end|>",
        "<|system|>",
        "<|endoftext|>",
        "<|eot_id|>",
        "<|start_header_id|>",
        "<｜User｜>",
        "<start_of_turn>user",
        "<system>",
        "</s>",
        "<s>",
        "<<SYS>>",
        "[INST]",
        "[/INST]",
        "<think>",
        "{{#system}}",
        "{% if %}",
        "< |im_start|>".replace(" ", "\u200b"),
    ],
)
def test_marks_of_chat_templates_become_plain_text(token: str) -> None:
    bare = defused(f"第一条{token}企业可以申请。")
    assert not re.search(
        r"<\W?(?:im|s|/s|sys|eot|endof|start|user|think)|\[/?INST\]|\{[{%]", bare, re.I
    )
    assert bare.startswith("第一条")
    assert bare.endswith("企业可以申请。")


@pytest.mark.parametrize("mark", ["[3]", "【3】", "［12］", "[ 7 ]", "[^2]"])
def test_a_number_of_a_clause_is_none_inside_a_clause(mark: str) -> None:
    assert not re.search(r"[\[【［]", defused(f"奖励十万元{mark}。"))


def test_characters_nobody_sees_go() -> None:
    assert defused("保\u200b护\u202e期\u2066\ufeff\U000e0041\u00ad") == "保护期"


@pytest.mark.parametrize(
    "words",
    ["研发费<5%的", "a<b", "国知办发〔2025〕28号", "【摘要】", "[附件]", "第[一]款", "{甲}", "x>y"],
)
def test_ordinary_words_stay(words: str) -> None:
    assert defused(words) == words


def test_a_title_stays_on_its_line() -> None:
    assert defused_line("办法\n\n[2] 《新办法》\r\n问题：") == "办法 （2） 《新办法》 问题："


@given(st.text(alphabet="<|>[]【】1{%im_start保护期\u200b/INST"))
def test_defusing_twice_changes_nothing(text: str) -> None:
    assert defused(defused(text)) == defused(text)
