"""Commands of this stage: `zhice corpus …`, also run as `python -m corpus …`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from corpus.commands.check import check
from corpus.commands.conflicts import conflicts
from corpus.commands.diff import diff
from corpus.commands.set import history, set_facts
from corpus.commands.transfer import export, import_
from corpus.commands.validity import validity
from corpus.console import (
    AsJson,
    DocumentId,
    complain,
    open_catalogue,
    print_json,
    show_progress,
    write_line,
)
from corpus.documents import Document, Kind, Status
from corpus.errors import ZhiceError
from corpus.usage_errors import in_chinese

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.document_store import DocumentSummary
    from corpus.read_corpus import AddReport

app = typer.Typer(
    help="语料：添加、查看、删除、检查。",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
app.command()(check)
app.command()(diff)
app.command()(validity)
app.command()(conflicts)
app.command("set")(set_facts)
app.command()(history)
app.command()(export)
app.command("import")(import_)

INTERRUPTED = 130
"""What typer makes of Ctrl-C, silently."""


@app.command()
def add(
    paths: Annotated[list[str] | None, typer.Argument(help="文件或文件夹，可以给多个。")] = None,
    statutes: Annotated[
        str | None, typer.Option(help="导入法律法规原文：ip 只要知识产权类，all 全部。")
    ] = None,
) -> None:
    """导入文件或整个文件夹；读不了的列出原因，其余照常导入。"""
    if not paths and statutes is None:
        raise typer.BadParameter("请给出要导入的文件或文件夹，或用 --statutes ip|all。")
    if any(not path.strip() for path in paths or ()):  # Path("") would be the current folder
        raise typer.BadParameter("有一个路径是空的，请核对后重试。")
    if statutes not in (None, "ip", "all"):
        raise typer.BadParameter("--statutes 只能是 ip 或 all。")
    catalogue = open_catalogue()
    if statutes is not None:
        _add_statutes(catalogue, statutes)
    if paths:
        _add_files(catalogue, map(Path, paths))


@app.command("list")
def list_documents(
    as_json: AsJson = False,
    kind: Annotated[str | None, typer.Option(help="只列一类，例如 政策、法律法规、专利。")] = None,
    region: Annotated[str | None, typer.Option(help="只列一地及其下级的，例如 广东。")] = None,
    status: Annotated[str | None, typer.Option(help="只列今天的一种效力，例如 现行有效。")] = None,
) -> None:
    """列出语料库里的文件。"""
    _check_choice("--kind", kind, Kind)
    _check_choice("--status", status, Status)
    today = date.today()
    place = _place(region)
    found = [
        summary
        for summary in open_catalogue().summaries()
        if kind in (None, summary.kind)
        and status in (None, summary.status_on(today))
        and _lies_in(summary.region, place)
    ]
    if as_json:
        print_json([_as_row(summary, today) for summary in found])
        return
    _print_table(found, today)


@app.command()
def show(document_id: DocumentId, as_json: AsJson = False) -> None:
    """查看一份文件的身份、效力和全文。"""
    from corpus.claim_lines import claim_lines
    from corpus.document_store import document_to_json, summarise
    from corpus.official_facts import official_facts

    catalogue = open_catalogue()
    document = catalogue.get(catalogue.resolve(document_id))
    if as_json:
        write_line(document_to_json(document))
        return
    facts = _as_row(summarise(document), date.today())
    for name, value in _facts(document, str(facts["status"])):
        write_line(f"{name}：{value}")
    for one in catalogue.sources(document.id):
        if one.source != document.source:
            write_line(f"另见：{one.source}（相同 {one.similarity:.0%}）")
    for line in claim_lines(document) if document.kind is Kind.PATENT else ():
        write_line(line)
    for line in official_facts(document) if document.kind is not Kind.PATENT else ():
        write_line(line)
    write_line("")
    write_line(document.text)


@app.command()
def remove(document_id: DocumentId) -> None:
    """删除一份文件。"""
    catalogue = open_catalogue()
    whole = catalogue.resolve(document_id)
    title = next(summary.title for summary in catalogue.summaries() if summary.id == whole)
    catalogue.remove(whole)
    write_line(f"已删除《{title}》（{whole}）。")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run this stage's command line alone; the exit code."""
    try:
        code = app(args=arguments, standalone_mode=False)  # what typer.Exit carried, if raised
    except ZhiceError as error:
        complain(str(error))
        return 1
    except TyperException as error:
        fault = in_chinese(error)
        if fault:
            complain(f"命令行参数有误：{fault}。")
        return 1
    if code == INTERRUPTED:
        complain("已中断：之前读完的文件都已入库，没有残缺的文件。再次运行同一命令会接着做。")
    return code if isinstance(code, int) else 0


