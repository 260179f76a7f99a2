"""Commands of this stage: retrieval, answers; run as `zhice eval …` or `python -m evals …`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.__main__ import run, show_progress
from evals.commands.abilities import abilities
from evals.commands.attacks import attacks
from evals.commands.compare import compare, runs
from evals.commands.drafts import drafts
from evals.commands.eligibility import eligibility
from evals.commands.gate import gate
from evals.commands.judge import judge
from evals.commands.layout import layout
from evals.commands.report import report
from evals.commands.robustness import robustness
from evals.commands.run import run as run_command
from evals.commands.support import support
from evals.commands.writing import writing

if TYPE_CHECKING:
    from indexing.embed import Embedder

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)
app.command("run")(run_command)
app.command("compare")(compare)
app.command("drafts")(drafts)
app.command("gate")(gate)
app.command("robustness")(robustness)
app.command("support")(support)
app.command("eligibility")(eligibility)
app.command("report")(report)
app.command("judge")(judge)
app.command("abilities")(abilities)
app.command("runs")(runs)
app.add_typer(layout, name="layout")
app.command("attacks")(attacks)
app.command("writing")(writing)


@app.command()
def retrieval(
    folder: Annotated[
        Path,
        typer.Argument(
            help="BEIR 格式的文件夹：corpus.jsonl(.gz)、queries.jsonl、qrels/test.tsv。"
        ),
    ],
    as_json: AsJson = False,
    baselines: Annotated[
        bool, typer.Option("--baselines", help="改为给出各种检索方式的对照表。")
    ] = False,
) -> None:
    """检索评测：为该文件夹另建索引，给出 nDCG@10、召回率等。"""
    from assistant.open_assistant import make_embedder  # brings onnxruntime and chromadb
    from assistant.settings import AssistantSettings
    from evals.retrieval import evaluate_retrieval

    embedder = make_embedder(AssistantSettings())
    if baselines:
        _print_baselines(folder, embedder, as_json=as_json)
        return
    found = evaluate_retrieval(folder, embedder, progress=show_progress).to_json()
    if as_json:
        _print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    _print("\n".join(f"{name}：{value}" for name, value in found.items()))


@app.command()
def answers(
    cases_file: Annotated[Path, typer.Argument(help="题目文件，每行一个 JSON 对象。")],
    as_json: AsJson = False,
    show_failures: Annotated[bool, typer.Option("--failures", help="列出答错的题。")] = False,
) -> None:
    """问答评测：逐题提问并核对事实、出处、拒答、引文和数字。"""
    from evals.cases import read_cases
    from evals.measured import open_measured
    from evals.report import as_json as run_as_json
    from evals.report import as_table, failures

    cases = read_cases(cases_file)
    measured = open_measured(progress=show_progress)
    found = measured.run(cases, asked=cases_file.name, progress=show_progress)
    if as_json:
        _print(json.dumps(run_as_json(found), ensure_ascii=False, indent=2))
        return
    _print(as_table(found))
    if show_failures:
        _print("\n" + failures(found))


def _print_baselines(folder: Path, embedder: Embedder, *, as_json: bool) -> None:
    from evals.retrieval_baselines import as_rows, as_table, evaluate_baselines

    table = evaluate_baselines(folder, embedder, progress=show_progress)
    if as_json:
        _print(json.dumps(as_rows(table), ensure_ascii=False, indent=2))
        return
    _print(as_table(table))


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(run(app))
