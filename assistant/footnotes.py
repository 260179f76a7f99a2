"""The numbers an answer's citations carry, the same on the page and in an export."""

from __future__ import annotations

from assistant.answer import Answer, Citation


def numbered_citations(answer: Answer) -> tuple[Citation, ...]:
    """Every citation once, in the order a reader meets them: number n is at index n - 1.

    Sentences come first, then the nearest clauses of a refusal. Two citations are the same when
    they name the same characters of the same document.
    """
    unique: dict[tuple[str, int, int], Citation] = {}
    for citation in [*(c for s in answer.sentences for c in s.citations), *answer.nearest]:
        unique.setdefault(_place(citation), citation)
    return tuple(unique.values())


def numbers_of(citations: tuple[Citation, ...], answer: Answer) -> tuple[int, ...]:
    """The numbers of some of the answer's citations, from 1, ascending, each once.

    Raises:
        ValueError: one of them is not a citation of this answer.
    """
    order = [_place(citation) for citation in numbered_citations(answer)]
    return tuple(sorted({order.index(_place(citation)) + 1 for citation in citations}))


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document_id, citation.start, citation.end
