"""`zhice eval robustness`: do answers hold when a question is written differently?"""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import AsJson, print_json, write_line


def robustness(
    cases: Annotated[
        list[str] | None,
        typer.Argument(help="题目文件，或内置题集的名字；不写就用 test。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """同一道题换说法、错字、全角、繁体、客套、夹带指令再问，看答对率掉多少。"""
    from evals.cases import named_cases
    from evals.measured import open_measured
    from evals.robustness import as_json as found_as_json
    from evals.robustness import as_table
    from evals.robustness import robustness as measure

    chosen = named_cases(cases or ["test"])
    found = measure(chosen, open_measured(progress=show_progress), progress=show_progress)
    if as_json:
        print_json(found_as_json(found))
        return
    write_line(as_table(found))
    for row in found:
        write_line(f"{row.label} 丢掉的题：{'、'.join(row.lost) or '无'}")
