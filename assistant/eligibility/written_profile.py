"""Profiles as people write them in JSON -> the keys and values that `Profile` takes.

A key may be a field's label, its name in code, or what a table would call it: 企业名称,
2025年营业收入（万元）. A value may be words as in a table's cell: 6000万元, 是, 2019年5月10日.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import field_by_label, field_by_name, fields
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.table_cells import cell_value
from assistant.eligibility.table_headings import Heading, read_headings

_YEAR_KEY = re.compile(r"\s*((?:19|20)\d\d)\s*年?度?\s*")
_NAMES_A_YEAR = re.compile(r"20\d\d")
_NO_YEAR = 2000
"""Years that a key does not write out are not taken from it."""

_HONOUR_KEYS = {
    **{info.title: name for name, info in Honour.model_fields.items() if info.title},
    "名称": "name",
    "年份": "year",
    "取得日期": "obtained",
    "有效期至": "expires",
}


def as_declared(data: Mapping[str, object]) -> dict[str, object]:
    """The same under the names of the fields; what cannot be read stays, for `Profile` to refuse.

    Raises:
        ValueError: two keys tell the same; Chinese, without a full stop.
    """
    taken: dict[str, object] = {}
    for key, value in data.items():
        name, read = _entry(key, value)
        old = taken.get(name)
        if name not in taken:
            taken[name] = read
        elif isinstance(old, dict) and isinstance(read, dict) and not old.keys() & read.keys():
            taken[name] = {**old, **read}
        else:
            raise ValueError(f"“{field_by_name(name).label}”写了不止一次，请只留一个")
    return taken


def _entry(key: str, value: object) -> tuple[str, object]:
    field = _declared().get(key)
    heading = _plain(key, field) if field else _heading(key)
    if heading is None:
        return key, value
    read = _value(value, heading)
    if heading.year is not None and not isinstance(read, dict):
        read = {str(heading.year): read}
    return heading.field.name, read


@cache
def _declared() -> dict[str, ProfileField]:
    return field_by_label() | {field.name: field for field in fields()}


def _plain(words: str, field: ProfileField) -> Heading:
    return Heading(column=0, words=words, field=field, year=None, assumed=False, factor=(1, 1))


def _heading(key: str) -> Heading | None:
    """What a table's heading of these words holds; figures by year need the year written out."""
    known = read_headings([key], this_year=_NO_YEAR).known
    if not known:
        return None
    is_undated = known[0].year is not None and not _NAMES_A_YEAR.search(key)
    return _plain(key, known[0].field) if is_undated else known[0]


def _value(value: object, heading: Heading) -> object:
    kind = heading.field.kind
    if kind is FieldKind.YEARLY and isinstance(value, dict):
        return {_year(year): _cell(figure, heading) for year, figure in value.items()}
    if kind is FieldKind.HONOURS and isinstance(value, list):
        return [honour for entry in value for honour in _honours(entry, heading)]
    return _cell(value, heading)


def _year(key: str) -> str:
    written = _YEAR_KEY.fullmatch(key)
    return written[1] if written else key


def _honours(entry: object, heading: Heading) -> list[object]:
    if isinstance(entry, dict):
        return [{_HONOUR_KEYS.get(key, key): value for key, value in entry.items()}]
    read = _cell(entry, heading)
    return list(read) if isinstance(read, tuple) else [entry]


def _cell(value: object, heading: Heading) -> object:
    is_scaled = heading.factor[0] != heading.factor[1] and type(value) in (int, float)
    words = str(value) if is_scaled else value
    if heading.field.kind is FieldKind.EVENT and value is False:
        words = "无"
    if not isinstance(words, str) or not words.strip():
        return value
    try:
        return cell_value(words.strip(), heading)
    except ValueError:
        return value
