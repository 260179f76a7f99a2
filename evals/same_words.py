"""Whether a fact stands in a text, whatever way its numbers, dates and widths are written."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千]+")
_WITH_MYRIAD = re.compile(r"(\d+(?:\.\d+)?)\s*([万亿])(?!分之)")
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DROPPED = re.compile(r"[\s《》〈〉“”‘’「」『』\"'()\[\]【】*`]+")
_GAP_IN_DIGITS = re.compile(r"(?<=\d)[,，\s](?=\d{3}(?!\d))")


def _numeral_value(run: str) -> int:
    """The value of Chinese digits, read as a year ("二〇二七") when no tens word stands in them."""
    if not any(c in _TENS for c in run):
        return int("".join(str(_DIGITS[c]) for c in run))
    total, digit = 0, 0
    for c in run:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * _TENS[c]
            digit = 0
    return total + digit


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _percent(text: str) -> str:
    return re.sub(r"百分之([零〇一二两三四五六七八九十百]+|\d+(?:\.\d+)?)", r"\1%", text)


def normalise(text: str) -> str:
    """One spelling for texts that say the same.

    Full width becomes half width, Chinese numerals become digits (三年 → 3年, 百分之八十五 → 85%,
    五十万元 → 500000元), dates become 2027年1月1日, 天 after a number becomes 日; blanks, quotation
    marks and brackets go, other punctuation stays so that numbers in a list do not run together.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = _GAP_IN_DIGITS.sub("", text)
    text = _ISO_DATE.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", text)
    text = _NUMERAL.sub(lambda m: str(_numeral_value(m[0])), _percent(text))
    text = _DROPPED.sub("", text)
    text = _WITH_MYRIAD.sub(lambda m: _plain(Decimal(m[1]) * _MYRIADS[m[2]]), text)
    text = re.sub(r"(?<!\d)0+(?=\d+[年月日])", "", text)
    return re.sub(r"(?<=\d)天", "日", text)


def says(text: str, fact: str) -> bool:
    """Whether normalised `fact` stands in normalised `text`; 3年 does not stand in 13年.

    Raises:
        ValueError: nothing is left of `fact` after normalisation.
    """
    wanted = normalise(fact)
    if not wanted:
        raise ValueError("a fact must hold more than blanks and brackets")
    before = r"(?<![\d.])" if wanted[0].isdigit() else ""
    after = r"(?![\d]|\.\d)" if wanted[-1].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, normalise(text)) is not None
