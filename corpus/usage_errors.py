"""What is wrong with a command line, in Chinese; the parser speaks English only."""

from __future__ import annotations

import re

from typer.exceptions import TyperException

_SAYINGS = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (r"No such option: (\S+)(?: .*)?", r"没有 \1 这个选项"),
        (r"No such command '(.+?)'\..*", r"没有 \1 这个命令"),
        (r"Missing (?:argument|option|parameter) '?(.+?)'?\.?", r"缺少 \1"),
        (r"Option '(.+?)' requires (?:an|\d+) arguments?\.", r"选项 \1 后面要写上值"),
        (r"Option '(.+?)' does not take a value\.", r"选项 \1 后面不带值"),
        (
            r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)",
            r"多出了“\1”；含空格的内容要加引号",
        ),
        (r"Invalid value for '(.+?)': .*valid (?:integer|number).*", r"\1 要写成数字"),
        (r"Invalid value for '(.+?)': .*greater than or equal to (\S+)", r"\1 不能小于 \2"),
        (r"Invalid value for '(.+?)': .*less than or equal to (\S+)", r"\1 不能大于 \2"),
        (r"Invalid value(?: for '.+?')?: (?=.*[\u4e00-\u9fff])(.*)", r"\1"),
        (r"Invalid value for '(.+?)': .*", r"\1 的值不合用"),
    )
)


def in_chinese(error: TyperException) -> str:
    """One clause without a full stop; "" after the help text, which needs no complaint.

    What no saying covers is passed on as it is.
    """
    describe = getattr(error, "format_message", None)
    message = str(describe() if describe else error).strip()
    for pattern, chinese in _SAYINGS:
        match = pattern.fullmatch(message)
        if match:
            return match.expand(chinese).rstrip("。.")
    return message.rstrip("。.")
