"""What is wrong with a labelled object, in Chinese: pydantic speaks English only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

_SAYINGS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请检查拼写",
    "json_invalid": "不是一个完整的 JSON 对象",
    "model_type": "应是一个 JSON 对象",
    "model_attributes_type": "应是一个 JSON 对象",
    "enum": "不在可选的值里，只能是 {expected}",
    "literal_error": "不在可选的值里，只能是 {expected}",
    "string_type": "应是文字",
    "string_too_short": "不能是空的",
    "string_pattern_mismatch": "不合格式 {pattern}",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "tuple_type": "应是列表",
    "date_type": "应是日期，写成 2026-11-22 这样",
    "date_parsing": "应是日期，写成 2026-11-22 这样",
    "date_from_datetime_parsing": "应是日期，写成 2026-11-22 这样",
}


def first_fault(error: ValidationError) -> str:
    """ "sources.0.title：缺少这一项": where the first fault lies and what it is, without full stop.

    A fault of the object as a whole is said to lie in 整行; a kind of fault without a Chinese
    saying keeps pydantic's words.
    """
    fault = error.errors()[0]
    field = ".".join(str(part) for part in fault["loc"]) or "整行"
    return f"{field}：{_saying(fault['type'], fault.get('ctx', {}), fault['msg'])}"


def _saying(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind == "value_error":
        return str(context["error"])
    saying = _SAYINGS.get(kind)
    if saying is None:
        return message
    expected = str(context.get("expected", "")).replace(" or ", "、").replace(", ", "、")
    return saying.format(expected=expected, pattern=context.get("pattern", ""))
