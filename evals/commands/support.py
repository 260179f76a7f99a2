"""`zhice eval support`: how far the checker of sentences against clauses can be trusted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.console import write_line


def support(
    pairs_file: Annotated[
        Path | None,
        typer.Argument(help="句子与条款的标注，每行一个 JSON 对象。不写就用内置的。"),
    ] = None,
    split: Annotated[
        str, typer.Option(help="只看一半：dev（可对照着改检查规则）或 test。不写就看全部。")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """条款支持检查的准确率和召回率：在人工标注的句子与条款上，逐类给出，并列出判错的。"""
    from evals.cases import Split
    from evals.errors import CasesError
    from evals.support_pairs import PAIRS, judge_pairs, read_pairs
    from evals.support_report import as_json as outcome_as_json
    from evals.support_report import as_table

    if split not in ("", *Split):
        raise CasesError(f"没有叫 {split} 的一半。请写 dev 或 test。")
    pairs = [pair for pair in read_pairs(pairs_file or PAIRS) if split in ("", pair.split)]
    outcome = judge_pairs(pairs)
    if as_json:
        write_line(json.dumps(outcome_as_json(outcome), ensure_ascii=False, indent=2))
        return
    write_line(as_table(outcome))
