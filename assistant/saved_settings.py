"""Settings made on the page: a file in the data folder, below what the environment says."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import SettingsError
from assistant.model_address import address_trouble
from assistant.settings import AssistantSettings
from corpus.home import Home

Value = str | int | float | bool
"""One setting as the file holds it."""

NAMES = {
    "llm_url": "接口地址",
    "llm_model": "模型名",
    "llm_key": "密钥",
    "llm_timeout_seconds": "一次回答最多等",
    "llm_first_token_seconds": "开始回答最多等",
    "llm_max_tokens": "一次回答的篇幅",
    "llm_daily_tokens": "每天的用量",
    "llm_context_tokens": "上下文长度",
    "llm_concurrency": "同时进行的回答",
    "llm_structured": "结构化输出",
    "llm_meaning_check": "由大模型复核句意",
}
"""What can be set on the page, as people call it; field names of `AssistantSettings`."""

_FILE = TypeAdapter(dict[str, Value])


def read_settings(home: Home) -> AssistantSettings:
    """What holds now: the environment, else what was saved, else the defaults.

    Raises:
        SettingsError: a value is out of range, or the file cannot be read.
    """
    fixed = fixed_by_environment()
    return _validated({n: v for n, v in saved_values(home).items() if n not in fixed})


def fixed_by_environment() -> frozenset[str]:
    """Fields of `AssistantSettings` that environment variables or `.env` give."""
    return frozenset(_validated({}).model_fields_set)


def saved_values(home: Home) -> dict[str, Value]:
    """What was saved, by field; {} when nothing was.

    Raises:
        SettingsError: the file cannot be read, or holds what is no setting.
    """
    try:
        saved = _FILE.validate_json(home.settings.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(_file_trouble(home.settings, error.strerror or "")) from error
    except ValidationError:
        # The error holds the file's content, and that the key: it must not be passed on.
        raise SettingsError(_file_trouble(home.settings, "内容不是设置")) from None
    if unknown := sorted(saved.keys() - NAMES.keys()):
        raise SettingsError(_file_trouble(home.settings, f"不认识 {unknown[0]}"))
    return saved


def save_values(home: Home, values: Mapping[str, Value]) -> None:
    """Keep these and no others; the file can be read by its owner only.

    Raises:
        SettingsError: a value is out of range, an address cannot be used, or the file cannot be
            written; then the old ones stay.
    """
    _validated(values)
    if (url := str(values.get("llm_url", ""))) and (trouble := address_trouble(url)):
        raise SettingsError(f"{trouble}。")
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        # mkstemp gives 0600, and the replacing keeps it
        handle, name = tempfile.mkstemp(prefix="settings-", suffix=".part", dir=home.root)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(dict(values), file, ensure_ascii=False, indent=2)
        Path(name).replace(home.settings)
    except OSError as error:
        raise SettingsError(
            f"设置存不下（{error.strerror}）：请确认磁盘还有空间、{home.root} 可写。"
        ) from error


def _validated(values: Mapping[str, Value]) -> AssistantSettings:
    try:
        return AssistantSettings.model_validate(dict(values))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        field = str(fault["loc"][0]) if fault["loc"] else ""
        raise SettingsError(_out_of_range(field)) from None


def _out_of_range(field: str) -> str:
    variable = f"ZHICE_{field.upper()}"
    known = AssistantSettings.model_fields.get(field)
    bounds = [words for limit in (known.metadata if known else ()) for words in _in_words(limit)]
    allowed = "，".join(bounds) or "可用的值见说明"
    return f"“{NAMES.get(field, field)}”的值不对（{allowed}）。请改正设置或环境变量 {variable}。"


def _in_words(limit: object) -> list[str]:
    said = (("ge", "至少"), ("gt", "大于"), ("le", "至多"))
    return [f"{words} {getattr(limit, name)}" for name, words in said if hasattr(limit, name)]


def _file_trouble(path: Path, reason: str) -> str:
    return f"设置文件 {path.name} 读不了（{reason}）：请改正，或删掉它后在“设置”页重新填写。"
