"""Amounts as people write them in a chat: 6000万, 一千二百万元, 1亿2千万, 百分之五, 两百来人."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

_DIGITS = {"零": 0, "〇": 0, "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "俩": 2, "三": 3, "叁": 3}
_DIGITS |= {"四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STEPS = {"千": 1000, "百": 100, "十": 10}
_MYRIADS = {"亿": 100_000_000, "万": 10_000, "": 1}

_FIGURE = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "零〇一壹二贰两三叁四五六七八九十百千"
_NUMERAL = rf"(?:(?:{_FIGURE})(?:\s?[十百千万亿w](?![a-z])|(?=个[万亿]))*|[{_HAN}点万亿])+"
_VAGUE = "多|余|来|几"
_UNITS = "个百分点|个点|%|万元|元|块钱|块|rmb|个人|名员工|名|位|人|件|项|个月|个|周岁|年|岁|天|分"
_AMOUNT = re.compile(
    r"(?P<before>不到|不足|低于|少于|超过|高于|大于|小于|至少|最多|最少|上(?=[百千])|几|近|将近|接近|约|大约|大概|差不多|大致)?"
    r"(?P<percent>百分之)?"
    rf"(?P<number>{_NUMERAL})\s*"
    rf"(?:(?P<vague>{_VAGUE})\s*)?"
    r"(?P<scale>个亿|[万亿w](?![a-z]))?\s*"
    rf"(?P<unit>{_UNITS})?(?:人民币)?"
    r"(?P<after>左右|上下|出头|以上|以下|以内|多(?!少)|不到)?"
)
_RANGE = re.compile(r"\s*(?:-|~|至|到|或)\s*")
_LIMITS = frozenset(
    (
        "不到",
        "不足",
        "低于",
        "少于",
        "超过",
        "高于",
        "大于",
        "小于",
        "至少",
        "最多",
        "最少",
        "上",
        "几",
    )
) | frozenset(("以上", "以下", "以内"))


class Measure(StrEnum):
    """What an amount counts, as far as its unit tells."""

    MONEY = "元"
    PERCENT = "%"
    PEOPLE = "人"
    PIECES = "件"
    YEARS = "年"
    MONTHS = "个月"
    POINTS = "分"
    DAYS = "天"
    NONE = ""


_MEASURES = {
    **dict.fromkeys(("万元", "元", "块钱", "块", "rmb"), Measure.MONEY),
    **dict.fromkeys(("个百分点", "个点", "%"), Measure.PERCENT),
    **dict.fromkeys(("个人", "名员工", "名", "位", "人"), Measure.PEOPLE),
    **dict.fromkeys(("件", "项", "个"), Measure.PIECES),
    **dict.fromkeys(("年", "周岁", "岁"), Measure.YEARS),
    "个月": Measure.MONTHS,
    "天": Measure.DAYS,
    "分": Measure.POINTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAmount:
    """A number with what it counts, at `text[start:end]` of the folded text.

    Attributes:
        words: as written, blanks kept.
        value: in 元, %, persons, pieces, years, months, days, points; exact. None when the writer
            gave a limit (不到, 超过, 以上), a range, or words that may be several numbers (三五百).
        is_scaled: it was written with 万 or 亿, which says money where no unit does.
        is_approximate: the writer said so: 约, 左右, 多, 来.
    """

    start: int
    end: int
    words: str
    value: Fraction | None
    measure: Measure
    is_scaled: bool
    is_approximate: bool


def folded(text: str) -> str:
    """Letters, digits and % in half width and lower case; same length, so that offsets hold.

    Chinese punctuation stays: a full-width comma parts clauses, a plain one may part digits.
    """
    return "".join(map(_folded_character, text))


@lru_cache(maxsize=8192)  # tables of many companies repeat their characters
def _folded_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    is_kept = len(folded) != 1 or (character in "，；：！？（）" and folded.isascii())
    return character if is_kept else folded


def written_amounts(text: str) -> tuple[WrittenAmount, ...]:
    """Every amount in `text`, which is folded first, in order; a range counts as one."""
    plain = folded(text)
    joined: list[WrittenAmount] = []
    for match in _AMOUNT.finditer(plain):
        one = _amount(match, text)
        if joined and _RANGE.fullmatch(plain[joined[-1].end : one.start]):
            whole = text[joined[-1].start : one.end].strip()
            one = replace(one, start=joined[-1].start, words=whole, value=None)
            joined.pop()
        joined.append(one)
    return tuple(joined)


def number_of(words: str) -> Fraction:
    """The value of "6千万", "1亿2千万", "一点二亿", "一百二十", "三千五" (in speech 3500).

    Raises:
        ValueError: not one number.
    """
    plain = folded(words).replace(",", "").replace("w", "万").replace(" ", "").replace("个", "")
    return _in_myriads(plain, "亿")


def _in_myriads(plain: str, mark: str) -> Fraction:
    if not mark:
        return _below_myriad(plain)
    smaller = "万" if mark == "亿" else ""
    upper, found, lower = plain.rpartition(mark)
    if not found:
        return _in_myriads(plain, smaller)
    if not upper or lower.startswith(mark):
        raise ValueError(f"no number before {mark}: {plain!r}")
    return _in_myriads(upper, mark if mark in upper else smaller) * _MYRIADS[mark] + _after(
        lower, _MYRIADS[mark], smaller
    )


def _after(lower: str, unit: int, smaller: str) -> Fraction:
    """What follows a unit: nothing, a whole number, or one spoken digit of the next step."""
    if not lower:
        return Fraction(0)
    if len(lower) == 1 and lower not in _STEPS:
        return _plain_number(lower) * unit / 10
    return _in_myriads(lower, smaller)


def _below_myriad(plain: str) -> Fraction:
    """A number of 千, 百, 十 and what follows them; digits alone are read one by one."""
    total, rest, last = Fraction(0), plain, 0
    for mark, value in _STEPS.items():
        head, found, tail = rest.partition(mark)
        if found:
            total += value * _one_number(head.lstrip("零〇") or ("一" if mark == "十" else ""))
            rest, last = tail, value
    if not last:
        return _plain_number(rest)
    if not rest:
        return total
    is_spoken = len(rest) == 1 and rest not in "零〇"
    return total + _plain_number(rest.lstrip("零〇")) * (Fraction(last, 10) if is_spoken else 1)


def _one_number(words: str) -> Fraction:
    """What stands before 千, 百 or 十: one Chinese digit, or a figure."""
    if len(words) > 1 and words[0] in _DIGITS:
        raise ValueError(f"two digits before a unit: {words!r}")
    return _plain_number(words)


def _plain_number(words: str) -> Fraction:
    if words[:1].isdigit() and words[0] not in _DIGITS:
        return Fraction(words)
    whole, point, decimals = words.partition("点")
    if not whole or bool(point) != bool(decimals):
        raise ValueError(f"not a number: {words!r}")
    if not all(one in _DIGITS for one in whole + decimals):
        raise ValueError(f"not a number: {words!r}")
    digits = "".join(str(_DIGITS[one]) for one in whole)
    return Fraction(f"{digits}.{''.join(str(_DIGITS[one]) for one in decimals)}0")


def _amount(match: re.Match[str], text: str) -> WrittenAmount:
    unit, scale = match["unit"] or "", (match["scale"] or "").replace("w", "万")
    marks = {match["before"], match["after"]} - {None}
    value = None if marks & _LIMITS or match["vague"] == "几" else _value(match["number"])
    if value is not None:
        value *= _MYRIADS[scale.removeprefix("个")] * (10_000 if unit == "万元" else 1)
    return WrittenAmount(
        start=match.start(),
        end=match.end(),
        words=text[match.start() : match.end()].strip(),
        value=value,
        measure=Measure.PERCENT if match["percent"] else _MEASURES.get(unit, Measure.NONE),
        is_scaled=bool(scale) or unit == "万元" or bool(re.search("[万亿w]", match["number"])),
        is_approximate=value is not None and bool(match["vague"] or marks),
    )


def _value(words: str) -> Fraction | None:
    try:
        return number_of(words)
    except ValueError:
        return None
