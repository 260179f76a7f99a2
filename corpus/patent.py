"""Patents -> Document: rows of an export, and publications of the patent office."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.documents import Document, Form, Kind, Section, Verification
from corpus.make_document import fingerprint
from corpus.patent_cells import claims_in, description_lines
from corpus.patent_outline import (
    ABSTRACT,
    BIBLIOGRAPHY,
    CLAIMS,
    DESCRIPTION,
    Mark,
    description_sections,
    filled,
    moved,
    patent_outline,
)
from corpus.source_text import PatentRecord, SourceText


def patent_id(number: str) -> str:
    """Id of the document of a publication number: "patent-CN113730992B"."""
    folded = unicodedata.normalize("NFKC", number).upper()
    return "patent-" + "".join(c for c in folded if c.isalnum())


def patent_document(record: PatentRecord) -> Document:
    """The document of one row: its entries line by line under 题录, then 摘要, 权利要求书, 说明书.

    A row with one claim gives it under 权利要求. A sample has form 示例 and verification C. The
    effective day is the day of publication: a patent text does not come into force, and validity
    must not hide it.
    """
    text, sections = "", []
    for part in _parts(record):
        sections.append(moved(part.section, len(text)))
        text += part.text
    return Document(
        id=patent_id(record.number),
        title=record.title,
        kind=Kind.PATENT,
        text=text,
        sha256=fingerprint(text),
        sections=tuple(sections),
        source=record.source or record.number,
        verification=Verification.C if record.sample else Verification.A,
        form=Form.SAMPLE if record.sample else Form.ORIGINAL,
        document_number=record.number,
        published=record.published,
        effective=record.published,
    )


def publication_document(source: SourceText) -> Document:
    """The document of a patent publication as `read_pdf` gives it (kind 专利)."""
    number = source.document_number
    return Document(
        id=patent_id(number or source.title or source.name),
        title=source.title or source.name,
        kind=Kind.PATENT,
        text=source.text,
        sha256=fingerprint(source.text),
        sections=patent_outline(source.text),
        source=source.source,
        verification=Verification.A,
        document_number=number,
        published=source.published,
        effective=source.published,
        recognised=source.recognised,
    )


class _Part(NamedTuple):
    """One section of a row's document; its offsets count from the start of `text`."""

    text: str
    section: Section


def _parts(record: PatentRecord) -> Iterator[_Part]:
    yield _part(BIBLIOGRAPHY, _bibliography(record))
    if record.abstract:
        yield _part(ABSTRACT, f"摘要：{record.abstract}\n")
    claims = claims_in(record.claims or record.first_claim)
    if len(claims) > 1:
        yield _claims_part(claims)
    elif record.first_claim or record.claims:
        yield _part("权利要求", f"首项权利要求：{record.first_claim or record.claims}\n")
    if record.description:
        text = f"{DESCRIPTION}\n{description_lines(record.description)}\n"
        yield _part(DESCRIPTION, text, description_sections(text, 0, len(text)))


def _part(heading: str, text: str, children: tuple[Section, ...] = ()) -> _Part:
    section = Section(label="", heading=heading, start=0, end=len(text), children=children)
    return _Part(text, section)


def _claims_part(claims: Sequence[tuple[int, str]]) -> _Part:
    text, marks = f"{CLAIMS}\n", []
    for number, words in claims:
        marks.append(Mark(len(text), f"权利要求{number}", ""))
        text += f"{words}\n"
    return _part(CLAIMS, text, filled(marks, start=0, end=len(text)))


def _bibliography(record: PatentRecord) -> str:
    entries = (
        ("公开号", record.number),
        ("申请号", record.application_number),
        ("申请人", "；".join(record.applicants)),
        ("发明人", "；".join(record.inventors)),
        ("IPC", "；".join(record.ipc)),
        ("申请日", record.filed and record.filed.isoformat()),
        ("公开日", record.published and record.published.isoformat()),
        ("法律状态", record.legal_status),
        *record.extra,
    )
    lines = (f"{name}：{value}\n" for name, value in entries if value)
    return f"{record.title}\n{''.join(lines)}"
