"""What the pages know of all documents at once, read again only when the catalogue changed."""

from __future__ import annotations

import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import cached_property

from assistant.background import BackgroundThreads
from corpus.catalogue import Catalogue
from corpus.document_store import DocumentSummary
from corpus.documents import Document, Kind
from corpus.errors import CorpusError
from corpus.references import Mention, ReferenceIndex, is_another_instrument
from corpus.validity import instrument_ids
from corpus.versions import series_of

_WAIT_SECONDS = 0.4
"""How long a page waits for references to be counted; 500 documents take less."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Books:
    """The documents of one revision of the catalogue; equal to nothing but itself.

    Attributes:
        summaries: by id.
        haystacks: what a free text search looks through, in the same order; see `folded`.
    """

    revision: str
    summaries: tuple[DocumentSummary, ...]
    haystacks: tuple[str, ...]

    @cached_property
    def by_id(self) -> dict[str, DocumentSummary]:
        """The same by id."""
        return {summary.id: summary for summary in self.summaries}

    def instrument(self, document_id: str) -> frozenset[str]:
        """Ids of the versions of the document's instrument, of what they replaced and of what
        replaced them; see `corpus.validity.instrument_ids`."""
        return instrument_ids(document_id, (self.by_id[id_] for id_ in self._linked(document_id)))

    @cached_property
    def _neighbours(self) -> dict[str, set[str]]:
        """By id: documents of the same series, and those it replaces or that replace it."""
        series: defaultdict[str, set[str]] = defaultdict(set)
        links: defaultdict[str, set[str]] = defaultdict(set)
        for summary in self.summaries:
            if summary.superseded_by in self.by_id:
                links[summary.id].add(summary.superseded_by)
                links[summary.superseded_by].add(summary.id)
            if summary.kind is not Kind.PATENT and (name := series_of(summary)):
                series[name].add(summary.id)
        for mates in series.values():
            for id_ in mates:
                links[id_] |= mates
        return dict(links)

    def _linked(self, document_id: str) -> set[str]:
        found, pending = {document_id}, [document_id]
        while pending:
            new = self._neighbours.get(pending.pop(), set()) - found
            found |= new
            pending.extend(new)
        return found


class Shelf:
    """Summaries and references of a catalogue; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._books: Books | None = None
        self._loading = threading.Lock()
        self._references = ReferenceIndex()
        self._counted: Future[None] | None = None
        self._counted_revision = ""
        self._thread = BackgroundThreads(1)

    def books(self) -> Books:
        """The documents as the catalogue holds them now.

        Raises:
            CatalogueError: it cannot be read.
        """
        revision = self.catalogue.revision
        with self._loading:
            if self._books is None or self._books.revision != revision:
                summaries = self.catalogue.summaries()
                haystacks = tuple(_haystack(summary) for summary in summaries)
                self._books = Books(revision=revision, summaries=summaries, haystacks=haystacks)
            return self._books

    def named_by(self, document: Document) -> list[tuple[DocumentSummary, Mention]] | None:
        """Documents of other instruments whose text names this one, by title; None while the
        texts are still being read for the first time.

        Raises:
            CatalogueError: they cannot be read.
        """
        books = self.books()
        with self._loading:
            is_new = self._counted is None or self._counted_revision != books.revision
            if self._counted is None or is_new:
                self._counted_revision = books.revision
                self._counted = self._thread.submit(lambda: self._read_references(books))
            counted = self._counted
        # Only who sets it off waits: with many documents it takes longer than anybody would.
        if not wait([counted], _WAIT_SECONDS if is_new else 0).done:
            return None
        counted.result()
        target = books.by_id.get(document.id)
        found = self._references.naming(target) if target else {}
        named = [
            (books.by_id[id_], mention)
            for id_, mention in found.items()
            if id_ in books.by_id and target and is_another_instrument(books.by_id[id_], target)
        ]
        return sorted(named, key=lambda pair: (pair[0].title, pair[0].id))

    def _read_references(self, books: Books) -> None:
        texts = [summary for summary in books.summaries if summary.kind is not Kind.PATENT]
        for document in self._present(self._references.missing(texts)):
            self._references.read(document)
        self._references.keep(frozenset(summary.id for summary in texts))

    def _present(self, ids: list[str]) -> Iterator[Document]:
        for id_ in ids:
            try:
                yield self.catalogue.get(id_)
            except CorpusError:  # taken out since, or damaged: `zhice corpus check` names it
                continue


def folded(words: str) -> str:
    """Spelled as a search compares: full-width as half-width, lower case, brackets alike."""
    plain = unicodedata.normalize("NFKC", words).lower()
    return plain.translate(_BRACKETS)


_BRACKETS = str.maketrans("〔【［】〕］", "[[[]]]")


def _haystack(summary: DocumentSummary) -> str:
    parts = (
        summary.title,
        *summary.aliases,
        summary.document_number,
        summary.issuer,
        summary.region,
        summary.id,
    )
    return folded("\n".join(part for part in parts if part)).replace(" ", "")
