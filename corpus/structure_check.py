"""Is the outline of a document sound? Every spot that is wrong, or looks so, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from corpus.clause_address import article_number, clause_address, find_in_article
from corpus.documents import Document, Form, Kind, Section, locator, path_to
from corpus.outline_marks import split_lines
from corpus.structure_fault import FaultKind, Finding, StructureFault
from corpus.structure_lines import line_findings
from corpus.structure_numbers import number_findings
from corpus.structure_patent import patent_findings

LONGEST_CLAUSE = 1500
"""In characters; the longest 款 of the 104 intellectual-property statutes at hand has 1,010."""

_EXCERPT = 40
_GAPS = (FaultKind.ARTICLE_COUNT, FaultKind.CHAPTER_COUNT)
_BAD_CHARACTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNPRINTED = re.compile(r"第.+款|表.*|第\d+行.*")  # 款, tables and their rows bear no number
_CLAUSE_LABEL = re.compile("第.+[条款]|[（(].+[）)]|.+[、．.]")


def structure_faults(document: Document) -> tuple[StructureFault, ...]:
    """The faults in the document's outline, by place; () for a sound one.

    Patents are checked by their claims and paragraph numbers; a digest (摘编) may leave articles
    and chapters out.
    """
    faults = {finding: _fault(document, finding) for finding in _findings(document)}
    return tuple(sorted(faults.values(), key=lambda fault: (fault.offset, fault.kind)))


def _findings(document: Document) -> Iterator[Finding]:
    sections, text = document.sections, document.text
    if not _joins(sections, 0, len(text)):
        yield Finding(kind=FaultKind.SPANS, offset=0)
        return  # offsets mean nothing then
    yield from _bad_characters(text)
    if document.kind is Kind.PATENT:
        yield from patent_findings(document)
        return
    for finding in chain(number_findings(sections), line_findings(sections, split_lines(text))):
        if finding.kind not in _GAPS or document.form is Form.ORIGINAL:
            yield finding
    yield from _section_findings(document, sections, ())


def _joins(sections: Sequence[Section], start: int, end: int) -> bool:
    position = start
    for section in sections:
        if section.start != position or section.end <= section.start:
            return False
        if section.children and not _joins(section.children, section.start, section.end):
            return False
        position = section.end
    return position == end


def _bad_characters(text: str) -> Iterator[Finding]:
    """The first bad character of each line."""
    for line in split_lines(text):
        match = _BAD_CHARACTER.search(line.text)
        if match is not None:
            code = f"U+{ord(match.group()):04X}"
            offset = line.start + match.start()
            yield Finding(kind=FaultKind.CHARACTER, offset=offset, detail=code)


def _section_findings(
    document: Document, sections: Sequence[Section], above: tuple[Section, ...]
) -> Iterator[Finding]:
    for section in sections:
        path = (*above, section)
        yield from _own_findings(document, path)
        yield from _section_findings(document, section.children, path)


def _own_findings(document: Document, path: tuple[Section, ...]) -> Iterator[Finding]:
    section = path[-1]
    words = "".join(document.text[section.start : section.end].split())
    label = section.label
    if label and not _UNPRINTED.fullmatch(label) and not words.startswith(label):
        yield Finding(kind=FaultKind.LABEL, offset=section.start, detail=label)
    if label and words == label:
        yield Finding(kind=FaultKind.EMPTY, offset=section.start, detail=label)
    if not section.children and _CLAUSE_LABEL.fullmatch(label) and len(words) > LONGEST_CLAUSE:
        detail = f"{label}有 {len(words)} 字"
        yield Finding(kind=FaultKind.LONG, offset=section.start, detail=detail)
    if label and _is_unreachable(path):
        address = str(clause_address(path))
        yield Finding(kind=FaultKind.UNREACHABLE, offset=section.start, detail=address)


def _is_unreachable(path: tuple[Section, ...]) -> bool:
    """Whether a 款, 项 or 目 is not what its own address leads to."""
    address, enclosing = clause_address(path), clause_address(path[:-1])
    if address is None or enclosing is None or address == enclosing:
        return False
    article = next(section for section in reversed(path) if article_number(section.label))
    return find_in_article(article, address) is not path[-1]


def _fault(document: Document, finding: Finding) -> StructureFault:
    text, offset = document.text, finding.offset
    start = text.rfind("\n", 0, offset) + 1
    excerpt = text[start:].split("\n", 1)[0].strip()[:_EXCERPT]
    inside = bool(document.sections) and finding.kind is not FaultKind.SPANS
    return StructureFault(
        kind=finding.kind,
        severity=finding.kind.severity,
        detail=finding.detail,
        locator=locator(path_to(document, offset)) if inside else "",
        offset=offset,
        line=text.count("\n", 0, offset) + 1,
        excerpt=excerpt,
    )
