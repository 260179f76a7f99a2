"""`zhice corpus check`: what is damaged, contradictory, unverified or oddly structured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import (
    AsJson,
    complain,
    open_catalogue,
    print_json,
    show_progress,
    write_line,
)

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.documents import Document
    from corpus.structure_fault import StructureFault


@dataclass(slots=True)
class _Tally:
    """What a check of structures met, to be summed up at its end."""

    documents: int = 0
    faulty: int = 0
    faults: list[dict[str, object]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return sum(fault["severity"] == "错误" for fault in self.faults)


def check(
    document_ids: Annotated[
        list[str] | None, typer.Argument(help="只检查这些文件（编号或其前几位）；不给则检查全部。")
    ] = None,
    structure: Annotated[
        bool, typer.Option("--structure", help="逐处检查编章节、条款项的划分，列出每一处可疑。")
    ] = False,
    path: Annotated[
        list[str] | None,
        typer.Option("--path", help="检查尚未导入的文件或文件夹的结构，不写入语料库；可以给多个。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """检查语料库：损坏、矛盾和未核实的文件；--structure 检查条款划分。"""
    if path:
        if document_ids:
            raise typer.BadParameter("文件编号和 --path 请分两次检查。")
        _check_structures(_documents_in_files(path), as_json=as_json)
    elif structure:
        catalogue = open_catalogue()
        ids = [catalogue.resolve(one) for one in document_ids or ()]
        _check_structures(_documents_in_catalogue(catalogue, ids), as_json=as_json)
    else:
        _check_catalogue(document_ids or (), as_json=as_json)


def _check_catalogue(document_ids: Sequence[str], *, as_json: bool) -> None:
    from corpus.catalogue_check import check_catalogue

    catalogue = open_catalogue()
    ids = {catalogue.resolve(one) for one in document_ids}
    problems = [p for p in check_catalogue(catalogue) if not ids or p.document_id in ids]
    broken = sum(problem.is_damage for problem in problems)
    count = len(ids) or sum(1 for _ in catalogue.raw_rows())
    if as_json:
        print_json({"documents": count, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            write_line(f"{'✗' if problem.is_damage else '·'} {problem.document_id}：{problem.text}")
        write_line(f"共 {count} 份文件，{broken} 处损坏或矛盾，{len(problems) - broken} 处待核实。")
    if broken:
        raise typer.Exit(1)


def _documents_in_catalogue(
    catalogue: Catalogue, ids: Sequence[str]
) -> Iterator[Document | tuple[str, str]]:
    """The documents wanted, all when none is named; what cannot be read as (id, reason)."""
    from corpus.document_store import document_from_json

    total = len(ids) or len(catalogue.summaries())
    done = 0
    for document_id, text, _ in catalogue.raw_rows():
        if ids and document_id not in ids:
            continue
        try:
            yield document_from_json(text)
        except ValueError:
            yield document_id, "记录已损坏，请删除后重新导入"
        done += 1
        show_progress("检查结构", done, total)


def _documents_in_files(paths: Iterable[str]) -> Iterator[Document | tuple[str, str]]:
    from corpus.read_corpus import FoundDocument, Skipped, read_paths

    for found in read_paths(map(Path, paths), show_progress):
        match found:
            case FoundDocument():
                yield found.document
            case Skipped():
                yield found.name, found.reason


def _check_structures(documents: Iterable[Document | tuple[str, str]], *, as_json: bool) -> None:
    from corpus.documents import Document
    from corpus.structure_check import structure_faults

    tally = _Tally()
    for document in documents:
        if not isinstance(document, Document):
            tally.unread.append(document)
            continue
        faults = structure_faults(document)
        tally.documents += 1
        tally.faulty += bool(faults)
        tally.faults += [_as_row(document, fault) for fault in faults]
        if faults and not as_json:
            write_line(f"《{document.title}》（{document.id}）")
            for fault in faults:
                write_line(_as_line(fault))
    _sum_up(tally, as_json=as_json)


def _sum_up(tally: _Tally, *, as_json: bool) -> None:
    if as_json:
        unread = [{"name": name, "reason": reason} for name, reason in tally.unread]
        print_json({"documents": tally.documents, "faults": tally.faults, "unread": unread})
    else:
        doubtful = len(tally.faults) - tally.wrong
        write_line(
            f"共检查 {tally.documents} 份文件的结构，{tally.faulty} 份有要看的地方："
            f"{tally.wrong} 处错误，{doubtful} 处可疑。"
        )
        if tally.faults:
            write_line("可疑处请对照原文核对；若是来源文本有误，请换用完好的文本重新导入。")
        for name, reason in tally.unread:
            complain(f"没有检查 {name}：{reason}")
    if tally.wrong or tally.unread:
        raise typer.Exit(1)


def _as_row(document: Document, fault: StructureFault) -> dict[str, object]:
    return {"document_id": document.id, "title": document.title, **asdict(fault)}


def _as_line(fault: StructureFault) -> str:
    detail = f"（{fault.detail}）" if fault.detail else ""
    place = f" {fault.locator}" if fault.locator else ""
    return f"  {fault.severity} 第 {fault.line} 行{place}：{fault.kind}{detail}「{fault.excerpt}」"