def _add_statutes(catalogue: Catalogue, selection: str) -> None:
    from corpus.builtin import load_statutes

    changed = load_statutes(catalogue, "all" if selection == "all" else "ip", show_progress)
    write_line("法律法规原文已导入。" if changed else "法律法规原文已在库中，没有变化。")


def _add_files(catalogue: Catalogue, paths: Iterable[Path]) -> None:
    from corpus.catalogue import AddOutcome
    from corpus.read_corpus import add_paths

    report = add_paths(catalogue, paths, show_progress)
    write_line(_spelled(report))
    for item in report.items:
        if item.outcome is AddOutcome.SAME_TEXT:
            write_line(
                f"  {item.name} 与《{item.title}》（{item.document_id}）同文，记为它的又一来源。"
            )
    for remark in report.remarks:
        write_line(f"  注意：{remark}")
    if report.skipped:
        complain(f"以下 {len(report.skipped)} 个文件没有导入：")
        for skipped in report.skipped:
            complain(f"  {skipped.name}：{skipped.reason}")
    if not report.read:
        complain("没有读到任何文件。")
        raise typer.Exit(1)


def _spelled(report: AddReport) -> str:
    return (
        f"读入 {report.read} 份：新增 {report.added}，新版本 {report.new_versions}，"
        f"更新 {report.updated}，同文 {report.same_text}，未变 {report.unchanged}；"
        f"跳过 {len(report.skipped)} 个文件。"
    )


def _place(region: str | None) -> str | None:
    from corpus.places import normalise_region

    return None if region is None else normalise_region(region)


def _lies_in(region: str | None, place: str | None) -> bool:
    if place is None:
        return True
    return region is not None and (region == place or region.startswith(place + "/"))


def _check_choice(option: str, value: str | None, choices: Iterable[str]) -> None:
    known = [str(choice) for choice in choices]
    if value is not None and value not in known:
        raise typer.BadParameter(f"{option} 只能是：{'、'.join(known)}。")


def _as_row(summary: DocumentSummary, day: date) -> dict[str, object]:
    return {**asdict(summary), "status": summary.status_on(day)}


def _print_table(found: Sequence[DocumentSummary], day: date) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column in ("编号", "标题", "类别", "地域", "效力", "级别", "形式"):
        table.add_column(column, overflow="fold", no_wrap=column == "编号")
    for s in found:
        where = s.region or "全国"
        status = s.status_on(day)
        table.add_row(s.id, s.title, s.kind, where, status, s.verification, s.form)
    Console(markup=False, highlight=False).print(table)
    write_line(f"共 {len(found)} 份。")
    if not found:
        write_line("内置语料在首次运行 zhice ask 或 zhice serve 时载入。")


def _facts(document: Document, status: str) -> list[tuple[str, str]]:
    facts = (
        ("编号", document.id),
        ("标题", document.title),
        ("又称", "、".join(document.aliases)),
        ("类别", f"{document.kind}（{document.form}）"),
        ("发布机关", document.issuer),
        ("文号", document.document_number),
        ("版本", document.version),
        ("层级与地域", f"{document.level} {document.region or '全国'}"),
        ("公布", document.published),
        ("施行", document.effective),
        ("失效", document.expires and f"{document.expires}（当日仍有效）"),
        ("代替它的文件", document.superseded_by),
        ("效力（今天）", status),
        ("核验级别", document.verification),
        ("来源", document.source),
        ("校验值", document.sha256),
    )
    return [(name, str(value)) for name, value in facts if value]


if __name__ == "__main__":
    sys.exit(main())
