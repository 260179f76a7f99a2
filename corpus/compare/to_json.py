"""A comparison as JSON values."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.compare.changes import Change, ComparedPair, Quote
from corpus.compare.clauses import Clause
from corpus.compare.compare_documents import Comparison
from corpus.compare.summary import notices, summary_lines
from corpus.compare.word_changes import WordSpan
from corpus.documents import Document


def to_json(comparison: Comparison, pairs: Sequence[ComparedPair]) -> dict[str, object]:
    """The comparison with these of its pairs; offsets count characters of the documents' texts.

    The spans of a pair count in its clauses' bodies, one after the other, joined by a line break.
    """
    counts = comparison.counts()
    sizes = comparison.sizes()
    return {
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "summary": {
            "old_clauses": sizes[0],
            "new_clauses": sizes[1],
            "kinds": {kind.value: count for kind, count in counts.items()},
            "shared": round(comparison.shared, 3),
            "same_text": comparison.is_same_text,
            "text": "\n".join(summary_lines(comparison)),
            "notices": list(notices(comparison)),
        },
        "changes": [_change(change) for change in comparison.changes],
        "clauses": [_pair(each) for each in pairs],
    }


def _document(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "version": document.version,
        "effective": document.effective,
        "sha256": document.sha256,
        "source": document.source,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "category": change.category.value,
        "old": change.old,
        "new": change.new,
        "occurrences": [
            {"old": _quote(occurrence.old), "new": _quote(occurrence.new)}
            for occurrence in change.occurrences
        ],
    }


def _quote(quote: Quote | None) -> dict[str, object] | None:
    if quote is None:
        return None
    return {
        "clause": quote.clause.name,
        "locator": quote.clause.where,
        "quote": quote.words,
        "start": quote.start,
        "end": quote.end,
        "sentence": quote.sentence,
    }


def _pair(each: ComparedPair) -> dict[str, object]:
    return {
        "kind": each.pair.kind.value,
        "role": each.pair.role.value,
        "old": [_clause(clause) for clause in each.pair.old],
        "new": [_clause(clause) for clause in each.pair.new],
        "spans": [_span(span) for span in each.spans],
    }


def _clause(clause: Clause) -> dict[str, object]:
    return {
        "label": clause.label,
        "locator": clause.where,
        "text": clause.body,
        "start": clause.start,
        "end": clause.start + len(clause.body),
    }


def _span(span: WordSpan) -> dict[str, object]:
    return {
        "kind": span.kind.value,
        "old_start": span.old_start,
        "old_end": span.old_end,
        "new_start": span.new_start,
        "new_end": span.new_end,
    }
