from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.mistyped import Mistyped, find_mistyped, mended


def meant(question: str) -> str:
    return mended(question, find_mistyped(question))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("商表续展其限多久", "商标续展期限多久"),
        ("企页要什么才料", "企业要什么材料"),
        ("专利权质压登计", "专利权质押登记"),
        ("侵全怎么陪偿", "侵权怎么赔偿"),
    ],
)
def test_a_word_typed_by_its_sound_is_found(typed: str, right: str) -> None:
    assert meant(typed) == right


@pytest.mark.parametrize(
    ("typed", "right"), [("利专的期限", "专利的期限"), ("质登押记怎么办", "质押登记怎么办")]
)
def test_two_characters_out_of_order_are_found(typed: str, right: str) -> None:
    assert meant(typed) == right


@pytest.mark.parametrize(
    "question",
    [
        "专利申请人可以请求优先审查吗",
        "老版标准还能用不",
        "跟人合伙搞研发",
        "把手里的专利卖给老外",
        "要赔钱吗，奖不奖",
        "发明专利限三年内缴费",
    ],
)
def test_what_is_typed_right_stays(question: str) -> None:
    assert find_mistyped(question) == ()


def test_where_it_stands_is_told() -> None:
    assert find_mistyped("问一下，商表到期") == (Mistyped(4, "商表", "商标"),)


@given(st.text("专力利商表标其限期申清请审查企页业要什么的，2026", max_size=30))
def test_mending_changes_only_what_was_found(question: str) -> None:
    found = find_mistyped(question)
    result = mended(question, found)
    assert len(result) == len(question)
    for one in found:
        assert question[one.start : one.start + len(one.typed)] == one.typed
        assert result[one.start : one.start + len(one.meant)] == one.meant


@given(st.text("专力利商表标其限期申清请审查企页业要什么的，2026", max_size=30))
def test_mending_twice_is_mending_once(question: str) -> None:
    once = meant(question)
    assert meant(once) == once
