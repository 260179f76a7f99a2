"""What is wrong with data from outside, in Chinese; pydantic speaks English only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

_SAYINGS = {
    "missing": "缺少这一项",
    "json_invalid": "不是完整的 JSON",
    "extra_forbidden": "不认识这个键，请检查拼写",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "string_pattern_mismatch": "写法不对，要符合 {pattern}",
    "string_too_long": "最多 {max_length} 个字符",
    "string_too_short": "不能为空",
    "too_short": "不能为空",
    "too_long": "最多 {max_length} 项",
    "greater_than": "要大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "decimal_max_places": "最多 {decimal_places} 位小数",
    "int_from_float": "要写成整数",
    "finite_number": "要写成数字",
}
_KINDS = (
    (("date",), "要写成 2026-11-22 这样的日期"),
    (("decimal", "float", "int"), "要写成数字"),
    (("bool",), "要写成是或否（true 或 false）"),
    (("string",), "要写成文字"),
    (("dict", "model", "mapping"), "要写成键和值"),
    (("tuple", "list"), "要写成一组值"),
)
_MOST = 10
"""Faults told at once."""


def faults_of(error: ValidationError, data: object) -> list[str]:
    """One Chinese clause for each fault, with the key; at most ten.

    Args:
        error: what pydantic found.
        data: what was read; entries with an "id" are named by it.
    """
    told: dict[str, str] = {}
    for fault in error.errors(include_url=False, include_input=False):
        path = _path(fault["loc"], data)
        told.setdefault(path, f"{path} {_saying(fault['type'], fault.get('ctx', {}))}".strip())
    # A list whose entries are wrong is told to be empty as well.
    paths = [path for path in told if not any(other.startswith(f"{path}[") for other in told)]
    return [told[path] for path in paths][:_MOST]


def _saying(kind: str, context: Mapping[str, object]) -> str:
    if kind == "value_error":
        return str(context.get("error", "值不合用"))
    if kind in _SAYINGS:
        return _SAYINGS[kind].format_map({key: _chinese(value) for key, value in context.items()})
    for beginnings, saying in _KINDS:
        if kind.startswith(beginnings):
            return saying
    return "值不合用"


def _chinese(value: object) -> str:
    return str(value).replace(" or ", "、").replace(", ", "、").replace("'", "")


def _path(location: Sequence[int | str], data: object) -> str:
    path, here = "", data
    for step in location:
        here = _below(here, step)
        if isinstance(step, int):
            name = here.get("id", step + 1) if isinstance(here, Mapping) else step + 1
            path += f"[{name}]"
        elif not _is_inner(step):
            path += f".{step}" if path else step
    return path


def _is_inner(step: str) -> bool:
    """Names pydantic gives the branches of a union, which are no keys: "date", "literal['无']"."""
    return step in ("date", "[key]") or "[" in step


def _below(here: object, step: int | str) -> object:
    if isinstance(here, Mapping):
        return here.get(step, here)
    if isinstance(here, Sequence) and isinstance(step, int) and step < len(here):
        return here[step]
    return here
