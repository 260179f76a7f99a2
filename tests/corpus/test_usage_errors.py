from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.exceptions import TyperException

from corpus.usage_errors import in_chinese

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def find(
    query: str,
    limit: Annotated[int, typer.Option(min=1, max=5)] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    file: Annotated[Path | None, typer.Option(exists=True)] = None,
) -> None:
    if query == "bad":
        raise typer.BadParameter("--json 和 --file 只能选一个。")


@app.command()
def other() -> None: ...


def said_of(*arguments: str) -> str:
    with pytest.raises(TyperException) as raised:
        app(args=list(arguments), standalone_mode=False)
    return in_chinese(raised.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("find",), "缺少 query"),
        (("find", "x", "y", "z"), "多出了“y z”；含空格的内容要加引号"),
        (("find", "x", "--nope"), "没有 --nope 这个选项"),
        (("find", "x", "--jsn"), "没有 --jsn 这个选项"),
        (("nope",), "没有 nope 这个命令"),
        (("othr",), "没有 othr 这个命令"),
        (("find", "x", "--limit"), "选项 --limit 后面要写上值"),
        (("find", "x", "--limit", "many"), "--limit 要写成数字"),
        (("find", "x", "--limit", "0"), "--limit 不能小于 1"),
        (("find", "x", "--limit", "6"), "--limit 不能大于 5"),
        (("find", "x", "--json=1"), "选项 --json 后面不带值"),
        (("find", "x", "--file", "/no/such/file"), "--file 的值不合用"),
        (("find", "bad"), "--json 和 --file 只能选一个"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(arguments: tuple[str, ...], said: str) -> None:
    assert said_of(*arguments) == said


def test_after_the_help_there_is_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_of() == ""
    assert "Usage" in capsys.readouterr().out


def test_what_no_saying_covers_is_passed_on() -> None:
    assert in_chinese(TyperException("out of luck.")) == "out of luck"
