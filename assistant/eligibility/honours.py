"""Honours (资质): the ones programmes ask for, how long each lasts, and whether one is valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.eligibility.periods import add_months

_QUOTES = {ord(mark): None for mark in "“”‘’「」『』\"'"}


class Honour(BaseModel):
    """A title a company holds.

    Attributes:
        name: as in `KNOWN_HONOURS`, or any other.
        year: when only the year is known; ignored when `obtained` is given.
        obtained: the day it was given.
        expires: the last day it is valid.
        held: False for "we do not have this one", so that it need not be asked again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1, max_length=100, title="资质名称")]
    year: Annotated[int, Field(ge=1900, le=2200)] | None = Field(default=None, title="获得年份")
    obtained: date | None = Field(default=None, title="获得日期")
    expires: date | None = Field(default=None, title="有效的最后一天")
    held: bool = Field(default=True, title="是否持有")

    @field_validator("name")
    @classmethod
    def _canonical(cls, name: str) -> str:
        return canonical(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHonour:
    """A title programmes refer to.

    Attributes:
        name: as it stands in profiles and expressions.
        term_months: how long it lasts after it was given; None when it does not lapse by itself.
    """

    name: str
    term_months: int | None = None


KNOWN_HONOURS = {
    known.name: known
    for known in (
        KnownHonour(name="国家知识产权优势企业"),
        KnownHonour(name="国家知识产权示范企业"),
        KnownHonour(name="国家知识产权示范企业创建对象"),
        KnownHonour(name="省知识产权示范企业"),
        # 国科发火〔2016〕32号; 工信部企业〔2022〕63号: three years each.
        KnownHonour(name="高新技术企业", term_months=36),
        KnownHonour(name="创新型中小企业", term_months=36),
        KnownHonour(name="专精特新中小企业", term_months=36),
        KnownHonour(name="专精特新“小巨人”企业", term_months=36),
    )
}


_BY_LETTERS = {name.translate(_QUOTES): name for name in KNOWN_HONOURS}


def canonical(name: str) -> str:
    """The name as we write it: 专精特新小巨人企业 and 专精特新“小巨人”企业 are one."""
    letters = name.translate(_QUOTES)
    return _BY_LETTERS.get(letters, letters)


def is_valid(honour: Honour, day: date) -> bool | None:
    """Whether it is held and has not lapsed on `day`; None when its dates do not tell."""
    if not honour.held:
        return False
    first, last = days_given(honour)
    if first is not None and day < first:
        return False
    begun = last is None or day >= last
    ended = _ended(honour, first, last, day)
    if ended or ended is None:
        return False if ended else None
    return True if begun else None


def days_given(honour: Honour) -> tuple[date | None, date | None]:
    """The earliest and the latest day on which it can have been given; None where unknown."""
    if honour.obtained is not None:
        return honour.obtained, honour.obtained
    if honour.year is not None:
        return date(honour.year, 1, 1), date(honour.year, 12, 31)
    return None, None


def _ended(honour: Honour, first: date | None, last: date | None, day: date) -> bool | None:
    if honour.expires is not None:
        return day > honour.expires
    known = KNOWN_HONOURS.get(honour.name)
    if known is None or known.term_months is None:
        return False
    if first is None or last is None:
        return None
    if day >= add_months(last, known.term_months):
        return True
    return False if day < add_months(first, known.term_months) else None
