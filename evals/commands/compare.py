"""`zhice eval compare` and `zhice eval runs`: what changed from one run to another."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.console import print_json, write_line
from corpus.home import default_home


def compare(
    before: Annotated[str, typer.Argument(help="先前的评测：名字、名字开头，或文件夹。")],
    after: Annotated[str, typer.Argument(help="后来的评测。")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """比较两次评测：各项差别、置信区间、显著与否，以及翻转的题。"""
    from evals.compare_runs import compare as compare_runs
    from evals.comparison_report import as_json as comparison_as_json
    from evals.comparison_report import as_text
    from evals.stored_runs import find_run, read_run

    old, new = (read_run(find_run([default_home().runs], name)) for name in (before, after))
    found = compare_runs(old.values, new.values)
    cases = {row.case.id: row.case for row in (*old.rows, *new.rows)}
    if as_json:
        print_json(comparison_as_json(found))
        return
    write_line(as_text(found, cases))


def runs() -> None:
    """列出已有的评测。"""
    from evals.stored_runs import read_run, run_folders

    folders = run_folders(default_home().runs)
    for folder in folders:
        found = read_run(folder)
        write_line(
            f"{found.name}  {found.record.started}  提交 {found.record.commit}"
            f"  {len(found.rows)} 题"
        )
    if not folders:
        write_line("还没有评测。可运行 zhice eval run。")
