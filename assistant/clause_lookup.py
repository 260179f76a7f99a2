"""Clauses named outright are looked up in the outline, not searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.clause_reference import ClauseReference
from assistant.instruments import Mention
from assistant.understand import ParsedQuestion
from assistant.versions_named import of_version_meant
from corpus.clause_address import find_article, find_in_article
from corpus.documents import Document, Form, Section, Status

_STATUS_ORDER = (Status.IN_FORCE, Status.UNVERIFIED, Status.NOT_YET, Status.REPEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClause:
    """A named clause in one version of one instrument.

    Attributes:
        start, end: span of the deepest part named, in the document's text.
        is_exact: the paragraph and item named exist; False when only the article does.
    """

    document: Document
    reference: ClauseReference
    start: int
    end: int
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Result of looking a question's clauses up.

    Attributes:
        documents: versions of the instruments named, the one to use first.
        found: the clauses; empty when no version has them.
        missing: references that no version of their instrument has.
    """

    documents: tuple[Document, ...]
    found: tuple[FoundClause, ...]
    missing: tuple[ClauseReference, ...] = ()

    @property
    def names_only_absent_parts(self) -> bool:
        """Whether every clause found lacks the 款 or 项 named; a digest does not show its parts."""
        return bool(self.found) and all(
            not clause.is_exact and clause.document.form is Form.ORIGINAL for clause in self.found
        )

    def is_out_of_force(self, day: date) -> bool:
        """Whether nothing that was looked up is in force on `day`."""
        versions = [clause.document for clause in self.found] or list(self.documents)
        return all(v.status_on(day) in (Status.REPEALED, Status.NOT_YET) for v in versions)


def look_up(
    question: ParsedQuestion,
    find: Callable[[str], Document | None],
    *,
    day: date,
    remembered: frozenset[str] = frozenset(),
) -> Lookup | None:
    """Find the clauses a question names; `None` when it names no clause or no instrument.

    Args:
        question: as read.
        find: document by id.
        day: the version in force on that day is preferred.
        remembered: ids of the documents last cited, used when no instrument is named.
    """
    if not question.clauses:
        return None
    ids: set[str] = set()
    for mention in question.mentions:
        ids |= mention.documents
    documents = [d for d in map(find, sorted(ids or remembered)) if d is not None]
    if not documents:
        return None
    meant = of_version_meant(question, documents, day=day)
    ordered = tuple(sorted(meant, key=lambda d: _preference(d, day)))
    found: list[FoundClause] = []
    missing: list[ClauseReference] = []
    for reference in question.clauses:
        named = _named_for(reference, question.mentions)
        clause = _first(_clauses([d for d in ordered if not named or d.id in named], reference))
        if clause is None:
            missing.append(reference)
        else:
            found.append(clause)
    return Lookup(documents=ordered, found=tuple(found), missing=tuple(missing))


def _named_for(reference: ClauseReference, mentions: Sequence[Mention]) -> frozenset[str]:
    """Versions of the instrument named last before the clause; empty when none was."""
    before = [mention for mention in mentions if mention.end <= reference.start]
    return before[-1].documents if before else frozenset()


def _preference(document: Document, day: date) -> tuple[int, bool]:
    """Sort key: by validity on the day, originals first."""
    return (_STATUS_ORDER.index(document.status_on(day)), document.form is not Form.ORIGINAL)


def _clauses(documents: Sequence[Document], reference: ClauseReference) -> Iterable[FoundClause]:
    for document in documents:
        article = _article(document, reference)
        if article is None:
            continue
        span, is_exact = _deepest(article, reference)
        yield FoundClause(
            document=document,
            reference=reference,
            start=span.start,
            end=span.end,
            is_exact=is_exact,
        )


def _article(document: Document, reference: ClauseReference) -> Section | None:
    if reference.address is None:
        return _labelled(document.sections, reference.article)
    return find_article(document.sections, reference.address.article)


def _deepest(article: Section, reference: ClauseReference) -> tuple[Section, bool]:
    """The part of the article named, or as much of it as there is; whether it is all there."""
    address = reference.address
    if address is None:
        return article, True
    while (part := find_in_article(article, address)) is None:
        address = address.enclosing()
    return part, address == reference.address


def _labelled(sections: Iterable[Section], label: str) -> Section | None:
    """First section with that label, outer levels first."""
    level = list(sections)
    while level:
        for section in level:
            if section.label == label:
                return section
        level = [child for section in level for child in section.children]
    return None


def _first(clauses: Iterable[FoundClause]) -> FoundClause | None:
    return next(iter(clauses), None)
