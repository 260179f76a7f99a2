"""`zhice eval gate`: the quick check before a change goes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import complain, write_line
from corpus.home import Home, default_home

if TYPE_CHECKING:
    from evals.cases import Case
    from evals.stored_runs import StoredRun

_SETS = ("dev", "test")


def gate(
    accept: Annotated[
        bool, typer.Option("--accept", help="把这次的结果存成新的基线，随代码一起提交。")
    ] = False,
    home: Annotated[
        Path | None, typer.Option(help="数据目录；其中只应有内置语料。不写就用默认的。")
    ] = None,
) -> None:
    """与提交的基线相比：有指标变差到不像偶然，就失败并指出是哪些题。"""
    from evals.baselines import BASELINE, baseline_of, read_baseline, write_baseline
    from evals.compare_runs import compare
    from evals.gate import gate as judge_gate

    baseline = None if accept else read_baseline(BASELINE)
    run, cases = _run(Home(home) if home else default_home())
    if baseline is None:
        write_baseline(baseline_of(run), BASELINE)
        write_line(f"已把 {len(run.rows)} 题的结果存成基线。")
        return
    verdict = judge_gate(compare(baseline.scores, run.values), cases)
    for question in verdict.questions:
        write_line(f"由对变错：{question}")
    if verdict.passes:
        write_line(f"{len(run.rows)} 题与基线（{baseline.commit}）相比没有变差。")
        return
    complain("与基线相比变差了：")
    for fault in verdict.faults:
        complain(f"  {fault}")
    complain("若是有意的取舍，请在说明里写明理由，并用 zhice eval gate --accept 更新基线。")
    raise typer.Exit(1)


def _run(home: Home) -> tuple[StoredRun, dict[str, Case]]:
    from evals.cases import named_cases
    from evals.measured import open_measured
    from evals.stored_runs import stored

    cases = named_cases(_SETS)
    measured = open_measured(home, progress=show_progress)
    found = measured.run(cases, asked="、".join(_SETS), progress=show_progress)
    return stored(found, name="gate"), {case.id: case for case in cases}
