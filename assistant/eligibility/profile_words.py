"""A company profile from words: 「我们是2019年成立的，去年营收6000万，研发300万」."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_amounts import AmountReader
from assistant.eligibility.profile_reading import (
    ReadFact,
    Reading,
    Share,
    Unplaced,
    fill_in,
    joined,
)
from assistant.eligibility.profile_statements import statements
from assistant.eligibility.written_amounts import folded

_HERE = "(?:境内|国内|中国境内)"
_ALL_DOMESTIC = re.compile(
    f"^(?:都|全部?|全部都)是?在?{_HERE}(?:做|发生|投入)?的?[。.!！]?$|"
    f"研发(?:费用?|投入|支出|经费)?(?:都|全部?|全部都)是?在?{_HERE}|{_HERE}研发(?:费用?|投入|支出)?占?是?全部"
)
_YEARS_OF_RD = 3
"""The full years that a programme counts R&D of."""

_AS_TECHNICAL = "先按研发人员数算，高企问的是科技人员，不同请更正"


def read_words(text: str, *, day: date, before: Profile | None = None) -> Reading:
    """What a message says of the writer's company; nothing is guessed.

    Args:
        day: the day asked about, from which 去年 and 近三年 are reckoned.
        before: what earlier messages said, for corrections that name no field.
    """
    said = tuple(statements(text, today=day))
    figures = AmountReader(today=day, before=before or Profile()).read(folded(text))
    stated = Reading(
        facts=tuple(one for one in said if isinstance(one, ReadFact)),
        unplaced=tuple(one for one in said if isinstance(one, Unplaced)),
    )
    read = joined((stated, figures, _all_domestic(folded(text), day)))
    return _with_technical_staff(read, before or Profile())


def _all_domestic(text: str, day: date) -> Reading:
    """「研发全部在境内」: a share of the R&D of each year that is asked for."""
    said = _ALL_DOMESTIC.search(text)
    if said is None:
        return Reading()
    years = range(day.year - _YEARS_OF_RD, day.year)
    return Reading(shares=tuple(_domestic_share(year, said.group()) for year in years))


def _domestic_share(year: int, words: str) -> Share:
    return Share(
        field="domestic_rd_expense",
        whole="rd_expense",
        percent=Decimal(100),
        year=year,
        words=words,
    )


def _with_technical_staff(reading: Reading, before: Profile) -> Reading:
    """People of research counted as technical staff too, where nothing else is said of those:
    people name the one kind where programmes ask for the other; the remark says so."""
    told = {one.field for one in reading.facts} | {one.field for one in reading.shares}
    if "technical_staff" in told or before.technical_staff not in (None, before.rd_staff):
        return reading
    facts = (
        replace(one, field="technical_staff", remark=_AS_TECHNICAL)
        for one in reading.facts
        if one.field == "rd_staff"
    )
    shares = (
        replace(one, field="technical_staff") for one in reading.shares if one.field == "rd_staff"
    )
    return joined((reading, Reading(facts=tuple(facts), shares=tuple(shares))))


def profile_of_turns(turns: Iterable[str], *, day: date) -> tuple[Profile, Reading]:
    """The profile that several messages give, oldest first, and what was taken from the last."""
    profile, taken = Profile(), Reading()
    for text in turns:
        profile, taken = fill_in(profile, read_words(text, day=day, before=profile))
    return profile, taken
