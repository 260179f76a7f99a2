"""`zhice corpus check`: what is damaged, contradictory or unverified."""

from __future__ import annotations

import typer

from corpus.console import open_catalogue, write_line


def check() -> None:
    """检查语料库：损坏、矛盾和未核实的文件。"""
    from corpus.catalogue_check import check_catalogue

    catalogue = open_catalogue()
    problems = check_catalogue(catalogue)
    for problem in problems:
        write_line(f"{'✗' if problem.is_damage else '·'} {problem.document_id}：{problem.text}")
    broken = sum(problem.is_damage for problem in problems)
    count = sum(1 for _ in catalogue.raw_rows())
    write_line(f"共 {count} 份文件，{broken} 处损坏或矛盾，{len(problems) - broken} 处待核实。")
    if broken:
        raise typer.Exit(1)
