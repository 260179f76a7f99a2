from fractions import Fraction

import pytest

from corpus.quantities import Dimension, Quantity, find_quantities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三年", "36个月"),
        ("百分之八十五", "85%"),
        ("五十万元", "50万元"),
        ("500000元", "50万元"),
        ("四十五日", "45天"),
        ("１５日", "15日"),
        ("奖100万，对吗", "100万元"),
        ("奖励三十万？", "30万元"),
    ],
)
def test_one_quantity_written_two_ways_is_equal(one: str, other: str) -> None:
    assert find_quantities(one) == find_quantities(other) != frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "2026年9月1日起施行",
        "第十二条第三款",
        "第三年",
        "财税〔2016〕78号",
        "占地10万平方米",
        "千万不要",
    ],
)
def test_dates_and_ordinals_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == frozenset()


def test_a_fraction_of_a_scale_is_exact() -> None:
    assert find_quantities("4.2万元") == {Quantity(Dimension.MONEY, Fraction(42000))}


def test_different_dimensions_differ() -> None:
    assert find_quantities("3年") != find_quantities("3倍")
