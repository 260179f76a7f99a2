"""A short reply to a question about one field: 「12」, 「没有」, 「2020年3月」, 「不清楚」."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from assistant.eligibility.honours import Honour
from assistant.eligibility.pair_amounts import with_unit_of
from assistant.eligibility.profile_cues import find_cues
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.profile_reading import ReadFact, Reading, Unplaced, Value, field_of
from assistant.eligibility.questions import Question
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


def is_unknown(text: str) -> bool:
    """Whether the reply is that the writer does not know."""
    return bool(_UNKNOWN.match(folded(text).strip()))


def read_reply(text: str, asked: Question, *, day: date) -> Reading | None:
    """The value a bare reply gives; None when it is no reply to this question."""
    field = field_of(asked.missing.field)
    plain = folded(text).strip().rstrip("。.!！~ ")
    if not plain or len(plain) > _LONGEST or plain.endswith(("?", "？", "吗", "呢")):
        return None
    if any(found.cue.names() - {field.name} for found in find_cues(plain)):
        return None  # it is about something else
    if field.kind is FieldKind.YEARLY:
        return _figures(plain, field, asked.years or (day.year - 1,), day)
    value = _READERS[field.kind](plain, field, asked.missing.detail, day)
    if value is None:
        return None
    if isinstance(value, Unplaced):
        return Reading(unplaced=(value,))
    return Reading(facts=(ReadFact(field=field.name, value=value, words=text.strip()),))


def _figures(plain: str, field: ProfileField, years: Sequence[int], day: date) -> Reading | None:
    """「200、250、300万」 for as many years, or each figure beside its year."""
    named = [one.year for one in written_days(plain, today=day)]
    for one in reversed(written_days(plain, today=day)):
        plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
    amounts = [one for one in written_amounts(plain) if _fits(one, field.unit)]
    if not amounts or len(amounts) != len(written_amounts(plain)):
        return None
    meant = named or list(years)
    if len(meant) != len(amounts):
        reason = f"有 {len(amounts)} 个数，问的是 {len(meant)} 年，请写成“2024 年 300 万元”这样"
        return Reading(unplaced=(Unplaced(words=plain.strip(), reason=reason),))
    read = [_value(with_unit_of(one, amounts[-1]), field) for one in amounts]
    return Reading(
        facts=tuple(
            ReadFact(field=field.name, value=value, words=amount.words, year=year)
            for year, amount, value in zip(meant, amounts, read, strict=True)
            if not isinstance(value, Unplaced)
        ),
        unplaced=tuple(value for value in read if isinstance(value, Unplaced)),
    )


_Read = Value | Unplaced | None


def _yes_no(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    if _NO.match(plain):
        return False
    return True if _YES.match(plain) else None


def _event(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    if days := written_days(plain, today=day):
        return min(days[0].latest(), day)
    if _NO.match(plain):
        return "无"
    return (
        Unplaced(words=plain, reason="没说发生在哪一天，请写明年月日")
        if _YES.match(plain)
        else None
    )


def _number(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    amounts = written_amounts(plain)
    if not amounts and _NO.match(plain):
        return 0 if field.kind is FieldKind.COUNT else Decimal(0)
    if len(amounts) != 1 or len(amounts[0].words) < len(plain) / 2:
        return None
    return _value(amounts[0], field) if _fits(amounts[0], field.unit) else None


def _value(amount: WrittenAmount, field: ProfileField) -> Decimal | int | Unplaced:
    """In the unit of the field, which a bare number is in already."""
    if amount.value is None:
        return Unplaced(words=amount.words, reason="不是准数，没法拿来比对，请给出具体数字")
    value = Decimal(amount.value.numerator) / Decimal(amount.value.denominator)
    if field.unit == "万元" and (amount.is_scaled or amount.measure is Measure.MONEY):
        value /= _TEN_THOUSAND
    if field.kind is not FieldKind.COUNT:
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


def _day(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    days = written_days(plain, today=day)
    if not days:
        return begun_before(plain, today=day)
    if days[0].month is None and day.year - days[0].year < _YEARS_THAT_DECIDE:
        return Unplaced(words=plain, reason="只有年份，不够比对，请写明年月日")
    return days[0].latest()


_YEARS_THAT_DECIDE = 4


def _choice(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    named = [one for one in field.choices if folded(one) in plain]
    if not named:  # 「2023版」 for GB/T 29490-2023
        named = [one for one in field.choices if (tail := one[-4:]).isdigit() and tail in plain]
    if not named and _NO.match(plain) and "无" in field.choices:
        return "无"
    return named[0] if len(named) == 1 else None


def _honour(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    if not title:
        return None
    if _NO.match(plain):
        return Honour(name=title, held=False)
    if days := written_days(plain, today=day):
        exact = days[0].latest() if days[0].day else None
        return Honour(name=title, year=days[0].year, obtained=exact)
    return Honour(name=title) if _YES.match(plain) else None


def _place(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    try:
        return normalise_region(plain.removeprefix("在").removeprefix("位于"))
    except BadPlaceError:
        return None


def _code(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    return plain.upper() if re.fullmatch("[a-t][0-9]{0,4}", plain) else None


def _text(plain: str, field: ProfileField, title: str, day: date) -> _Read:
    return plain


_READERS: dict[FieldKind, Callable[[str, ProfileField, str, date], _Read]] = {
    FieldKind.TEXT: _text,
    FieldKind.REGION: _place,
    FieldKind.CODE: _code,
    FieldKind.DATE: _day,
    FieldKind.EVENT: _event,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.NUMBER: _number,
    FieldKind.COUNT: _number,
    FieldKind.HONOURS: _honour,
}
