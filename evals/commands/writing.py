"""`zhice eval writing`: extracts, checked drafts and unchecked drafts on the same questions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import AsJson, print_json, write_line
from corpus.home import default_home


def writing(
    cases: Annotated[
        list[str] | None, typer.Argument(help="题目文件，或内置题集的名字；不写就用 test。")
    ] = None,
    number: Annotated[int, typer.Option(help="抽这么多题，每次抽到的相同。", min=1)] = 40,
    as_json: AsJson = False,
) -> None:
    """用设置里的大模型，对照三种答法：条文摘录、逐句核对、不核对（只用于评测）。"""
    from assistant.errors import ModelError
    from assistant.saved_settings import read_settings
    from evals.cases import named_cases
    from evals.writing import compare_writing, sample, writing_figures
    from evals.writing_report import as_table

    settings = read_settings(default_home())
    if not settings.llm_url:
        raise ModelError("没有配置大模型。请先在“设置”页填写，或设置 ZHICE_LLM_URL。")
    chosen = sample(named_cases(cases or ["test"]), number)
    judged = compare_writing(default_home(), chosen, settings, show_progress)
    found = {name: writing_figures(judgements) for name, judgements in judged.items()}
    if as_json:
        print_json({name: asdict(figures) for name, figures in found.items()})
        return
    write_line(as_table(found))
