"""A source text in, a `Document` out: its outline, its identity, its fingerprint."""

from __future__ import annotations

import hashlib

from corpus.documents import Document
from corpus.identity import document_id, identify
from corpus.outline import parse_outline
from corpus.source_text import SourceText


def make_document(source: SourceText) -> Document:
    """The document a file holds; its text is the source's, character for character."""
    sections = parse_outline(source.text)
    identity = identify(source, sections)
    return Document(
        id=document_id(identity.title, identity.issuer, identity.document_number, identity.version),
        title=identity.title,
        kind=identity.kind,
        text=source.text,
        sha256=fingerprint(source.text),
        sections=sections,
        source=source.source,
        verification=identity.verification,
        form=identity.form,
        aliases=identity.aliases,
        issuer=identity.issuer,
        document_number=identity.document_number,
        version=identity.version,
        level=identity.level,
        region=identity.region,
        published=identity.published,
        effective=identity.effective,
        expires=identity.expires,
        repeals=identity.repeals,
        prolongs=identity.prolongs,
        grounds=identity.grounds,
        recognised=source.recognised,
    )


def fingerprint(text: str) -> str:
    """sha256 of the text in UTF-8, hex; lone surrogates count as "?"."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
