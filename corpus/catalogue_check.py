"""Finds what is wrong in a catalogue, document by document; changes nothing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.catalogue_records import corrections_by_document
from corpus.corrections import overlay
from corpus.document_store import DocumentSummary, document_from_json, summarise
from corpus.documents import Document, Kind, Section
from corpus.versions import first_day, series_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to look at.

    Attributes:
        document_id: None when it concerns the file as a whole.
        text: Chinese, what is wrong.
        is_damage: whether something is broken, not merely unknown.
    """

    document_id: str | None
    text: str
    is_damage: bool = True


def check_catalogue(catalogue: Catalogue) -> list[Problem]:
    """Everything that is damaged, contradictory or unverified, by document id.

    Raises:
        CatalogueError: the file as a whole cannot be read.
    """
    problems: list[Problem] = []
    sound: list[DocumentSummary] = []
    successors: dict[str, str | None] = {}
    with catalogue.snapshot() as connection:
        corrections = corrections_by_document(connection)
    for document_id, text, superseded_by in catalogue.raw_rows():
        successors[document_id] = superseded_by
        try:
            read = document_from_json(text)
        except ValueError:
            problems.append(Problem(document_id=document_id, text="记录已损坏，请删除后重新导入"))
            continue
        document = overlay(read, corrections.get(document_id, ()))
        problems += _check_document(document)
        sound.append(summarise(document))
    problems += _check_links(sound, successors)
    problems += _check_twins(sound)
    problems += _check_corrections(corrections.keys() - successors.keys())
    return problems


def _check_corrections(gone: Iterable[str]) -> Iterator[Problem]:
    for document_id in sorted(gone):
        yield Problem(
            document_id=document_id,
            text="有人工更正，但文件已不在库中；重新导入该文件后更正即恢复",
            is_damage=False,
        )


def _check_document(document: Document) -> Iterator[Problem]:
    def damaged(text: str) -> Problem:
        return Problem(document_id=document.id, text=text)

    if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256:
        yield damaged("正文与校验值不符，内容被改动过，请重新导入")
    if not _joins(document.sections, 0, len(document.text)):
        yield damaged("章节不能拼回全文，请重新导入")
    if document.effective and document.expires and document.effective > document.expires:
        yield damaged(f"施行日 {document.effective} 晚于失效日 {document.expires}")
    if document.kind is not Kind.PATENT and document.effective is None:
        yield Problem(
            document_id=document.id, text="施行日期不明，效力显示为未核实", is_damage=False
        )


def _joins(sections: Iterable[Section], start: int, end: int) -> bool:
    """Whether the spans fill start..end without gap or overlap, children likewise."""
    position = start
    for section in sections:
        if section.start != position or section.end < section.start:
            return False
        if section.children and not _joins(section.children, section.start, section.end):
            return False
        position = section.end
    return position == end


def _check_links(
    sound: Iterable[DocumentSummary], successors: dict[str, str | None]
) -> Iterator[Problem]:
    for summary in sound:
        successor = summary.superseded_by or successors[summary.id]
        if successor and successor not in successors:
            yield Problem(document_id=summary.id, text=f"代替它的文件 {successor} 不在语料库里")


def _check_twins(sound: Iterable[DocumentSummary]) -> Iterator[Problem]:
    """Documents of one series that begin on one day: the same version twice."""
    twins: defaultdict[str, list[str]] = defaultdict(list)
    for summary in sound:
        if series := series_of(summary):
            twins[f"{series}|{first_day(summary)}"].append(summary.id)
    for ids in twins.values():
        for document_id in ids[1:]:
            yield Problem(
                document_id=document_id,
                text=f"与 {ids[0]} 是同一文件的同一版本，请删除其中一份",
                is_damage=False,
            )
