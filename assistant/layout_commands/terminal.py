"""What the commands read and write: the data folder, scopes, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import LayoutError
from corpus.console import print_json, show_progress, write_line
from corpus.home import default_home
from corpus.system_faults import said_of

if TYPE_CHECKING:
    from assistant.layout.layout_plan import Plan
    from assistant.layout.scope import ScopeQuery
    from assistant.layout.workbench import Workbench
    from assistant.layout_commands.options import Field


def open_bench() -> Workbench:
    """The patents of the data folder, with the built-in texts at hand for citations."""
    from assistant.layout_commands.open_workbench import open_workbench

    return open_workbench(default_home(), progress=show_progress)


def query_of(field: Field) -> ScopeQuery:
    """A question or a saved scope, and the boundary where one is given.

    Raises:
        LayoutError: both or neither are given, or the file holds no scope.
    """
    from assistant.layout.scope import LONGEST_QUESTION, ScopeQuery, load_scope

    if field.question and field.scope:
        raise LayoutError("检索用语和 --scope 二者选一。")
    if len(field.question) > LONGEST_QUESTION:
        raise LayoutError(f"检索用语太长，请精简到 {LONGEST_QUESTION} 字以内。")
    query = load_scope(field.scope) if field.scope else ScopeQuery(question=field.question)
    if field.threshold is None:
        return query
    return query.model_copy(update={"threshold": field.threshold})


def worded(plan: Plan) -> Plan:
    """The plan with its advice in the words of the model the settings name; as it is without one.

    Raises:
        ModelError: the address is none.
        SettingsError: a setting is out of range, or the saved ones cannot be read.
    """
    from assistant.layout.advice_writer import AdviceWriter
    from assistant.open_model import make_advice_writer
    from assistant.saved_settings import read_settings

    home = default_home()
    writer = make_advice_writer(read_settings(home), home)
    if writer is None:
        return plan
    written = AdviceWriter(writer).write(plan.advice, plan.surveyed, show_progress)
    return replace(plan, written=written)


def read_text(path: Path | None) -> str:
    """The text of a file.

    Raises:
        LayoutError: no file is given, or it is no text.
    """
    if path is None:
        raise LayoutError("请写出方案，或用 --file 指定一个文本文件。")
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"读不了 {path.name}：请确认它是 UTF-8 编码的文本文件。") from error


def write(path: Path, data: bytes) -> None:
    """Write a file and say so.

    Raises:
        LayoutError: it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise LayoutError(f"写不了 {path}：{said_of(error)}。请换一个位置。") from error
    write_line(f"已写入 {path}（{len(data) / 1000:,.0f} KB）。")


def print_result(result: object) -> None:
    """A result with everything in it as one JSON object."""
    from pydantic_core import to_jsonable_python

    print_json(to_jsonable_python(result))
