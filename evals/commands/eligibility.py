"""`zhice eval eligibility`: the rules against companies worked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.console import AsJson, print_json, write_line


def eligibility(
    companies: Annotated[
        Path | None, typer.Argument(help="企业文件，每行一个 JSON 对象；不写就用内置的。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """资格规则评测：逐家企业、逐项条件与手工推理的结论核对，连同差额和金额。"""
    from assistant.eligibility.programme_files import load_programmes
    from evals.worked_companies import COMPANIES, read_companies
    from evals.worked_measures import as_table, compare_companies, tallies

    found = compare_companies(read_companies(companies or COMPANIES), load_programmes())
    wrong = [one for one in found if not one.is_right]
    if as_json:
        print_json(
            {
                "tallies": {name: {"right": r, "of": n} for name, r, n in tallies(found)},
                "different": [
                    {
                        "company": one.company,
                        "programme": one.programme,
                        "kind": one.kind,
                        "part": one.part,
                        "expected": one.expected,
                        "found": one.found,
                    }
                    for one in wrong
                ],
            }
        )
    else:
        write_line(as_table(found))
    if wrong:
        raise typer.Exit(1)
