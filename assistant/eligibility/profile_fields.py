"""What a field of a company profile is: its label, unit and kind, stated where it is declared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from corpus.errors import BadPlaceError
from corpus.places import normalise_region


class FieldKind(StrEnum):
    """How a field is asked for and what its value is in JSON."""

    TEXT = "文字"
    REGION = "地区"
    """A path like "广东省/广州市/南沙区"."""
    CODE = "行业代码"
    DATE = "日期"
    EVENT = "最近一次"
    """The day it last happened, or "无" for never."""
    YES_NO = "是否"
    CHOICE = "选项"
    NUMBER = "数值"
    COUNT = "个数"
    YEARLY = "分年数值"
    """Figures by calendar year: {"2025": 6000}."""
    HONOURS = "资质"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """One field, as a form, a table column or an expression needs it.

    Attributes:
        name: of the attribute of `Profile`, and the key in JSON.
        label: Chinese; the heading in tables AND the name in expressions, unique.
        unit: "万元", "元", "人", "件", "%", "年", "分"; "" where the kind has none.
        help: one Chinese sentence; "" when the label says it all.
        group: heading of the part of the form.
        choices: the values of a CHOICE; () otherwise.
        may_be_negative: profits may.
    """

    name: str
    label: str
    kind: FieldKind
    unit: str
    help: str
    group: str
    choices: tuple[str, ...]
    may_be_negative: bool


class ProfilePart(BaseModel):
    """A group of fields; the first line of a subclass's docstring is not shown, `GROUP` is."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


_LARGEST = Decimal(10) ** 12
"""A bound on all figures, far above any company's: keeps exact arithmetic small."""

_Figure = Annotated[
    Decimal,
    Field(ge=-_LARGEST, le=_LARGEST, allow_inf_nan=False, decimal_places=8),
    PlainSerializer(_plain, return_type=int | float, when_used="json"),
]
Number = Annotated[_Figure, Field(ge=0)] | None
Count = Annotated[int, Field(ge=0, le=10**9)] | None
Year = Annotated[int, Field(ge=1900, le=2200)]
Yearly = dict[Year, Annotated[_Figure, Field(ge=0)]] | None
SignedYearly = dict[Year, _Figure] | None
NEVER = "无"
"""For an event that never was."""

Event = date | Literal["无"] | None
Text = Annotated[str, Field(max_length=200)] | None
YesNo = bool | None


def ask(label: str, kind: FieldKind, unit: str = "", *, help: str = "") -> Any:  # noqa: ANN401
    """Declare an optional field of the profile."""
    return Field(
        default=None,
        title=label,
        description=help or None,
        json_schema_extra={"kind": kind.value, "unit": unit},
    )


@lru_cache(maxsize=4096)
def full_region(name: str) -> str:
    """The path of a place: "广州" is "广东省/广州市".

    Raises:
        ValueError: unknown, or several places; Chinese.
    """
    try:
        return normalise_region(name)
    except BadPlaceError as error:
        raise ValueError(str(error).rstrip("。")) from error
