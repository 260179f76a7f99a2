"""Profiles as JSON: read with Chinese faults, write, and the schema for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.faults import faults_of
from assistant.eligibility.profile import FIELD_NAMES, Profile, field_by_name
from assistant.eligibility.profile_fields import FieldKind
from assistant.eligibility.written_profile import as_declared

JsonObject = dict[str, object]
_NAME = re.compile("[a-z_]+")
_WRONG_SHAPE = (" 要写成", " 写法不对")
_SHAPES = {
    FieldKind.YEARLY: '要按年份写成 {"2025": 6000} 这样',
    FieldKind.HONOURS: '要写成 ["高新技术企业（2024-01-05）"] 这样',
    FieldKind.CODE: "要写成 C3562 这样，门类字母开头",
    FieldKind.EVENT: "要写成 2026-11-22 这样的日期，没有发生过的写“无”",
}
"""What to write where pydantic only knows that it is something else."""


class _RepeatedKeyError(ValueError):
    """A JSON object has a key twice; json keeps the last without a word."""


def read_profile(text: str, *, name: str) -> Profile:
    """The profile a JSON text holds; `written_profile` tells which keys and values it may have.

    Args:
        text: one JSON object.
        name: of the file or line, for messages.

    Raises:
        ProfileError: no JSON object, or some of it cannot be taken; names every such field.
    """
    try:
        data = json.loads(text, object_pairs_hook=_each_key_once)
    except _RepeatedKeyError as error:
        raise ProfileError(f"{name} 里“{error}”写了不止一次，请只留一个。") from error
    except (ValueError, RecursionError) as error:
        raise ProfileError(f"{name} 不是合法的 JSON，请检查引号、逗号和括号。") from error
    if not isinstance(data, dict):
        raise ProfileError(f'{name} 要写成 {{"注册日期": "2019-03-01", …}} 这样的 JSON 对象。')
    return profile_of(data, name=name)


def profile_of(data: Mapping[str, object], *, name: str) -> Profile:
    """The profile of an object already read.

    Raises:
        ProfileError: some of it cannot be taken.
    """
    try:
        named = as_declared(data)
    except ValueError as error:
        raise ProfileError(f"{name} 的企业信息有误：{error}。") from error
    try:
        return Profile.model_validate(named)
    except ValidationError as error:
        faults = "；".join(_labelled(fault) for fault in faults_of(error, named))
        raise ProfileError(
            f"{name} 的企业信息有误：{faults}。可用的字段见 zhice assess --schema。"
        ) from error


def _each_key_once(pairs: Sequence[tuple[str, object]]) -> JsonObject:
    read: JsonObject = {}
    for key, value in pairs:
        if key in read:
            raise _RepeatedKeyError(key)
        read[key] = value
    return read


def _labelled(fault: str) -> str:
    """The Chinese label in place of the field's name at the beginning of a fault."""
    match = _NAME.match(fault)
    if match is None or match[0] not in FIELD_NAMES:
        return fault
    field, rest = field_by_name(match[0]), fault[match.end() :]
    if field.kind in _SHAPES and rest.startswith(_WRONG_SHAPE):
        rest = f" {_SHAPES[field.kind]}"
    return f"“{field.label}”{rest}"


def profile_as_json(profile: Profile) -> JsonObject:
    """What was filled in, under the field names; `profile_of` reads it back."""
    return profile.model_dump(mode="json", exclude_none=True)


def profile_schema() -> JsonObject:
    """JSON Schema (draft 2020-12) of a profile; `title` is the Chinese label, `unit` the unit."""
    schema = Profile.model_json_schema()
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "description": _ABOUT}


_ABOUT = (
    "一家企业（及其至多一件专利事项）的信息。各项都可以不填，不填即未知。"
    'title 是中文名称，也可以直接用作键；unit 是单位；分年数值按自然年写成 {"2025": 6000}。'
    "值也可以照表格的写法写成文字：6000万元、70%、是、2019年5月10日。"
)
