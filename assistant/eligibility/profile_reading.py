"""What was read of a company: facts with the words each came from, and what found no place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import ValidationError

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import Profile, fields
from assistant.eligibility.profile_fields import FieldKind, ProfileField

Value = str | bool | int | Decimal | date | Honour


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """One value of a profile.

    Attributes:
        field: name of the field of `Profile`.
        year: of a figure by year; None for other fields.
        value: in the unit of the field; of `honours` one title.
        words: what the writer wrote.
        remark: Chinese: what was assumed or reckoned; "" when nothing was.
    """

    field: str
    value: Value
    words: str
    year: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Words that name a figure or fact which could not be taken; `reason` says why and what to
    write instead, Chinese."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A figure given as a share, in %, of another one, which may come later.

    Attributes:
        field, whole: names of fields.
        year: of both where they are by year.
    """

    field: str
    whole: str
    percent: Decimal
    year: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one text says, in its order; a later fact replaces an earlier one."""

    facts: tuple[ReadFact, ...] = ()
    shares: tuple[Share, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    def is_empty(self) -> bool:
        """Nothing of a company was found, placed or not."""
        return not (self.facts or self.shares or self.unplaced)


def joined(readings: Iterable[Reading]) -> Reading:
    """All of them as one, in order."""
    parts = tuple(readings)
    return Reading(
        facts=tuple(fact for one in parts for fact in one.facts),
        shares=tuple(share for one in parts for share in one.shares),
        unplaced=tuple(words for one in parts for words in one.unplaced),
    )


def fill_in(profile: Profile, reading: Reading) -> tuple[Profile, Reading]:
    """The profile with the facts in it, and the reading as it was taken: shares reckoned into
    figures, values that a profile refuses among the unplaced."""
    taken: list[ReadFact] = []
    unplaced = list(reading.unplaced)
    for fact in reading.facts:
        try:
            profile = _with(profile, fact)
        except ValidationError:
            unplaced.append(Unplaced(words=fact.words, reason=_out_of_range(fact)))
        else:
            taken.append(fact)
    for share in reading.shares:
        outcome = _reckoned(profile, share)
        if isinstance(outcome, Unplaced):
            unplaced.append(outcome)
        elif outcome is not None:
            profile = _with(profile, outcome)
            taken.append(outcome)
    return profile, Reading(facts=_last_of_each(taken), unplaced=tuple(unplaced))


def understood(reading: Reading) -> str:
    """What was taken, for the user to confirm, one line; "" when nothing was."""
    if not reading.facts:
        return ""
    return f"我理解为：{'；'.join(map(fact_words, reading.facts))}。不对请直接更正。"


def not_understood(reading: Reading) -> str:
    """What found no place, one line; "" when all did."""
    if not reading.unplaced:
        return ""
    lines = dict.fromkeys(f"“{one.words}”{one.reason}" for one in reading.unplaced)
    return f"没有记下：{'；'.join(lines)}。"


def fact_words(fact: ReadFact) -> str:
    """ "2025 年研发费用 380 万元（原话：研发是 380 万）"; the words only where they differ."""
    field = field_of(fact.field)
    year = f"{fact.year} 年" if fact.year is not None else ""
    remark = f"（{fact.remark}）" if fact.remark else ""
    if isinstance(fact.value, Honour):
        return honour_words(fact.value) + remark
    return f"{year}{field.label} {value_words(fact.value, field)}{remark}"


def honour_words(honour: Honour) -> str:
    """「已有…（2021 年）」 or 「没有“…”称号」."""
    if not honour.held:
        return f"没有“{honour.name}”称号"
    day = honour.obtained.isoformat() if honour.obtained else f"{honour.year} 年"
    return f"已有{honour.name}" + (f"（{day}）" if honour.obtained or honour.year else "")


def value_words(value: Value, field: ProfileField) -> str:
    """A value as it is shown: 「380 万元」, 「是」, 「2019-03-01」."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return _with_unit(f"{value.normalize():f}", field.unit)
    if isinstance(value, date):
        return value.isoformat()
    return _with_unit(str(value), field.unit)


def _with_unit(number: str, unit: str) -> str:
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def field_of(name: str) -> ProfileField:
    """A field by its name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]


_ROUNDING_POINTS = Decimal("0.5")
"""Percentage points by which a share may be rounded in speech."""

_BY_NAME = {field.name: field for field in fields()}


def _with(profile: Profile, fact: ReadFact) -> Profile:
    """The profile with one more fact, checked anew.

    Raises:
        ValidationError: the value is out of the field's range.
    """
    old = getattr(profile, fact.field)
    new: object = fact.value
    if fact.year is not None:
        new = {**(old or {}), fact.year: fact.value}
    elif isinstance(fact.value, Honour):
        new = (*(one for one in old or () if one.name != fact.value.name), fact.value)
    return Profile.model_validate({**dict(profile), fact.field: new})


def _reckoned(profile: Profile, share: Share) -> ReadFact | Unplaced | None:
    """The figure of a share; None when the figure itself is known."""
    part, whole = field_of(share.field), field_of(share.whole)
    known, of = (_figure(profile, one, share.year) for one in (part, whole))
    if known is not None:
        return _against(share, known, of)
    if of is None:
        return Unplaced(
            words=share.words, reason=f"还要知道{whole.label}才能换算成{part.label}，请一并告知"
        )
    value: int | Decimal = (of * share.percent / 100).quantize(Decimal("0.00000001"))
    if part.kind is FieldKind.COUNT:
        value = int(value)
    year = share.year if part.kind is FieldKind.YEARLY else None
    remark = f"由{whole.label} {value_words(of, whole)} 的 {share.percent.normalize():f}% 算得"
    return ReadFact(field=part.name, value=value, words=share.words, year=year, remark=remark)


def _against(share: Share, known: Decimal, of: Decimal | None) -> Unplaced | None:
    """What to say of a share whose figure is known too: nothing, or that they do not agree."""
    if not of or abs(known / of * 100 - share.percent) <= _ROUNDING_POINTS:
        return None
    return Unplaced(words=share.words, reason="与所说的金额或人数对不上，已按金额或人数记，请核对")


def _figure(profile: Profile, field: ProfileField, year: int) -> Decimal | None:
    value = getattr(profile, field.name)
    if field.kind is FieldKind.YEARLY:
        value = (value or {}).get(year)
    return None if value is None else Decimal(value)


def _last_of_each(facts: Sequence[ReadFact]) -> tuple[ReadFact, ...]:
    """The facts that count: of two for one place the later, where the earlier stood."""
    by_place: dict[tuple[str, int | None, str], ReadFact] = {}
    for fact in facts:
        title = fact.value.name if isinstance(fact.value, Honour) else ""
        by_place[fact.field, fact.year, title] = fact
    return tuple(by_place.values())


def _out_of_range(fact: ReadFact) -> str:
    return f"超出“{field_of(fact.field).label}”可填的范围，请核对后重写"
