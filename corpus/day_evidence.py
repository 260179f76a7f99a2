"""What the first and the last day of a version rest on: its own words, or those of another text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.document_store import summarise
from corpus.documents import Basis, Document, Ground
from corpus.own_prolongations import read_prolongation
from corpus.own_repeals import read_repeal
from corpus.versions import names_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the beginning or the end of a version rests on.

    Attributes:
        quote: verbatim; "" when the basis is no text.
        document_id, title: of the document whose text or table entry says so.
        start: offset of `quote` in that document's text; None when it stands in no document.
        remark: of a correction: who made it and why; "" otherwise.
    """

    basis: Basis
    quote: str
    document_id: str
    title: str
    start: int | None = None
    remark: str = ""

    @property
    def words(self) -> str:
        """Chinese, for the user: 文中写明“本办法自…起施行。”"""
        source = f"《{self.title}》写明" if self.basis is Basis.OTHER_TEXT else str(self.basis)
        caution = "，未对照公报" if self.basis is Basis.KNOWN_DATES else ""
        said = f"：“{' '.join(self.quote.split())}”" if self.quote else ""
        return f"{source}{caution}{said}" + (f"（{self.remark}）" if self.remark else "")


def own_evidence(document: Document, fact: str, day: date | None) -> Evidence | None:
    """What the document's grounds say of this day; the last one recorded counts."""
    if day is None:
        return None
    for ground in reversed(document.grounds):
        if ground.fact == fact and ground.value == day.isoformat():
            return _evidence(ground, document)
    return None


def _evidence(ground: Ground, document: Document) -> Evidence:
    return Evidence(
        basis=ground.basis,
        quote=ground.quote,
        document_id=document.id,
        title=document.title,
        start=ground.start,
    )


def end_of(
    document: Document, successor: Document | None, others: Sequence[Document]
) -> Evidence | None:
    """What its last day rests on: its own grounds, a text among `others` that lets it run on, or
    its successor; None when it has no last day or nothing is recorded."""
    own = own_evidence(document, "expires", document.expires)
    if own or document.expires is None:
        return own
    prolonged = next(_prolongations_of(document, others), None)
    if prolonged or successor is None:
        return prolonged
    return _successor_evidence(document, successor)


def _prolongations_of(document: Document, others: Sequence[Document]) -> Iterator[Evidence]:
    """What others say of letting this text run on to its last day."""
    summary = summarise(document)
    for other in others:
        for ground in other.grounds:
            if ground.fact == "prolongs":
                words, until = read_prolongation(ground.value)
                is_last = until == document.expires
                if is_last and names_document(words, summary, by=summarise(other)):
                    yield replace(_evidence(ground, other), basis=Basis.OTHER_TEXT)


def _successor_evidence(document: Document, successor: Document) -> Evidence | None:
    """The successor's words that end this text, else those that begin the successor itself."""
    beginning = [ground for ground in successor.grounds if ground.fact == "effective"]
    for ground in (*repeals_of(document, successor), *reversed(beginning)):
        basis = Basis.OTHER_TEXT if ground.start is not None else ground.basis
        return Evidence(
            basis=basis,
            quote=ground.quote,
            document_id=successor.id,
            title=successor.title,
            start=ground.start,
        )
    return None


def repeals_of(document: Document, successor: Document) -> Iterator[Ground]:
    """What the successor says of ending this text."""
    older, newer = summarise(document), summarise(successor)
    for ground in successor.grounds:
        if ground.fact == "repeals":
            words, _ = read_repeal(ground.value)
            if names_document(words, older, by=newer):
                yield ground
