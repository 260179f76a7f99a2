"""Units of the rules' figures: what they measure, how they convert, how a figure is written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

Dimension = tuple[tuple[str, int], ...]
"""Powers of base units, sorted by name: money per person is (("万元", 1), ("人", -1)), sorted."""

PURE: Dimension = ()
"""A share, a percentage, a plain number."""

MONEY: Dimension = (("万元", 1),)
MONTHS: Dimension = (("月", 1),)
DAYS: Dimension = (("天", 1),)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is written.

    Attributes:
        dimension: what it measures.
        factor: how many base units one of it is.
    """

    dimension: Dimension
    factor: Fraction


UNITS = {
    "": Unit(PURE, Fraction(1)),
    "%": Unit(PURE, Fraction(1, 100)),
    "万元": Unit(MONEY, Fraction(1)),
    "亿元": Unit(MONEY, Fraction(10_000)),
    "元": Unit(MONEY, Fraction(1, 10_000)),
    "件": Unit((("件", 1),), Fraction(1)),
    "项": Unit((("件", 1),), Fraction(1)),
    "人": Unit((("人", 1),), Fraction(1)),
    "个": Unit((("个", 1),), Fraction(1)),
    "分": Unit((("分", 1),), Fraction(1)),
    "年": Unit(MONTHS, Fraction(12)),
    "月": Unit(MONTHS, Fraction(1)),
    "个月": Unit(MONTHS, Fraction(1)),
    "天": Unit(DAYS, Fraction(1)),
    "日": Unit(DAYS, Fraction(1)),
}


def multiplied(left: Dimension, right: Dimension, *, power: int) -> Dimension:
    """The dimension of `left` times `right` to the `power` (1 or -1)."""
    powers = dict(left)
    for name, exponent in right:
        powers[name] = powers.get(name, 0) + power * exponent
    return tuple(sorted((name, exponent) for name, exponent in powers.items() if exponent))


def named(dimension: Dimension) -> str:
    """How a dimension is called in a message."""
    if dimension == PURE:
        return "不带单位的数或百分比"
    return "·".join(name if power == 1 else f"{name}^{power}" for name, power in dimension)


def written(value: Fraction, dimension: Dimension, *, digits: int = 2) -> str:
    """A figure with its unit, at most `digits` decimals: "1.2 亿元", "18 万元", "4.5%", "2 件"."""
    number, unit = _scaled(value, dimension)
    return f"{_rounded(number, digits)}{unit}"


def written_apart(value: Fraction, other: Fraction, dimension: Dimension) -> str:
    """`value` with as many decimals as it takes not to look like an `other` it differs from."""
    for digits in range(2, 8):
        text = written(value, dimension, digits=digits)
        if value == other or text != written(other, dimension, digits=digits):
            return text
    return written(value, dimension, digits=8)


def step_of(dimension: Dimension) -> Fraction:
    """The least difference worth stating: 100 元, a hundredth of a percent, 0.1 分, one piece."""
    if dimension == MONEY:
        return Fraction(1, 100)
    if dimension == UNITS["分"].dimension:
        return Fraction(1, 10)
    return Fraction(1, 10_000) if dimension == PURE else Fraction(1)


def _scaled(value: Fraction, dimension: Dimension) -> tuple[Fraction, str]:
    if dimension == PURE:
        return value * 100, "%"
    if dimension == MONTHS and value % 12 == 0:
        return value / 12, " 年"
    if dimension == MONTHS:
        return value, " 个月"
    if dimension != MONEY:
        return value, f" {named(dimension)}"
    if abs(value) >= 10_000:
        return value / 10_000, " 亿元"
    if 0 < abs(value) < 1:
        return value * 10_000, " 元"
    return value, " 万元"


def _rounded(number: Fraction, digits: int) -> str:
    scale = 10**digits
    half_up = ceil(abs(number) * scale - Fraction(1, 2))
    if abs(number) * scale - half_up == Fraction(1, 2):
        half_up += 1
    whole, part = divmod(half_up, scale)
    sign = "-" if number < 0 and half_up else ""
    decimals = f"{part:0{digits}d}".rstrip("0") if digits else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
