"""On which side of a figure a wording lies."""

from __future__ import annotations

import re

import pytest

from assistant.bounds import Bound, bound_otherwise, sides_of


def sides(text: str) -> frozenset[Bound]:
    found = re.search(r"\d+年?", text)
    assert found is not None
    return sides_of(text, found.start(), found.end()).bounds


@pytest.mark.parametrize(
    "text", ["不超过3年", "不得超过3年", "最多不超过3年", "3年以下", "3年以内", "3年内", "未满3年"]
)
def test_what_lies_below_is_bound_from_above(text: str) -> None:
    assert sides(text) == {Bound.AT_MOST}


@pytest.mark.parametrize(
    "text", ["不少于3年", "不得低于3年", "至少3年", "3年以上", "满3年", "超过3年"]
)
def test_what_lies_above_is_bound_from_below(text: str) -> None:
    assert sides(text) == {Bound.AT_LEAST}


@pytest.mark.parametrize("text", ["有效期3年", "3年内部审核", "3年起诉期"])
def test_a_figure_as_it_is_has_no_side(text: str) -> None:
    assert sides(text) == frozenset()


def test_the_words_that_bound_a_figure_belong_to_its_span() -> None:
    text = "每年不超过8万元以内的部分"
    found = sides_of(text, text.index("8"), text.index("8") + 3)
    assert text[found.start : found.end] == "不超过8万元以内"


def test_only_the_opposite_side_is_at_odds() -> None:
    most, least, none = frozenset({Bound.AT_MOST}), frozenset({Bound.AT_LEAST}), frozenset[Bound]()
    assert bound_otherwise(most, least)
    assert not bound_otherwise(most, most)
    assert not bound_otherwise(none, least)
    assert not bound_otherwise(most, none)
