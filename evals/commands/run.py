"""`zhice eval run`: ask labelled questions, judge the answers and keep the run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import write_line
from corpus.home import default_home


def run(
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            help="题目文件，或内置题集的名字 dev、test、heldout；不写就用 dev 和 test。"
        ),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(help="改为评测一个 OpenAI 兼容接口，例如 http://127.0.0.1:8077/v1。"),
    ] = None,
    model: Annotated[str, typer.Option(help="接口里的模型名；密钥放在 ZHICE_ENDPOINT_KEY。")] = "",
    out: Annotated[Path | None, typer.Option(help="存放结果的文件夹；不写就放进数据目录。")] = None,
) -> None:
    """逐题提问、核对，把全部回答和各项指标存成一次评测。"""
    from evals.cases import named_cases
    from evals.measured import open_measured
    from evals.report import as_table
    from evals.stored_runs import new_run_folder, write_run

    names = cases or ["dev", "test"]
    chosen = named_cases(names)
    measured = open_measured(progress=show_progress)
    if endpoint:
        measured = measured.with_endpoint(endpoint, model)
    found = measured.run(chosen, asked="、".join(names), progress=show_progress)
    folder = out or new_run_folder(default_home().runs, found.record)
    write_run(folder, found)
    write_line(as_table(found))
    write_line(f"\n已存为 {folder}")
