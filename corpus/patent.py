"""Patents -> Document: rows of an export, and publications of the patent office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpus.documents import Document, Form, Kind, Section, Verification
from corpus.make_document import fingerprint
from corpus.patent_pages import ABSTRACT, CLAIMS, DESCRIPTION
from corpus.source_text import PatentRecord, SourceText

_CLAIM = re.compile(r"(\d{1,3})\s?[.．、]")
_PARAGRAPH = re.compile(r"(\[\d{4,5}\])")
_PART = re.compile(
    "(技术领域|背景技术|(?:发明|实用新型|发明或实用新型)内容|附图说明|附图标记说明|具体实施方式|具体实施例|"
    "实施例)[:：]?"
)


class _Mark(NamedTuple):
    """Where a section begins, and what it is called."""

    start: int
    label: str
    heading: str


def patent_id(number: str) -> str:
    """Id of the document of a publication number: "patent-CN113730992B"."""
    folded = unicodedata.normalize("NFKC", number).upper()
    return "patent-" + "".join(c for c in folded if c.isalnum())


def patent_document(record: PatentRecord) -> Document:
    """The document of one row: its entries line by line under 题录, then 摘要 and 权利要求.

    A sample has form 示例 and verification C. The effective day is the day of publication: a
    patent text does not come into force, and validity must not hide it.
    """
    parts = [("题录", _bibliography(record))]
    if record.abstract:
        parts.append(("摘要", f"摘要：{record.abstract}\n"))
    if record.first_claim:
        parts.append(("权利要求", f"首项权利要求：{record.first_claim}\n"))
    sections: list[Section] = []
    text = ""
    for heading, words in parts:
        end = len(text) + len(words)
        sections.append(Section(label="", heading=heading, start=len(text), end=end))
        text += words
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
    )


def patent_outline(text: str) -> tuple[Section, ...]:
    """题录, 摘要, 权利要求书 with its claims, 说明书 with its parts and paragraphs [0001].

    Claims are labelled "权利要求1", as people cite them. A text without these lines is one
    section; an empty text has none.
    """
    marks: list[_Mark] = []
    names = {ABSTRACT: "摘要", CLAIMS: CLAIMS, DESCRIPTION: DESCRIPTION}
    for start, line in _lines(text, 0, len(text)):
        if names.get(line) not in (None, *(mark.heading for mark in marks)):
            marks.append(_Mark(start, "", names[line]))
    if marks and marks[0].start > 0:
        marks.insert(0, _Mark(0, "", "题录"))
    children = {CLAIMS: _claims, DESCRIPTION: _description}
    return _filled(
        marks,
        start=0,
        end=len(text),
        children=lambda mark, end: children.get(mark.heading, _none)(text, mark.start, end),
    )


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


def _claims(text: str, start: int, end: int) -> tuple[Section, ...]:
    """Claims in sequence; a figure at a line's start that is not the next number is text."""
    marks: list[_Mark] = []
    for offset, line in _lines(text, start, end):
        match = _CLAIM.match(line)
        if match and int(match[1]) == len(marks) + 1:
            marks.append(_Mark(offset, f"权利要求{match[1]}", ""))
    return _filled(marks, start=start, end=end) if marks else ()


def _description(text: str, start: int, end: int) -> tuple[Section, ...]:
    marks = [
        _Mark(offset, "", match[1])
        for offset, line in _lines(text, start, end)
        if (match := _PART.fullmatch(line))
    ]
    if not marks:
        return _paragraphs(text, start, end)
    return _filled(
        marks,
        start=start,
        end=end,
        children=lambda mark, stop: _paragraphs(text, mark.start, stop),
    )


def _paragraphs(text: str, start: int, end: int) -> tuple[Section, ...]:
    marks = [
        _Mark(offset, match[1], "")
        for offset, line in _lines(text, start, end)
        if (match := _PARAGRAPH.match(line))
    ]
    return _filled(marks, start=start, end=end) if marks else ()


def _none(text: str, start: int, end: int) -> tuple[Section, ...]:
    return ()


def _filled(
    marks: Sequence[_Mark],
    *,
    start: int,
    end: int,
    children: Callable[[_Mark, int], tuple[Section, ...]] = lambda mark, end: (),
) -> tuple[Section, ...]:
    """Sections from mark to mark that fill start..end; text before the first has no label."""
    first = marks[0].start if marks else end
    sections = [Section(label="", heading="", start=start, end=first)] if first > start else []
    stops = [*(mark.start for mark in marks), end][1:]
    for mark, stop in zip(marks, stops, strict=True):
        sections.append(
            Section(
                label=mark.label,
                heading=mark.heading,
                start=mark.start,
                end=stop,
                children=children(mark, stop),
            )
        )
    return tuple(sections)


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    """Offset and words of every line in start..end."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, text[start:stop]
        start = stop + 1
