"""A patent of a list as a document, so that answers cite it as they cite a clause."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from assistant.answer import Citation
from assistant.citations import cite_characters
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from corpus.documents import Document, Form, Kind, Section, Verification
from corpus.make_document import fingerprint

_PREFIX = "patent-list:"
_PARTS = ("标题", "摘要", "首项权利要求")


def cite_patent(
    record: PatentRecord, *, day: date, part: str = "标题", quote: str = ""
) -> Citation:
    """Cite a stretch of a record, or its title.

    Args:
        part: 标题, 摘要 or 首项权利要求.
        quote: verbatim from that part; "" for all of it.

    Raises:
        ValueError: the part does not hold the quote.
    """
    document = document_of(record)
    section = next(one for one in document.sections if one.label == part)
    words = quote or document.text[section.start : section.end].strip()
    start = document.text.find(words, section.start, section.end)
    if start < 0 or not words:
        raise ValueError(f"{record.number} does not say so in its {part}")
    citation = cite_characters(document, (start, start + len(words)), day=day)
    return citation


def document_of(record: PatentRecord) -> Document:
    """Title, abstract and first claim as the list gives them, a line each."""
    parts = [
        (label, text)
        for label, text in zip(
            _PARTS, (record.title, record.abstract, record.first_claim), strict=True
        )
        if text.strip()
    ]
    text = "".join(f"{part}\n" for _, part in parts)
    bounds = [0]
    for _, part in parts:
        bounds.append(bounds[-1] + len(part) + 1)
    return Document(
        id=f"{_PREFIX}{record.id}",
        title=f"{record.title}（{record.number}）",
        kind=Kind.PATENT,
        text=text,
        sha256=fingerprint(text),
        sections=tuple(
            Section(label=label, heading="", start=start, end=end)
            for (label, _), (start, end) in zip(parts, pairwise(bounds), strict=True)
        ),
        source=record.source,
        verification=Verification.B,
        form=Form.DIGEST,  # an export holds excerpts of what was published
        document_number=record.number,
        published=record.published,
    )


def find_patent(document_id: str, reader: PatentReader) -> Document | None:
    """The document of an id as `document_of` gives it; None for others and for what is gone."""
    if not document_id.startswith(_PREFIX):
        return None
    record = document_id.removeprefix(_PREFIX)
    found = reader.by_id([record]).get(record)
    return document_of(found) if found else None
