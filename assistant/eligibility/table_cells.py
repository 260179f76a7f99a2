"""Cells of tables of companies -> values of a profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile_cues import profile_words
from assistant.eligibility.profile_fields import FieldKind
from assistant.eligibility.table_headings import Heading
from assistant.eligibility.written_amounts import Measure, folded, written_amounts
from assistant.eligibility.written_days import WrittenDay, written_days
from corpus.errors import BadPlaceError
from corpus.patent_cells import day_in
from corpus.places import normalise_region

CellValue = str | bool | int | Decimal | date | tuple[Honour, ...]

_YES = frozenset(("是", "有", "√", "✓", "y", "yes", "true", "1", "对", "已", "符合"))
_NO = frozenset(("否", "无", "没有", "×", "✗", "x", "n", "no", "false", "0", "未", "不符合"))
_SEPARATORS = re.compile(r"[;；、|\n]+")
_NOT_HELD = "未获"
_UNTIL = re.compile(
    r"[（(，,\s]*至\s*(?P<day>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)[）)]?\s*$"
)
_TERM = re.compile(
    r"[（(]?(?P<day>(?:19|20)\d\d(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?)?)年?[）)]?\s*$"
)


def cell_value(words: str, heading: Heading) -> CellValue:
    """The value a cell gives; `words` is not blank.

    Raises:
        ValueError: it gives none; the message is the reason in Chinese, without a full stop.
    """
    return _READERS[heading.field.kind](words, heading)


def _text(words: str, heading: Heading) -> str:
    return words


def _place(words: str, heading: Heading) -> str:
    try:
        return normalise_region(words)
    except BadPlaceError as error:
        raise ValueError(str(error).rstrip("。")) from error


def _code(words: str, heading: Heading) -> str:
    code = re.match("[a-z][0-9]{0,4}", folded(words))
    if code is None:
        raise ValueError("不是国民经济行业代码，应写成 C3562 这样")
    return code.group().upper()


def _day(words: str, heading: Heading) -> date:
    try:
        return day_in(words)
    except ValueError:
        raise ValueError("不是完整的日期，应写成 2019-03-01 这样") from None


def _event(words: str, heading: Heading) -> CellValue:
    return "无" if folded(words) in _NO else _day(words, heading)


def _yes_no(words: str, heading: Heading) -> bool:
    answer = folded(words)
    if answer in _YES:
        return True
    if answer in _NO:
        return False
    raise ValueError("应填“是”或“否”")


def _choice(words: str, heading: Heading) -> str:
    plain = folded(words).removesuffix("企业")
    found = [one for one in heading.field.choices if folded(one) in (plain, folded(words))]
    if not found:
        found = [one for one in heading.field.choices if one[-4:].isdigit() and one[-4:] in plain]
    if not found and plain in _NO and "无" in heading.field.choices:
        return "无"
    if len(found) != 1:
        raise ValueError(f"应填{'、'.join(heading.field.choices)}之一")
    return found[0]


def _number(words: str, heading: Heading) -> Decimal:
    plain = folded(words).replace(",", "").replace("，", "").replace(" ", "")
    is_share = heading.field.unit == "%"
    try:
        value = Decimal(plain.removesuffix("%") if is_share else plain)
    except InvalidOperation:
        return _written(words, heading)
    if not value.is_finite():
        raise ValueError("不是数")
    if is_share and not plain.endswith("%") and 0 < value < 1:
        raise ValueError(f"看不出是 {value}% 还是 {value * 100:f}%，请带上百分号")
    return value * heading.factor[0] / heading.factor[1]


def _written(words: str, heading: Heading) -> Decimal:
    """「6000万元」, 「1.2亿」 in a cell: the unit beside the number counts."""
    amounts = written_amounts(words)
    if len(amounts) != 1 or amounts[0].words != words.strip():
        raise ValueError("不是数")
    amount = amounts[0]
    if amount.value is None or amount.is_approximate:
        raise ValueError("不是准数")
    value = Decimal(amount.value.numerator) / Decimal(amount.value.denominator)
    is_money = amount.measure is Measure.MONEY or amount.is_scaled
    if is_money and heading.field.unit not in ("万元", "元"):
        raise ValueError(f"单位不对，应为{heading.field.unit or '数'}")
    if is_money:
        return value / 10_000 if heading.field.unit == "万元" else value
    return value * heading.factor[0] / heading.factor[1]


def _count(words: str, heading: Heading) -> int:
    value = _number(words, heading)
    if value != int(value):
        raise ValueError("应为整数")
    return int(value)


def _honours(words: str, heading: Heading) -> tuple[Honour, ...]:
    if folded(words) in _NO:
        return ()
    parts = [part.strip() for part in _SEPARATORS.split(words) if part.strip()]
    if not parts:
        raise ValueError("没写是什么称号；没有的填“无”")
    return tuple(map(_honour, parts))


def _honour(words: str) -> Honour:
    held = not words.startswith(_NOT_HELD)
    until = _UNTIL.search(words)
    rest = words[: until.start()] if until else words.removeprefix(_NOT_HELD)
    term = _TERM.search(rest)
    title = (rest[: term.start()] if term else rest).strip(" （()）:：，,")
    if not title:
        raise ValueError(f"“{words}”没写是什么称号")
    given = _named_day(term["day"], words) if term else None
    return Honour(
        name=_title(title),
        held=held,
        year=given.year if given else None,
        obtained=given.latest() if given and given.day else None,
        expires=_named_day(until["day"], words).latest() if until else None,
    )


def _title(said: str) -> str:
    """The name of a title as programmes know it; as said where they know none."""
    titles = profile_words().honour
    return next((one.name for one in titles if folded(said) in map(folded, one.words)), said)


def _named_day(said: str, words: str) -> WrittenDay:
    days = written_days(f"{said}年" if said.isdigit() else said, today=_ANY)
    if not days:
        raise ValueError(f"“{words}”里的日期不对")
    return days[0]


def honour_text(honours: Sequence[Honour]) -> str:
    """Titles as `cell_value` reads them back: 高新技术企业（2024-01-05）；未获创新型中小企业."""
    return "；".join(map(_honour_text, honours)) or "无"


def _honour_text(honour: Honour) -> str:
    given = honour.obtained.isoformat() if honour.obtained else str(honour.year or "")
    days = given + (f"，至 {honour.expires}" if honour.expires else "")
    name = honour.name if honour.held else _NOT_HELD + honour.name
    return f"{name}（{days}）" if days else name


_ANY = date(2000, 1, 1)
"""No relative day is in what `_TERM` matches."""

_READERS: dict[FieldKind, Callable[[str, Heading], CellValue]] = {
    FieldKind.TEXT: _text,
    FieldKind.REGION: _place,
    FieldKind.CODE: _code,
    FieldKind.DATE: _day,
    FieldKind.EVENT: _event,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.NUMBER: _number,
    FieldKind.COUNT: _count,
    FieldKind.YEARLY: _number,
    FieldKind.HONOURS: _honours,
}
