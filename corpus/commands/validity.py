"""`zhice corpus validity ID`: the versions of an instrument, when each is in force and why."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from corpus.console import AsJson, DocumentId, open_catalogue, print_json, write_line
from corpus.documents import Status

if TYPE_CHECKING:
    from corpus.day_evidence import Evidence
    from corpus.validity import ValidityChain, Version


def validity(document_id: DocumentId, as_json: AsJson = False) -> None:
    """查看一份文件历次版本的有效期间，以及每个日期的依据。"""
    from corpus.validity import chain_of

    catalogue = open_catalogue()
    chain = chain_of(catalogue, catalogue.resolve(document_id), day=date.today())
    if as_json:
        print_json(asdict(chain))
        return
    for line in describe(chain):
        write_line(line)


def describe(chain: ValidityChain) -> list[str]:
    """The chain as lines for the terminal."""
    lines = [line for version in chain.versions for line in _describe_version(version)]
    return [*lines, *(f"注意：{remark}" for remark in chain.remarks)]


def _describe_version(version: Version) -> list[str]:
    number = f"，{version.document_number}" if version.document_number else ""
    lines = [
        f"{_span(version)}  {version.status}  《{version.title}》"
        f"（{version.form}{number}）{version.document_id}"
    ]
    lines += [f"    施行：{_words(version.begins)}"] if version.effective else []
    lines += [f"    失效：{_words(version.ends)}"] if version.expires else []
    return lines + [f"    {doubt}" for doubt in version.doubts]


def _span(version: Version) -> str:
    first = version.effective or "未核实"
    if version.status is Status.NOT_YET and version.expires is None:
        return f"{first} 起"
    last = version.expires or ("未核实" if version.superseded_by else "今")
    return f"{first} 至 {last}"


def _words(evidence: Evidence | None) -> str:
    return evidence.words if evidence else "没有记录依据，请重新导入原文件"
