"""`zhice eval abilities`: do right answers hold when the corpus is changed around them?"""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import AsJson, print_json, write_line
from corpus.home import default_home


def abilities(
    cases: Annotated[
        list[str] | None, typer.Argument(help="题目文件，或内置题集的名字；不写就用 test。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """掺入无关材料、抽走所据文件、两问合一、掺入旧版和别处的规定，看答对的题还对多少。"""
    from evals.cases import named_cases
    from evals.robustness import as_json as found_as_json
    from evals.robustness import as_table
    from evals.worlds import abilities as measure

    found = measure(default_home(), named_cases(cases or ["test"]), progress=show_progress)
    if as_json:
        print_json(found_as_json(found))
        return
    write_line(as_table(found))
    for row in found:
        write_line(f"{row.label} 丢掉的题：{'、'.join(row.lost) or '无'}")
