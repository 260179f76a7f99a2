"""Quantities in Chinese text, brought to one unit a dimension so that 三年 and 36个月 compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from corpus.chinese_numbers import parse_number

_HAN_NUMBER = r"[〇零一二三四五六七八九十百千两]+"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?:百分之(?P<percent>{_HAN_NUMBER}|{_DIGITS}))"
    rf"|(?P<number>{_DIGITS}|{_HAN_NUMBER})\s*(?P<scale>[万亿])?\s*(?:多|余)?\s*"
    r"(?P<unit>个百分点|%|％|元|块|年|个月|月(?!\d)|个工作日|工作日|日|天|周|倍|件|项|家|人|名|条|次|种|类)"
    # People say 奖100万 and mean 元; at the end of a clause no other unit can follow.
    rf"|(?P<sum>{_DIGITS}|{_HAN_NUMBER})\s*(?P<sum_scale>[万亿])(?=[\s，,。；;！!？?、）)吗吧呢对是]|$)"
)


class Dimension(StrEnum):
    """What a quantity measures."""

    MONEY = "元"
    PERCENT = "%"
    MONTHS = "月"
    DAYS = "日"
    WORKDAYS = "工作日"
    TIMES = "倍"
    COUNT = "个"


_UNITS: dict[str, tuple[Dimension, int]] = {
    "元": (Dimension.MONEY, 1),
    "块": (Dimension.MONEY, 1),
    "%": (Dimension.PERCENT, 1),
    "％": (Dimension.PERCENT, 1),
    "个百分点": (Dimension.PERCENT, 1),
    "年": (Dimension.MONTHS, 12),
    "个月": (Dimension.MONTHS, 1),
    "月": (Dimension.MONTHS, 1),
    "日": (Dimension.DAYS, 1),
    "天": (Dimension.DAYS, 1),
    "周": (Dimension.DAYS, 7),
    "工作日": (Dimension.WORKDAYS, 1),
    "个工作日": (Dimension.WORKDAYS, 1),
    "倍": (Dimension.TIMES, 1),
}
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
CALENDAR = re.compile(
    r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
)
"""A calendar day, month of a year, or year."""

_LABEL = re.compile(rf"第{_HAN_NUMBER}(?:年|次|项|条|款|类|种|个)|第\d+(?:年|次|项|条|款|类|种|个)")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number with its dimension, in the dimension's base unit (元, %, months, days, …)."""

    dimension: Dimension
    value: Fraction


@dataclass(frozen=True, slots=True)
class LocatedQuantity:
    """A quantity and the span that states it, with its unit."""

    start: int
    end: int
    quantity: Quantity


def find_quantities(text: str) -> frozenset[Quantity]:
    """Every quantity in `text`; calendar dates and ordinals (第三年, 第十二条) are none."""
    return frozenset(located.quantity for located in locate_quantities(text))


def locate_quantities(text: str) -> tuple[LocatedQuantity, ...]:
    """The quantities `find_quantities` finds, each time they occur, in order."""
    cleaned = _LABEL.sub(_blanked, CALENDAR.sub(_blanked, text))
    return tuple(
        LocatedQuantity(match.start(), match.end(), _quantity(match))
        for match in _QUANTITY.finditer(cleaned)
    )


def _quantity(match: re.Match[str]) -> Quantity:
    if match["percent"]:
        return Quantity(Dimension.PERCENT, _number(match["percent"]))
    if match["sum"]:
        return Quantity(Dimension.MONEY, _number(match["sum"]) * _SCALES[match["sum_scale"]])
    dimension, factor = _UNITS.get(match["unit"], (Dimension.COUNT, 1))
    return Quantity(dimension, _number(match["number"]) * _SCALES[match["scale"]] * factor)


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _number(written: str) -> Fraction:
    plain = written.replace(",", "")
    if plain[0].isdigit():
        return Fraction(plain)
    try:
        return Fraction(parse_number(plain))
    except ValueError:
        return Fraction(0)
