"""When a feature counts as found in a patent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.layout.feature_match import Match, Verdict, best_match, stretches_of, weighed
from tests.assistant.layout.planted_field import record


def _alike(units: Sequence[str]) -> NDArray[np.float64]:
    return np.ones(len(units))


def match_of(feature: str, title: str) -> Match:
    """The match of a feature in a patent of which only the title is known."""
    said, patent = weighed(feature, _alike), record(1, title=title)
    return best_match(said, stretches_of(patent, frozenset(said.weights)), patent)


@pytest.mark.parametrize(
    ("feature", "title", "verdict"),
    [
        ("一种电池管理系统", "一种带预热的电池管理系统", Verdict.FOUND),
        ("一种电池管理系统", "一种基站节点管理系统", Verdict.PARTLY),
        ("手机壳", "一种防摔手机壳", Verdict.FOUND),
        ("手机壳", "一种电机壳体", Verdict.PARTLY),
        ("手机壳", "一种手机支架组件", Verdict.PARTLY),
    ],
)
def test_half_the_words_of_a_short_feature_are_not_the_feature(
    feature: str, title: str, verdict: Verdict
) -> None:
    assert match_of(feature, title).verdict is verdict


def test_half_the_words_of_a_long_feature_are_enough() -> None:
    match = match_of("在压差过大时对电压最高的单体电池放电", "一种对电压最高的单体电池放电的电路")
    assert (match.verdict, match.score < 0.7) == (Verdict.FOUND, True)
