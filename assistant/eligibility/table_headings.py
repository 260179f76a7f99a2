"""Headings of tables of companies: 「2025年营业收入（万元）」, 「去年研发费用/元」, 「staff」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.eligibility.profile import field_by_label, fields
from assistant.eligibility.profile_cues import profile_words
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.profile_reading import field_of
from assistant.eligibility.written_amounts import folded

_FACTORS = {
    "元": {"元": 1, "千元": 1_000, "万元": 10_000, "万": 10_000, "亿元": 10**8, "亿": 10**8}
}
_FACTORS["万元"] = _FACTORS["元"]
_UNIT = re.compile(
    r"[（(\[【/_、:： ]*(亿元|万元|千元|亿|万|元|%|人|件|项|个|家|天|分|年)?[)）\]】]*$"
)
_YEAR = re.compile(r"(20\d\d)(?:年度?|\.0)?|(大前年|前年|去年|上一年度?|上年度?|今年|本年度?)度?")
_AGO = {"大前年": 3, "前年": 2, "去年": 1, "上": 1, "今年": 0, "本": 0}
_SPACES = re.compile(r"[\s_*\-—]+")
_NAMES_OF_COMPANIES = ("企业名称", "公司名称", "单位名称", "公司", "企业", "单位")
_OTHERS = {
    "成立日期": "registered",
    "成立时间": "registered",
    "注册时间": "registered",
    "所在地": "region",
    "所在地区": "region",
    "省市区": "region",
    "规模": "size",
    "国民经济行业代码": "industry",
    "行业": "industry",
    "员工人数": "staff",
    "员工数": "staff",
    "职工人数": "staff",
    "人数": "staff",
    "荣誉": "honours",
    "已获资质": "honours",
    "称号": "honours",
    "贯标": "certificate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column.

    Attributes:
        column: from 0.
        words: as printed.
        year: that its figures are of; None for fields without.
        assumed: the year was not named: the last full one is meant.
        factor: what a bare number is multiplied by to be in the unit of the field.
    """

    column: int
    words: str
    field: ProfileField
    year: int | None
    assumed: bool
    factor: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of a table.

    Attributes:
        unknown: headings that name no field, as printed.
        repeated: headings of a field that an earlier column names already.
    """

    known: tuple[Heading, ...]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]


def read_headings(cells: Sequence[str], *, this_year: int) -> Headings:
    """What each column of a row of headings holds."""
    known: dict[tuple[str, int | None], Heading] = {}
    unknown, repeated = [], []
    for column, words in enumerate(cells):
        heading = _heading(column, words, this_year)
        if heading is None:
            unknown += [words] if words else []
        elif (heading.field.name, heading.year) in known:
            repeated.append(words)
        else:
            known[heading.field.name, heading.year] = heading
    return Headings(known=tuple(known.values()), unknown=tuple(unknown), repeated=tuple(repeated))


def _heading(column: int, words: str, this_year: int) -> Heading | None:
    """The heading with year and unit told apart from its name; as printed where that names one."""
    year, unit, field = None, "", _field_called(_SPACES.sub("", folded(words)))
    if field is None:
        said = _YEAR.search(words)
        year = _year(said, this_year) if said else None
        rest = (words[: said.start()] + words[said.end() :] if said else words).strip()
        in_unit = _UNIT.search(rest)
        unit = (in_unit[1] or "") if in_unit else ""
        field = _field_called(_SPACES.sub("", folded(_UNIT.sub("", rest).strip("的：:（()）"))))
    factors = _FACTORS.get(field.unit) if field else None
    if field is None or (unit and factors and unit not in factors):
        return None
    is_yearly = field.kind is FieldKind.YEARLY
    return Heading(
        column=column,
        words=words,
        field=field,
        year=(year or this_year - 1) if is_yearly else None,
        assumed=is_yearly and year is None,
        factor=(factors[unit], factors[field.unit]) if unit and factors else (1, 1),
    )


def _year(match: re.Match[str], this_year: int) -> int:
    if match[1]:
        return int(match[1])
    return this_year - next(ago for words, ago in _AGO.items() if match[2].startswith(words))


def _field_called(name: str) -> ProfileField | None:
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, ProfileField]:
    """Fields by label, name in code, and what people call them."""
    names = {folded(label): field for label, field in field_by_label().items()}
    names |= {folded(field.name).replace("_", ""): field for field in fields()}
    others = dict.fromkeys(_NAMES_OF_COMPANIES, "name") | _OTHERS
    for word, name in others.items():
        names.setdefault(folded(word), field_of(name))
    for cue in profile_words().cue:
        meant = cue.money or cue.count or cue.percent or cue.points or cue.days
        for word in cue.words if meant else ():
            names.setdefault(folded(word), field_of(meant))
    return names
