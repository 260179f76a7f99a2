"""Profiles as JSON: read with Chinese faults, write, and the schema for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.faults import faults_of
from assistant.eligibility.profile import FIELD_NAMES, Profile, field_by_label, field_by_name

JsonObject = dict[str, object]
_NAME = re.compile("[a-z_]+")


def read_profile(text: str, *, name: str) -> Profile:
    """The profile a JSON text holds; keys are field names or their Chinese labels.

    Args:
        text: one JSON object.
        name: of the file or line, for messages.

    Raises:
        ProfileError: no JSON object, or some of it cannot be taken; names every such field.
    """
    try:
        data = json.loads(text)
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
    labels = field_by_label()
    named = {labels[key].name if key in labels else key: value for key, value in data.items()}
    try:
        return Profile.model_validate(named)
    except ValidationError as error:
        faults = "；".join(_labelled(fault) for fault in faults_of(error, named))
        raise ProfileError(
            f"{name} 的企业信息有误：{faults}。可用的字段见 zhice assess --schema。"
        ) from error


def _labelled(fault: str) -> str:
    """The Chinese label in place of the field's name at the beginning of a fault."""
    match = _NAME.match(fault)
    if match is None or match[0] not in FIELD_NAMES:
        return fault
    return f"“{field_by_name(match[0]).label}”{fault[match.end() :]}"


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
)
