"""`zhice eval report`: a run as a page anyone can open, or as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.console import write_line
from corpus.home import default_home


def report(
    run: Annotated[
        str, typer.Argument(help="评测的名字、名字开头，或文件夹；见 zhice eval runs。")
    ],
    against: Annotated[str | None, typer.Option(help="同另一次评测比较。")] = None,
    out: Annotated[Path, typer.Option(help="写到哪个文件；.md 结尾写成 Markdown。")] = Path(
        "评测报告.html"
    ),
) -> None:
    """把一次评测写成一个网页文件：指标、分类、用时、拒答是否可靠、答错的题。"""
    from evals.compare_runs import compare
    from evals.errors import RunsError
    from evals.report_page import as_html, as_markdown
    from evals.stored_runs import find_run, read_run

    folders = [default_home().runs]
    found = read_run(find_run(folders, run))
    earlier = read_run(find_run(folders, against)) if against else None
    comparison = compare(earlier.values, found.values) if earlier else None
    write = as_markdown if out.suffix == ".md" else as_html
    text = write(found, comparison=comparison, against=earlier.name if earlier else "")
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunsError(f"写不了 {out}：{error.strerror}。请换一个位置。") from error
    write_line(f"已写成 {out}。")
