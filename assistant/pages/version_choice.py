"""What there is to compare: instruments with several versions, and names for every document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.addresses import compare_address
from assistant.pages.shelf import Books
from corpus.document_store import DocumentSummary
from corpus.documents import Kind
from corpus.versions import first_day

_MOST_NAMES = 2000
"""Suggestions under a field; a browser shows more of them slowly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions of one instrument, oldest first, and where its last two are compared."""

    title: str
    versions: tuple[DocumentSummary, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Name:
    """What to write into a field to mean a document, and what tells it apart for a reader."""

    value: str
    label: str


def instruments(books: Books) -> list[Versions]:
    """Every instrument of which there are several versions in one form, by title."""
    found: list[Versions] = []
    seen: set[str] = set()
    for summary in books.summaries:
        if summary.kind is Kind.PATENT or summary.id in seen:
            continue
        ids = books.instrument(summary.id)
        seen |= ids
        if len(ids) > 1:
            found += _by_form([books.by_id[id_] for id_ in ids])
    return sorted(found, key=lambda versions: versions.title)


def others(books: Books, document_id: str) -> list[DocumentSummary]:
    """The other versions of a document's instrument, oldest first."""
    ids = books.instrument(document_id) - {document_id} if document_id in books.by_id else ()
    return sorted((books.by_id[id_] for id_ in ids), key=_age)


def side_by_side(one: DocumentSummary, other: DocumentSummary) -> str:
    """The address of the two, the older on the left."""
    old, new = sorted((one, other), key=_age)
    return compare_address(old.id, new.id)


def names(books: Books) -> list[Name]:
    """How a field names documents, patents last: 标题@版本 where that means one, else by id."""
    ordered = sorted(books.summaries, key=lambda s: (s.kind is Kind.PATENT, s.title, _age(s)))
    shown = ordered[:_MOST_NAMES]
    written = Counter(_written(summary) for summary in books.summaries)
    return [
        Name(
            value=_written(summary) if written[_written(summary)] == 1 else summary.id,
            label=f"{summary.title} {version_words(summary)}",
        )
        for summary in shown
    ]


def version_words(summary: DocumentSummary) -> str:
    """ "2023-12-11 · 2024-01-20 施行 · 摘编"."""
    parts = (
        summary.version or "版本未标明",
        f"{summary.effective} 施行" if summary.effective else "施行日期未核实",
        summary.form,
    )
    return " · ".join(parts)


def _by_form(mates: Sequence[DocumentSummary]) -> list[Versions]:
    """An original and a digest differ in length, not in what changed: each form for itself."""
    groups: dict[str, list[DocumentSummary]] = {}
    for summary in sorted(mates, key=_age):
        groups.setdefault(summary.form, []).append(summary)
    return [
        Versions(
            title=group[-1].title,
            versions=tuple(group),
            address=side_by_side(group[-2], group[-1]),
        )
        for group in groups.values()
        if len(group) > 1
    ]


def _age(summary: DocumentSummary) -> tuple[date, str]:
    return first_day(summary) or date.min, summary.id


def _written(summary: DocumentSummary) -> str:
    return f"{summary.title}@{summary.version}" if summary.version else summary.id
