"""Commands that find patents: a scope, the nearest to an idea."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.layout_commands.option_groups import with_groups
from assistant.layout_commands.options import AsJson, Field, Saved, Viewer
from assistant.layout_commands.terminal import open_bench, print_result, query_of, read_text, write
from corpus.console import write_line

if TYPE_CHECKING:
    from assistant.layout.scope import ScopeQuery

_Many = list[str] | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the patents of a scope have in common."""

    ipc: Annotated[_Many, typer.Option(help="IPC 前缀，可以写多次。")] = None
    since: Annotated[str | None, typer.Option(help="申请日起点。")] = None
    until: Annotated[str | None, typer.Option(help="申请日终点。")] = None
    applicant: Annotated[_Many, typer.Option(help="申请人，可以写多次。")] = None
    kind: Annotated[_Many, typer.Option(help="发明、实用新型或外观设计。")] = None
    standing: Annotated[_Many, typer.Option("--status", help="有效、审中、失效或未注明。")] = None
    include: Annotated[_Many, typer.Option(help="一定算在内的公开号。")] = None
    exclude: Annotated[_Many, typer.Option(help="一定不算的公开号。")] = None


@with_groups
def show_scope(
    field: Field,
    filters: Filters,
    save: Annotated[Path | None, typer.Option(help="把检索范围存成 JSON。")] = None,
    limit: Annotated[int, typer.Option(help="最多显示几件。", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """按一段话和筛选条件圈出专利，边界可以调。"""
    from assistant.layout.scope import save_scope

    query = _narrowed(query_of(field), filters)
    bench = open_bench()
    found = bench.scope(query, viewer=field.owner)
    if save:
        save_scope(query, save)
    if as_json:
        print_result(found)
        return
    from assistant.layout.scope_text import scope_lines

    write_line("\n".join(scope_lines(found, bench.reader(field.owner), limit=limit)))


def show_nearest(
    text: Annotated[str, typer.Argument(help="方案或权利要求。")] = "",
    file: Annotated[Path | None, typer.Option(help="从文本文件读方案。")] = None,
    scope: Saved = None,
    owner: Viewer = None,
    output: Annotated[Path | None, typer.Option(help="写成 .pdf、.docx、.html 或 .md。")] = None,
    as_json: AsJson = False,
) -> None:
    """把方案拆成技术特征，找最接近的专利，逐项比对。"""
    from assistant.layout.nearest_report import nearest_report
    from assistant.layout.scope import load_scope
    from assistant.reports.to_text import to_text

    query = load_scope(scope) if scope else None
    art = open_bench().nearest(text or read_text(file), query=query, viewer=owner)
    if as_json:
        print_result(art)
    elif output:
        from assistant.reports.report_file import report_file

        write(output, report_file(nearest_report(art), output.suffix))
    else:
        write_line(to_text(nearest_report(art)))


def _narrowed(query: ScopeQuery, filters: Filters) -> ScopeQuery:
    from assistant.given_day import parse_day
    from assistant.layout.scope import narrowed

    return narrowed(
        query,
        ipc=tuple(filters.ipc or ()),
        filed_from=parse_day(filters.since),
        filed_to=parse_day(filters.until),
        applicants=tuple(filters.applicant or ()),
        kinds=tuple(filters.kind or ()),
        standings=tuple(filters.standing or ()),
        include=tuple(filters.include or ()),
        exclude=tuple(filters.exclude or ()),
    )
