"""Questions from a JSON Lines file, one answer object a line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import BadQuestionError
from assistant.given_day import parse_day
from assistant.live_assistant import Assistant
from corpus.errors import ZhiceError


class BatchLine(BaseModel):
    """One question of a batch; unknown entries are ignored, so that eval cases can be fed in."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    as_of: str | None = None
    region: str | None = None
    id: str | int | None = None


def answer_lines(
    assistant: Assistant, path: Path, *, as_of: date | None, region: str | None
) -> Iterator[dict[str, Any]]:
    """Answers in the order of the file; a line that cannot be answered gives an "error" entry.

    Args:
        assistant: who answers.
        path: the file, UTF-8; blank lines are skipped.
        as_of, region: for lines that state none.

    Raises:
        BadQuestionError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestionError(
            f"读不了问题文件 {path.name}：请确认文件存在且是 UTF-8 编码的 JSON Lines。"
        ) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            asked = BatchLine.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            yield {"line": number, "error": f"第 {number} 行{_fault(error)}。"}
            continue
        yield _answer(assistant, asked, as_of=as_of, region=region)


def _answer(
    assistant: Assistant, asked: BatchLine, *, as_of: date | None, region: str | None
) -> dict[str, Any]:
    identity = {} if asked.id is None else {"id": asked.id}
    try:
        day = parse_day(asked.as_of) or as_of
        answer = assistant.ask(asked.question, as_of=day, region=asked.region or region)
    except ZhiceError as error:
        return {**identity, "question": asked.question, "error": str(error)}
    return {**identity, **answer.to_json()}


def _fault(error: json.JSONDecodeError | ValidationError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.colno} 个字符起不是合法的 JSON"
    fault = error.errors(include_url=False)[0]
    if not fault["loc"]:
        return '要写成 {"question": "……"} 这样的 JSON 对象'
    entry = fault["loc"][0]
    return f"缺少 {entry}" if fault["type"] == "missing" else f"的 {entry} 要写成文字"
