"""`zhice eval layout`: applicants brought together, IPC told by neighbours, features found."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from corpus.console import write_line

layout = typer.Typer(no_args_is_help=True, help="专利布局的评测：申请人归并、IPC 预测、特征比对。")

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@layout.command()
def applicants(
    labelled_file: Annotated[
        Path | None,
        typer.Argument(help="有 printed、applicant 两列的 CSV。不写就用内置的人工标注。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """申请人归并的准确率和召回率（按名称对计算），并列出错并和漏并的。"""
    from evals.layout.applicants import LABELLED, measure_applicants, read_labelled

    found = measure_applicants(read_labelled(labelled_file or LABELLED))
    if as_json:
        figures = {**asdict(found), "precision": found.precision, "recall": found.recall}
        write_line(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    write_line(
        f"名称 {found.names} 个；归并 {found.together} 对，应归并 {found.belonging} 对，"
        f"正确 {found.right} 对；准确率 {found.precision:.1%}，召回率 {found.recall:.1%}"
    )
    for said, pairs in (("错并", found.wrong), ("漏并", found.missed)):
        for one, other in pairs:
            write_line(f"{said}：{one} | {other}")


@layout.command()
def ipc(
    patents_file: Annotated[
        Path, typer.Argument(help="带标题和 IPC 的专利清单（CSV、XLSX 或 JSONL）。")
    ],
    as_json: AsJson = False,
) -> None:
    """留出标题的 IPC 小类由近邻预测的准确率，与最常见小类、TF-IDF 分类对照。"""
    from assistant.__main__ import show_progress
    from assistant.open_assistant import make_embedder
    from assistant.settings import AssistantSettings
    from evals.layout.ipc_prediction import as_table, measure_ipc, read_titles

    titles = read_titles(patents_file)
    figures = measure_ipc(titles, make_embedder(AssistantSettings()), show_progress)
    if as_json:
        write_line(json.dumps(asdict(figures), ensure_ascii=False, indent=2))
        return
    write_line(as_table(figures))


@layout.command()
def features(
    labelled_file: Annotated[
        Path | None,
        typer.Argument(
            help="有 half、feature、patent、part、start、end 几列的 CSV。不写就用内置的人工标注。"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """口语写的特征在专利原话里找不找得到：只看用词，与加上语义。须先导入标注所用的清单。"""
    from assistant.layout_commands.open_workbench import open_workbench
    from corpus.home import default_home
    from evals.layout.features import LABELLED, as_table, measure_features, read_features

    labelled = read_features(labelled_file or LABELLED)
    bench = open_workbench(default_home())
    figures = measure_features(labelled, bench.patents(None), bench.reader(None))
    if as_json:
        write_line(json.dumps([asdict(one) for one in figures], ensure_ascii=False, indent=2))
        return
    write_line(as_table(figures))
