"""The identity block at the head of a Markdown file, between two lines of three dashes."""

from __future__ import annotations

import re
from datetime import date

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.documents import Form, Kind, Level, Verification
from corpus.errors import FrontMatterError

FENCE = "---"
_ENTRY = re.compile(r"\s*[A-Za-z_]+[ \t]*:")
_FAULTS = (
    ("extra_forbidden", "没有这一项"),
    ("missing", "必须填写"),
    ("date", "要写成 2024-01-20 这样的日期"),
    ("enum", "只能是 {expected}"),
    ("string_too_short", "不能是空的"),
    ("string", "要写成文字，可加引号"),
    ("tuple", "要写成列表，如 [甲, 乙]"),
)
"""Beginnings of pydantic's error types, and what we say of them."""


class FrontMatter(BaseModel):
    """What a file states of itself; every entry but the title may be left to the text.

    Attributes:
        title: of the instrument, without 《》.
        supersedes: titles or document numbers of what this version replaces.
        expires: last day in force, inclusive.
        region: "省/市/区" path; omitted for national texts.
        source: where the facts can be checked, a URL or the name of the official text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    form: Form | None = None
    issuer: str | None = None
    document_number: str | None = None
    version: str | None = None
    level: Level | None = None
    region: str | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    supersedes: tuple[str, ...] = ()
    verification: Verification | None = None
    source: str | None = None


def split_front_matter(text: str, *, name: str) -> tuple[FrontMatter | None, str]:
    """Separate the identity block from the body; `None` when the file has no block.

    Three dashes above anything but an entry ("title: …") are a rule of Markdown.

    Raises:
        FrontMatterError: the block is not closed, is not YAML, or has a wrong or unknown entry.
    """
    if not text.startswith(FENCE + "\n") or not _ENTRY.match(text, len(FENCE) + 1):
        return None, text
    block, fence, body = text[len(FENCE) + 1 :].partition(f"\n{FENCE}\n")
    if not fence:
        raise FrontMatterError(f"{name} 的文件头没有结束行“---”。请补上后重新导入。")
    try:
        return FrontMatter.model_validate(yaml.safe_load(block)), body
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        where = f"第 {mark.line + 2} 行附近" if mark else ""
        raise FrontMatterError(
            f"{name} 的文件头{where}不是合法的 YAML，常见原因是括号、引号不成对或冒号后没有空格。"
            "请改正后导入。"
        ) from error
    except ValidationError as error:
        raise FrontMatterError(
            f"{name} 的文件头有误：{_first_fault(error)}。请改正后导入。"
        ) from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    said = next((said for kind, said in _FAULTS if fault["type"].startswith(kind)), "格式不对")
    expected = str(fault.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", "、")
    entry = ".".join(str(part) for part in fault["loc"]) or "整个文件头"
    return f"{entry} {said.format(expected=expected.replace(', ', '、'))}"
