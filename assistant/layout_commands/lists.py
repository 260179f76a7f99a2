"""Commands on patent lists: import, list, remove, names of applicants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import LayoutError
from assistant.layout_commands.options import AsJson, Viewer
from assistant.layout_commands.terminal import open_bench, print_result
from corpus.console import show_progress, write_line

if TYPE_CHECKING:
    from assistant.layout.imported import Fault, Imported

_MOST_FAULTS = 20


def import_lists(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="CSV、XLSX、JSONL 导出表，专利 PDF，装着它们的文件夹或 ZIP。"),
    ] = None,
    name: Annotated[str, typer.Option(help="清单名称；不填用文件名。")] = "",
    owner: Viewer = None,
    corpus: Annotated[bool, typer.Option("--corpus", help="取语料库里的专利文献。")] = False,
) -> None:
    """导入专利清单或专利 PDF；中断后再运行一次会接着做，同名清单会更新。"""
    if not files and not corpus:
        raise typer.BadParameter("请给出要导入的文件，或用 --corpus 取语料库里的专利。")
    from assistant.layout.imported import Target

    bench, target = open_bench(), Target(owner=owner, name=name)
    left_out: list[Fault] = []
    if files:
        for imported in bench.import_paths(files, target, show_progress):
            if imported.list_id:
                _tell(imported)
            else:
                left_out += imported.faults
    if corpus:
        taken = replace(target, name=name or "语料库里的专利")
        _tell(bench.import_corpus(taken, show_progress))
    if left_out:
        raise LayoutError(
            f"其余已导入；没有导入：{'；'.join(f'{one.place}（{one.reason}）' for one in left_out)}"
        )


def show_lists(owner: Viewer = None, as_json: AsJson = False) -> None:
    """列出能看到的清单。"""
    lists = open_bench().reader(owner).lists()
    if as_json:
        print_result(lists)
        return
    for one in lists:
        whose = "公用" if one.owner is None else "私有"
        state = "" if one.is_complete else "，没有导完，请重新导入同一文件"
        write_line(f"{one.id}  {one.name}（{one.rows:,} 件，{whose}{state}）")
    if not lists:
        write_line("还没有清单。用 zhice layout import 文件 导入。")


def remove_list(
    list_id: Annotated[str, typer.Argument(help="清单编号，见 zhice layout lists。")],
    owner: Viewer = None,
) -> None:
    """删除一个清单。"""
    gone = open_bench().delete_list(list_id, viewer=owner)
    write_line(f"已删除，共 {gone:,} 件。")


def show_names(
    contains: Annotated[str, typer.Argument(help="只看含有这些字的名称。")] = "",
    owner: Viewer = None,
    give: Annotated[
        list[str] | None, typer.Option("--set", help="改归并：原名=归并后的名称；等号后留空撤销。")
    ] = None,
) -> None:
    """看申请人名称怎样归并，也可以更正。"""
    bench = open_bench()
    for rule in give or ():
        printed, mark, name = rule.partition("=")
        if not mark or not printed.strip():
            raise LayoutError(f"“{rule}”要写成 原名=归并后的名称。")
        names = bench.reader(owner).names
        known = {called for row in names.rows() for called in (row.printed, row.name)}
        if name.strip() and printed.strip() not in known:
            raise LayoutError(
                f"清单里没有写作“{printed.strip()}”的申请人。写法可用 zhice layout names 查看。"
            )
        prints = names.prints_of(printed.strip())
        bench.store.give_name(prints, name.strip() or None, viewer=owner)
        write_line(_renamed(prints, name.strip()))
    for row in bench.reader(owner).names.rows():
        if contains in row.printed or contains in row.name:
            reason = f"，{row.reason}" if row.reason else ""
            write_line(f"{row.printed} → {row.name}（{row.records:,} 件{reason}）")


def _renamed(prints: Sequence[str], name: str) -> str:
    others = f"（连同归入它的其他 {len(prints) - 1} 个写法）" if len(prints) > 1 else ""
    done = f"改归 {name}" if name else "恢复按规则归并"
    return f"{prints[0]}{others}：{done}。"


def _tell(imported: Imported) -> None:
    write_line(f"{imported.name}：导入 {imported.rows:,} 件，清单编号 {imported.list_id}。")
    write_line(f"  {imported.summary()}。")
    for fault in imported.faults[:_MOST_FAULTS]:
        write_line(f"  {fault.place}：{fault.reason}")
    if len(imported.faults) > _MOST_FAULTS:
        write_line(f"  ……还有 {len(imported.faults) - _MOST_FAULTS} 条类似提示。")
    if imported.unknown_columns:
        write_line(f"  没有用到的列：{'、'.join(imported.unknown_columns)}")
