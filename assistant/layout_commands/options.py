"""Options that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

Question = Annotated[str, typer.Argument(help="技术问题或一段技术描述。")]
Saved = Annotated[
    Path | None, typer.Option("--scope", help="用 zhice layout scope --save 存下的检索范围。")
]
Boundary = Annotated[float | None, typer.Option("--threshold", help="边界，越高范围越窄。")]
Viewer = Annotated[str | None, typer.Option("--owner", help="私有清单的所有者；不填只看公用清单。")]
Mine = Annotated[list[str] | None, typer.Option(help="本方申请人，可以写多次。")]
Theirs = Annotated[list[str] | None, typer.Option(help="对方申请人，可以写多次。")]
AsOf = Annotated[str | None, typer.Option(help="条文以哪一天有效的为准；默认今天。")]
Region = Annotated[str | None, typer.Option(help="企业所在的省/市/区，用来找支持政策。")]
ByRules = Annotated[bool, typer.Option("--by-rules", help="文字只由规则给出；接了大模型也不用。")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@dataclass(frozen=True, slots=True)
class Field:
    """Which patents are looked at, and who looks; without question and scope all of his lists."""

    question: Question = ""
    scope: Saved = None
    threshold: Boundary = None
    owner: Viewer = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose patents are set side by side."""

    mine: Mine = None
    theirs: Theirs = None
