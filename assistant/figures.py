"""A text as tokens in which every number, sum, period and day has one spelling only.

三年 and 36个月 give the same token; so do 百分之五十 and 50%, 二〇二三年七月一日 and 2023-07-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from assistant.bounds import Bound, sides_of
from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, in the base unit of what it measures.

    Attributes:
        unit: 元, %, 月, 日, 工作日, 季 …, "" for a bare number.
        written: as it stands in the text.
        bounds: the sides stated of it; no part of what makes two figures equal.
    """

    unit: str
    value: Fraction
    written: str = field(compare=False)
    bounds: frozenset[Bound] = field(compare=False, default=frozenset())


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, month or year: (2023, 7, 1), (2023, 7), (2023,), or (7, 1) of any year."""

    parts: tuple[int, ...]
    written: str = field(compare=False)

    def is_named_by(self, other: Day) -> bool:
        """Whether `other` is this day, or a day of this month or year."""
        if self.parts[0] < 100:
            return other.parts[-len(self.parts) :] == self.parts
        return other.parts[: len(self.parts)] == self.parts


Number = Figure | Day
Token = str | Figure | Day
"""A Han character, a run of Latin letters, a fixed word, a figure or a day."""

_HAN = rf"[{CHINESE_NUMERALS}]+"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MEASURED: dict[str, dict[str, int | Fraction]] = {
    "元": {"元": 1, "块": 1},
    "%": {"%": 1, "个百分点": 1},
    "月": {"年": 12, "周年": 12, "个月": 1, "月": 1, "个季度": 3, "季度": 3, "个年度": 12},
    "日": {"日": 1, "天": 1, "周": 7},
    "工作日": {"工作日": 1, "个工作日": 1},
    "时": {"小时": 1, "个小时": 1, "分钟": Fraction(1, 60)},
    "岁": {"岁": 1, "周岁": 1},
    "个": {"个": 1, "家": 1, "名": 1, "人": 1, "位": 1},
    "米": {"米": 1, "厘米": Fraction(1, 100), "毫米": Fraction(1, 1000), "公里": 1000},
}
_UNITS = {
    unit: (base, Fraction(factor))
    for base, units in _MEASURED.items()
    for unit, factor in units.items()
}
_OWN_UNITS = (
    "平方米 平方公里 立方米 人次 千克 公斤 吨 升 件 项 条 款 次 种 类 期 级 分 倍 成 折 份 页 户 "
    "批 轮 套 篇 所 张 宗 字 场 支 门 课时 学时 ℃ 度 kg km cm mm mg ml"
).split()
_UNIT = "|".join(sorted([*_UNITS, *_OWN_UNITS], key=len, reverse=True))
_UNIT = f"(?:{_UNIT})(?![性体])"
_CALENDAR = re.compile(
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
    r"|(?P<year>(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年"
    rf"(?:(?P<month>\d{{1,2}}|{_HAN})月(?:(?P<day>\d{{1,2}}|{_HAN})[日号])?)?"
    rf"|(?P<of_month>\d{{1,2}}|{_HAN})月(?P<of_day>\d{{1,2}}|{_HAN})[日号]"
)
_FIGURE = re.compile(
    rf"百分之(?P<percent>{_HAN}|{_DIGITS})"
    rf"|(?P<half>半)(?:个)?(?P<half_unit>年|月|小时|日|天)"
    rf"|(?<=每)(?P<each>年|个?月|个?季度|周|日)"
    rf"|(?P<number>{_DIGITS}|{_HAN})(?P<scale>[万亿千百]?)[多余]?(?P<unit>{_UNIT})"
    rf"|(?P<sum>{_DIGITS}|{_HAN})(?P<sum_scale>[万亿])"
    rf"|(?P<bare>{_DIGITS})"
)
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_LABEL = re.compile(
    rf"第(?:{_HAN}|\d+)(?:章|节|条(?:之[一二三四五六七八九十]+)?|款|项|号)(?:第(?:{_HAN}|\d+)[款项])*"
    rf"|权利要求\d+|^\d{{1,2}}[.、](?!\d)|[（(](?:{_HAN}|\d{{1,3}})[)）]"
    rf"|^\d+(?:\.\d+)+(?=[\u4e00-\u9fff])(?!{_UNIT}|[万亿千百])"
)
# Words that hold a negation and negate nothing, and words of fixed meaning that end in one sign.
_FIXED = re.compile(
    r"不动产|不同|不正当|未来|未成年|无形|无效|非法|非遗|非职务|非正常|不仅|不论|无论|不断|不良|"
    r"不可抗力|是否|不足|非常|无人"
)
_FROM_THEN_ON = re.compile(rf"之日[起后]|(?<![{CHINESE_NUMERALS}\d作])日[起后]|[以之]后|时起")
_OPPOSITE_PARTY = re.compile(r"被(?=[\u4e00-\u9fff]{1,4}?(?:人|方)(?!员))")
REVERSED = "⇄"
"""Stands for 被 before a party: 被投诉人 is not 投诉人."""

_RUN = re.compile(r"[a-z]+|[^\W_]")


def tokens_of(folded: str) -> tuple[Token, ...]:
    """Tokens of one stretch of folded text; punctuation and clause labels give none.

    Words that bound a figure (不超过, 以上) are part of it.
    """
    unmarked = _FROM_THEN_ON.sub("后", _LABEL.sub(" ", folded))
    marked = _OPPOSITE_PARTY.sub(REVERSED, unmarked)
    found: list[Token] = []
    at = 0
    for start, end, number in _numbers(marked):
        found += _words(marked[at : max(at, start)])
        found.append(number)
        at = end
    return (*found, *_words(marked[at:]))


def without_labels(folded: str) -> str:
    """The text without 第九条, （一）, 5.2.1: where something stands, which is no part of it."""
    return _LABEL.sub("", folded)


def spelled(token: Token) -> str:
    """A token as words."""
    if isinstance(token, str):
        return "被" if token == REVERSED else token
    return token.written


def _words(text: str) -> Iterator[str]:
    at = 0
    for fixed in _FIXED.finditer(text):
        yield from _signs(text[at : fixed.start()])
        yield fixed.group()
        at = fixed.end()
    yield from _signs(text[at:])


def _signs(text: str) -> Iterator[str]:
    yield from re.findall(rf"{REVERSED}|{_RUN.pattern}", text)


def _numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    """Days and figures with the span they take, in order and apart."""
    days = list(_CALENDAR.finditer(text))
    without_days = _CALENDAR.sub(lambda match: "\0" * len(match.group()), text)
    found: list[tuple[int, int, Number]] = [(m.start(), m.end(), _day(m)) for m in days]
    for match in _FIGURE.finditer(without_days):
        if without_days[max(0, match.start() - 1) : match.start()] == "第":
            continue
        sides = sides_of(text, match.start(), match.end())
        unit, value = _measured(match)
        figure = Figure(unit, value, match.group(), sides.bounds)
        found.append((sides.start, sides.end, figure))
    return iter(sorted(found, key=lambda number: number[:2]))


def _day(match: re.Match[str]) -> Day:
    if match["iso"]:
        parts = tuple(int(part) for part in re.findall(r"\d+", match["iso"]))
    else:
        named = ("year", "month", "day", "of_month", "of_day")
        parts = tuple(int(_value(match[name])) for name in named if match[name])
    return Day(parts, match.group())


def _measured(match: re.Match[str]) -> tuple[str, Fraction]:
    if match["percent"]:
        return "%", _value(match["percent"])
    if match["half"]:
        base, factor = _UNITS["个月" if match["half_unit"] == "月" else match["half_unit"]]
        return base, factor / 2
    if match["each"]:
        return _UNITS[match["each"]]
    if match["sum"]:
        return "元", _value(match["sum"]) * _SCALES[match["sum_scale"]]
    if match["bare"]:
        return "", _value(match["bare"])
    value = _value(match["number"]) * _SCALES[match["scale"]]
    if match["unit"] == "成":
        return "%", value * 10
    base, factor = _UNITS.get(match["unit"], (match["unit"], Fraction(1)))
    return base, value * factor


def _value(written: str) -> Fraction:
    plain = written.replace(",", "")
    if plain[0].isdigit():
        return Fraction(plain)
    try:
        return Fraction(parse_number(plain))
    except ValueError:  # 千百, 十百: no number, yet the same on both sides
        return Fraction(0)
