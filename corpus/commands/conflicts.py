"""`zhice corpus conflicts`: texts in force that seem to contradict each other."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import AsJson, open_catalogue, print_json, write_line

if TYPE_CHECKING:
    from corpus.conflict import Clause


def conflicts(
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="看哪一天有效的文件，例如 2026-11-22；默认今天。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """找出可能互相冲突的条款：上下级、新旧文件、同一文件的不同日期。"""
    from corpus.conflicts import find_conflicts

    day = _day(as_of)
    found = find_conflicts(open_catalogue().documents(), day=day)
    if as_json:
        print_json([asdict(conflict) for conflict in found])
        return
    for number, conflict in enumerate(found, start=1):
        write_line(f"{number}. [{conflict.difference}] {conflict.words}")
        for clause in (conflict.higher, conflict.lower):
            write_line(f"    {_spelled(clause)}")
    write_line(
        f"共 {len(found)} 处可能冲突（{day}）。只比对措辞相近的条款，没有列出的不等于没有冲突。"
    )


def _spelled(clause: Clause) -> str:
    where = f"{clause.region or '全国'}，{clause.status}"
    quote = f"“{clause.quote}”" if clause.quote else "（文中没有写）"
    return f"《{clause.title}》{clause.locator}（{where}，{clause.document_id}）：{quote}"


def _day(as_of: str | None) -> date:
    if as_of is None:
        return date.today()
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise typer.BadParameter(
            f"日期“{as_of}”不对。请写成 2026-11-22 这样的年-月-日。"
        ) from error
