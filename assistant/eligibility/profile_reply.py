"""A short reply to a question about one field: 「12」, 「没有」, 「2020年3月」, 「不清楚」."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile_cues import find_cues
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.profile_reading import ReadFact, Reading, Unplaced, Value
from assistant.eligibility.written_amounts import Measure, WrittenAmount, folded, written_amounts
from assistant.eligibility.written_days import begun_before, written_days
from corpus.errors import BadPlaceError
from corpus.places import normalise_region

_LONGEST = 40
"""Characters of what may be a bare reply."""

_UNKNOWN = re.compile(
    "^(?:我|我们)?(?:也|还)?(?:不知道|不清楚|不晓得|不确定|没统计|不记得|忘了|暂不清楚|跳过|略过|下一个|待查|说不好)"
)
_NO = re.compile("^(?:都|也|还|我们)?(?:不|没|无|未|否|零|从未|并非|木有)")
_YES = re.compile(
    "^(?:都|也|我们)?(?:是|有|对|嗯|符合|属于|在|已|可以|能|同意|办了|通过|行|好|满足|yes|ok)"
)
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reply is to.

    Attributes:
        detail: the year of a figure by year, or the name of a title; "" for neither.
    """

    field: ProfileField
    detail: str = ""


def is_unknown(text: str) -> bool:
    """Whether the reply is that the writer does not know."""
    return bool(_UNKNOWN.match(folded(text).strip()))


def read_reply(text: str, asked: Asked, *, day: date) -> Reading | None:
    """The value a bare reply gives; None when it is no reply to this question."""
    plain = folded(text).strip().rstrip("。.!！~ ")
    if not plain or len(plain) > _LONGEST or plain.endswith(("?", "？", "吗", "呢")):
        return None
    if any(found.cue.names() - {asked.field.name} for found in find_cues(plain)):
        return None  # it is about something else
    value = _READERS[asked.field.kind](plain, asked, day)
    if value is None:
        return None
    if isinstance(value, Unplaced):
        return Reading(unplaced=(value,))
    year = int(asked.detail) if asked.field.kind is FieldKind.YEARLY and asked.detail else None
    if asked.field.kind is FieldKind.YEARLY and year is None:
        year = day.year - 1
    fact = ReadFact(field=asked.field.name, value=value, words=text.strip(), year=year)
    return Reading(facts=(fact,))


_Read = Value | Unplaced | None


def _yes_no(plain: str, asked: Asked, day: date) -> _Read:
    if _NO.match(plain):
        return False
    return True if _YES.match(plain) else None


def _event(plain: str, asked: Asked, day: date) -> _Read:
    if days := written_days(plain, today=day):
        return min(days[0].latest(), day)
    if _NO.match(plain):
        return "无"
    return (
        Unplaced(words=plain, reason="没说发生在哪一天，请写明年月日")
        if _YES.match(plain)
        else None
    )


def _number(plain: str, asked: Asked, day: date) -> _Read:
    amounts = written_amounts(plain)
    if not amounts and _NO.match(plain):
        return 0 if asked.field.kind is FieldKind.COUNT else Decimal(0)
    if len(amounts) != 1 or len(amounts[0].words) < len(plain) / 2:
        return None
    amount = amounts[0]
    if amount.value is None:
        return Unplaced(words=amount.words, reason="不是准数，没法拿来比对，请给出具体数字")
    if not _fits(amount, asked.field.unit):
        return None
    value = Decimal(amount.value.numerator) / Decimal(amount.value.denominator)
    has_unit = amount.is_scaled or amount.measure is Measure.MONEY
    if asked.field.unit == "万元" and has_unit:
        value /= _TEN_THOUSAND  # a bare number is in the unit that was asked for
    if asked.field.kind is not FieldKind.COUNT:
        return value
    return int(value) if value == int(value) else Unplaced(words=amount.words, reason="应为整数")


_FITTING = {
    "万元": (Measure.MONEY,),
    "元": (Measure.MONEY,),
    "人": (Measure.PEOPLE, Measure.PIECES),
    "件": (Measure.PIECES,),
    "个": (Measure.PIECES, Measure.PEOPLE),
    "%": (Measure.PERCENT,),
    "分": (Measure.POINTS,),
    "天": (Measure.DAYS,),
}


def _fits(amount: WrittenAmount, unit: str) -> bool:
    if amount.is_scaled and unit not in ("万元", "元"):
        return False
    return amount.measure is Measure.NONE or amount.measure in _FITTING.get(unit, ())


def _day(plain: str, asked: Asked, day: date) -> _Read:
    days = written_days(plain, today=day)
    if not days:
        return begun_before(plain, today=day)
    if days[0].month is None and day.year - days[0].year < _YEARS_THAT_DECIDE:
        return Unplaced(words=plain, reason="只有年份，不够比对，请写明年月日")
    return days[0].latest()


_YEARS_THAT_DECIDE = 4


def _choice(plain: str, asked: Asked, day: date) -> _Read:
    named = [one for one in asked.field.choices if folded(one) in plain]
    if not named:  # 「2023版」 for GB/T 29490-2023
        named = [
            one for one in asked.field.choices if (tail := one[-4:]).isdigit() and tail in plain
        ]
    if not named and _NO.match(plain) and "无" in asked.field.choices:
        return "无"
    return named[0] if len(named) == 1 else None


def _honour(plain: str, asked: Asked, day: date) -> _Read:
    if not asked.detail:
        return None
    if _NO.match(plain):
        return Honour(name=asked.detail, held=False)
    if days := written_days(plain, today=day):
        exact = days[0].latest() if days[0].day else None
        return Honour(name=asked.detail, year=days[0].year, obtained=exact)
    return Honour(name=asked.detail) if _YES.match(plain) else None


def _place(plain: str, asked: Asked, day: date) -> _Read:
    try:
        return normalise_region(plain.removeprefix("在").removeprefix("位于"))
    except BadPlaceError:
        return None


def _code(plain: str, asked: Asked, day: date) -> _Read:
    return plain.upper() if re.fullmatch("[a-t][0-9]{0,4}", plain) else None


def _text(plain: str, asked: Asked, day: date) -> _Read:
    return plain


_READERS: dict[FieldKind, Callable[[str, Asked, date], _Read]] = {
    FieldKind.TEXT: _text,
    FieldKind.REGION: _place,
    FieldKind.CODE: _code,
    FieldKind.DATE: _day,
    FieldKind.EVENT: _event,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.NUMBER: _number,
    FieldKind.COUNT: _number,
    FieldKind.YEARLY: _number,
    FieldKind.HONOURS: _honour,
}
