"""What the readers hand to the structuring step: plain text and what the format states of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpus.documents import Kind, RecognisedPage
from corpus.front_matter import FrontMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of one file, without furniture.

    Attributes:
        name: file name shown in messages.
        source: what a citation names: a URL when the file states one, else the file name.
        text: lines separated by "\\n", one paragraph a line, no trailing blanks on a line; tables
            as lines of cells joined by " | ".
        title: what the format itself states (HTML meta, DOCX properties); None when it does not.
        issuer, published, document_number: likewise.
        online: day the format says the text was put online; it counts as its date only when
            nothing else tells one.
        publisher: who keeps the site the text stands on; its place counts when nothing else names
            one.
        effective, expires: likewise; first and last day in force, both inclusive.
        kind: when the format decides it (a patent PDF); None leaves it to the text.
        front_matter: of a Markdown file.
        recognised: pages read by character recognition, with their spans in `text`.
    """

    name: str
    source: str
    text: str
    title: str | None = None
    issuer: str | None = None
    published: date | None = None
    online: date | None = None
    publisher: str | None = None
    document_number: str | None = None
    effective: date | None = None
    expires: date | None = None
    kind: Kind | None = None
    front_matter: FrontMatter | None = None
    recognised: tuple[RecognisedPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentRecord:
    """One row of a patent export.

    Attributes:
        number: publication number, e.g. "CN113730992B"; a sample may use any unique number.
        ipc: all symbols, main class first, e.g. ("H02J7/00", "H01M10/44").
        filed, published: application and publication days.
        legal_status: as exported ("授权", "实质审查", "失效").
        first_claim: the first claim, or what the export gives as such.
        claims: all claims, where the export has them.
        description: the whole 说明书, where the export has it.
        extra: further known columns as (Chinese name, value), in column order.
    """

    number: str
    title: str
    abstract: str = ""
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    application_number: str | None = None
    filed: date | None = None
    published: date | None = None
    legal_status: str | None = None
    first_claim: str = ""
    claims: str = ""
    description: str = ""
    sample: bool = False
    source: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())
