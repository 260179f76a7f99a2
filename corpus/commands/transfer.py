"""`zhice corpus export` and `zhice corpus import`: a whole corpus to another machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import complain, open_catalogue, show_progress, write_line

if TYPE_CHECKING:
    from corpus.transfer import ImportReport

TransferFile = Annotated[Path, typer.Argument(help="语料文件，例如 语料.zip。", metavar="FILE")]

_MOST_NAMED = 20


def export(file: TransferFile) -> None:
    """把整个语料库连同历史、更正和来源导出成一个文件，用于搬到另一台机器。"""
    from corpus.transfer import export_corpus

    count = export_corpus(open_catalogue(), file, show_progress)
    write_line(
        f"已导出 {count} 份文件到 {file}。在另一台机器上运行 zhice corpus import {file.name}。"
    )


def import_(file: TransferFile) -> None:
    """导入 zhice corpus export 导出的文件，并入本机语料库；重复导入不改变任何内容。"""
    from corpus.transfer import import_corpus

    _print(import_corpus(open_catalogue(), file, show_progress))


def _print(report: ImportReport) -> None:
    write_line(
        f"导入完毕：新增 {report.added} 份，已有 {report.unchanged} 份；"
        f"更正 {report.corrections} 条，来源 {report.sources} 条，历史 {report.changes} 条。"
    )
    if report.kept:
        complain(f"以下 {len(report.kept)} 份与本机的内容不同，保留本机的：")
        _name(report.kept)
        complain("要改用导入的，请先用 zhice corpus remove 删除本机的，再导入一次。")
    if report.refused:
        complain("以下文件的更正与本机的更正相矛盾，保留本机的：")
        _name(report.refused)


def _name(ids: tuple[str, ...]) -> None:
    for document_id in ids[:_MOST_NAMED]:
        complain(f"  {document_id}")
    if len(ids) > _MOST_NAMED:
        complain(f"  …… 另有 {len(ids) - _MOST_NAMED} 份")
