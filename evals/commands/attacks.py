"""`zhice eval attacks`: do instructions in questions, histories and files change what is said?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import AsJson, print_json, write_line


def attacks(
    attacks_file: Annotated[
        Path | None, typer.Argument(help="攻击清单，每行一个 JSON 对象。不写就用内置的。")
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(help="再用一个真实的 OpenAI 兼容接口试，例如 http://127.0.0.1:8077/v1。"),
    ] = None,
    model: Annotated[str, typer.Option(help="接口里的模型名。")] = "",
    as_json: AsJson = False,
) -> None:
    """逐个攻击：不用大模型，用一个处处照办的假模型，以及（给出接口时）真实模型。"""
    from evals.attacks.attack import ATTACKS, read_attacks
    from evals.attacks.attack_report import as_json as runs_as_json
    from evals.attacks.attack_report import as_table
    from evals.attacks.run_attacks import with_endpoint, with_obedient_model, without_model

    tried = read_attacks(attacks_file or ATTACKS)
    runs = {
        "不用大模型": without_model(tried, show_progress),
        "照办的模型": with_obedient_model(tried, show_progress),
    }
    if endpoint:
        runs[model or "接口"] = with_endpoint(tried, endpoint, model, show_progress)
    if as_json:
        print_json(runs_as_json(runs))
    else:
        write_line(as_table(runs))
    if any(outcome.faults for outcomes in runs.values() for outcome in outcomes):
        raise typer.Exit(1)
