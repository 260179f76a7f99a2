"""Citations: exact characters of a clause, and how they stand in the corpus now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.answer import Citation, ClauseInContext
from corpus.documents import Document, locator, path_to
from indexing.passages import Passage

_CONTEXT_CHARACTERS = 400
"""How much text the side panel shows before and after a quote, at most."""


def cite(passage: Passage, span: tuple[int, int], *, day: date, document: Document) -> Citation:
    """Cite `passage.text[span]`; the locator is as deep as the quote allows.

    Args:
        passage: the clause the quote lies in.
        span: offsets within `passage.text`.
        day: the day asked about, for the status.
        document: the document of the passage.

    Raises:
        ValueError: the span is empty, or the document is not the one the passage was cut from.
    """
    start, end = passage.start + span[0], passage.start + span[1]
    quote = document.text[start:end]
    if not quote.strip() or quote != passage.text[span[0] : span[1]]:
        raise ValueError(f"passage {passage.id} does not match its document at {start}..{end}")
    citation = cite_characters(document, (start, end), day=day)
    return citation if citation.locator else replace(citation, locator=passage.heading)


def cite_characters(document: Document, span: tuple[int, int], *, day: date) -> Citation:
    """Cite `document.text[span]`; the locator is the path its first and last character share."""
    start, end = span
    return Citation(
        document_id=document.id,
        title=document.title,
        locator=_locator_of(document, start, end),
        quote=document.text[start:end],
        start=start,
        end=end,
        sha256=document.sha256,
        status=document.status_on(day),
        verification=document.verification,
        form=document.form,
        source=document.source,
        region=document.region,
    )


def cite_passage(passage: Passage, *, day: date, document: Document) -> Citation:
    """Cite the whole passage, without the blanks around it, under the passage's own heading."""
    text = passage.text
    start = len(text) - len(text.lstrip())
    citation = cite(passage, (start, len(text.rstrip())), day=day, document=document)
    # The first article of a chapter carries the chapter's title line: the path they share would
    # be the chapter alone.
    return replace(citation, locator=passage.heading or citation.locator)


def in_context(citation: Citation, find: Callable[[str], Document | None]) -> ClauseInContext:
    """The clause as the corpus holds it now; says so when it was removed or changed."""
    document = find(citation.document_id)
    if document is None:
        return _changed(citation, "这份文件已从语料库中删除，以下是引用时的原话。")
    if document.text[citation.start : citation.end] == citation.quote:
        return _around(document, citation, citation.start)
    moved = document.text.find(citation.quote)
    if moved >= 0:
        return _around(document, citation, moved)
    return _changed(citation, "这份文件在引用之后有改动，下面的原话已不在其中，请重新提问核对。")


def _around(document: Document, citation: Citation, start: int) -> ClauseInContext:
    end = start + len(citation.quote)
    return ClauseInContext(
        before=document.text[max(0, start - _CONTEXT_CHARACTERS) : start],
        quote=citation.quote,
        after=document.text[end : end + _CONTEXT_CHARACTERS],
        heading=_locator_of(document, start, end) or citation.locator,
        start=start,
    )


def _changed(citation: Citation, remark: str) -> ClauseInContext:
    return ClauseInContext(
        before="", quote=citation.quote, after="", heading=citation.locator, changed=remark
    )


def _locator_of(document: Document, start: int, end: int) -> str:
    """Deepest path shared by the first and the last character of a quote."""
    first, last = path_to(document, start), path_to(document, end - 1)
    shared = tuple(a for a, b in zip(first, last, strict=False) if a is b)
    return locator(shared)
