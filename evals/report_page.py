"""A stored run as one HTML file that needs nothing else, and as Markdown for a pull request."""

from __future__ import annotations

from pathlib import Path

from evals.compare_runs import Comparison
from evals.comparison_report import as_text
from evals.report_view import ReportView, view_of
from evals.stored_runs import StoredRun

_TEMPLATES = Path(__file__).parent / "templates"


def as_html(run: StoredRun, *, comparison: Comparison | None = None, against: str = "") -> str:
    """One self-contained page.

    Args:
        comparison: of an earlier run with this one; None leaves that part out.
        against: name of the earlier run.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    questions = {row.case.id: row.case.question for row in run.rows}
    return environment.get_template("report.html").render(
        view=view_of(run), comparison=comparison, against=against, questions=questions
    )


def as_markdown(run: StoredRun, *, comparison: Comparison | None = None, against: str = "") -> str:
    """A summary to paste into a pull request."""
    view = view_of(run)
    lines = [f"**{view.headline}**", "", *_figures(view)]
    if comparison is not None:
        cases = {row.case.id: row.case for row in run.rows}
        lines += ["", f"与 {against} 相比：", "", as_text(comparison, cases)]
    commit = dict(view.record)["提交"]
    return "\n".join([*lines, "", f"评测 {view.name}，提交 {commit}。"])


def _figures(view: ReportView) -> list[str]:
    rows = ["| 指标 | 值 | 95% 区间 | 题数 |", "|---|---|---|---|"]
    return rows + [f"| {f.label} | {f.value} | {f.spread} | {f.cases} |" for f in view.figures]
