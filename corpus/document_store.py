"""Documents to JSON and back, exactly; and the summary that lists and links them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from pydantic import TypeAdapter

from corpus.documents import (
    Basis,
    Document,
    Form,
    Kind,
    Level,
    Status,
    Verification,
    status_between,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document without its text and outline; every field as in `Document`.

    Attributes:
        characters: length of the text.
        corrected: names of the fields that staff set, sorted; () when none.
        recognised_pages: how many pages were read from pictures.
    """

    id: str
    title: str
    kind: Kind
    form: Form
    verification: Verification
    source: str
    sha256: str
    characters: int
    aliases: tuple[str, ...] = ()
    issuer: str | None = None
    document_number: str | None = None
    version: str | None = None
    level: Level = Level.NATIONAL
    region: str | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    superseded_by: str | None = None
    repeals: tuple[str, ...] = ()
    prolongs: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    recognised_pages: int = 0

    def status_on(self, day: date) -> Status:
        """Validity on `day`."""
        return status_between(self.effective, self.expires, day)


Linked = TypeVar("Linked", Document, DocumentSummary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What other texts make of a document.

    Attributes:
        superseded_by: id of the next version or of the text that ends this one; None when the
            document is only let run on beyond its term.
        expires: last day in force, inclusive, by its own words and those of the others; None when
            nothing tells it.
    """

    superseded_by: str | None
    expires: date | None


def document_to_json(document: Document) -> str:
    """One line of JSON; the same document always gives the same characters."""
    return _documents().dump_json(document).decode()


def document_from_json(text: str) -> Document:
    """The document `document_to_json` was given.

    Raises:
        ValueError: not such JSON.
    """
    return _documents().validate_json(text)


def summary_to_json(summary: DocumentSummary) -> str:
    """One line of JSON; the same summary always gives the same characters."""
    return _summaries().dump_json(summary).decode()


def summary_from_json(text: str) -> DocumentSummary:
    """The summary `summary_to_json` was given.

    Raises:
        ValueError: not such JSON.
    """
    return _summaries().validate_json(text)


def summarise(document: Document) -> DocumentSummary:
    """The document's facts without its text."""
    return DocumentSummary(
        id=document.id,
        title=document.title,
        kind=document.kind,
        form=document.form,
        verification=document.verification,
        source=document.source,
        sha256=document.sha256,
        characters=len(document.text),
        aliases=document.aliases,
        issuer=document.issuer,
        document_number=document.document_number,
        version=document.version,
        level=document.level,
        region=document.region,
        published=document.published,
        effective=document.effective,
        expires=document.expires,
        superseded_by=document.superseded_by,
        repeals=document.repeals,
        prolongs=document.prolongs,
        corrected=corrected_fields(document),
        recognised_pages=len(document.recognised),
    )


def corrected_fields(linked: Document | DocumentSummary) -> tuple[str, ...]:
    """Names of the fields that staff set, sorted."""
    if isinstance(linked, DocumentSummary):
        return linked.corrected
    facts = (ground.fact for ground in linked.grounds if ground.basis is Basis.CORRECTION)
    return tuple(sorted(facts))


def with_succession(linked: Linked, succession: Succession | None) -> Linked:
    """With what other texts make of it; staff's word counts before theirs."""
    if succession is None:
        return linked
    corrected = corrected_fields(linked)
    successor, expires = linked.superseded_by, linked.expires
    if "superseded_by" not in corrected:
        successor = successor or succession.superseded_by
    if "expires" not in corrected:
        expires = succession.expires or expires
    return replace(linked, superseded_by=successor, expires=expires)


@lru_cache(maxsize=1)
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


@lru_cache(maxsize=1)
def _summaries() -> TypeAdapter[DocumentSummary]:
    return TypeAdapter(DocumentSummary)
