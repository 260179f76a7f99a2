"""Chinese, Arabic and full-width whole numbers as law texts print them."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"千": 1000, "百": 100, "十": 10}
_PRINTED = "〇一二三四五六七八九"

CHINESE_NUMERALS = "零〇○一二两三四五六七八九十百千"
"""Every character a Chinese numeral below ten thousand may hold; for use inside a regex class."""

_WITH_UNITS = re.compile(
    r"(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?"
    r"(?:([一二三四五六七八九]?)十)?零?([一二三四五六七八九])?"
)


def parse_number(text: str) -> int:
    """Value of "十七", "一百二十", "二〇二三" (digit by digit), "三万五千", "12", "１２" or "〇".

    Numbers set as one character count too: "③", "⑶", "⒊", "㈢".

    Raises:
        ValueError: not a whole number in one of these notations, or above 99,999,999.
    """
    folded = unicodedata.normalize("NFKC", text)
    if len(text) == 1:
        folded = folded.strip("().")
    if folded.isascii() and folded.isdigit() and len(folded) <= 8:
        return int(folded)
    upper, myriad, lower = folded.partition("万")
    if not myriad:
        return _parse_below_myriad(folded)
    rest = _parse_below_myriad(lower.removeprefix("零")) if lower else 0
    return 10_000 * _parse_below_myriad(upper) + rest


def _parse_below_myriad(folded: str) -> int:
    if folded and len(folded) <= 4 and all(character in _DIGITS for character in folded):
        return int("".join(str(_DIGITS[character]) for character in folded))
    match = _WITH_UNITS.fullmatch(folded)
    if not folded or match is None or not any(unit in folded for unit in _UNITS):
        raise ValueError(f"not a whole number: {folded!r}")
    thousands, hundreds, tens, ones = match.groups()
    ten = _DIGITS.get(tens, 1) if tens is not None else 0
    return (
        1000 * _DIGITS.get(thousands, 0)
        + 100 * _DIGITS.get(hundreds, 0)
        + 10 * ten
        + _DIGITS.get(ones, 0)
    )


def to_chinese(number: int) -> str:
    """The number as articles print it: 12 is "十二", 110 is "一百一十", 305 is "三百零五".

    Raises:
        ValueError: below 0 or above 99,999,999.
    """
    if not 0 <= number <= 99_999_999:
        raise ValueError(f"{number} outside 0..99999999")
    if number < 10_000:
        return _print_below_myriad(number)
    upper, lower = divmod(number, 10_000)
    if not lower:
        return _print_below_myriad(upper) + "万"
    printed = _print_below_myriad(lower)
    if printed.startswith("十"):
        printed = "一" + printed
    return _print_below_myriad(upper) + "万" + ("零" if lower < 1000 else "") + printed


def _print_below_myriad(number: int) -> str:
    if number == 0:
        return "〇"
    parts: list[str] = []
    gap = False
    for unit, value in (*_UNITS.items(), ("", 1)):
        digit, number = divmod(number, value)
        if not digit:
            gap = bool(parts)
            continue
        parts.append(("零" if gap else "") + _PRINTED[digit] + unit)
        gap = False
    printed = "".join(parts)
    return printed[1:] if printed.startswith("一十") else printed
