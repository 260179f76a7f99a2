"""The versions of one instrument in order, each with when it is in force and what says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.document_store import DocumentSummary, summarise
from corpus.documents import Basis, Document, Form, Ground, Kind, Status, Verification
from corpus.history import Correction
from corpus.own_repeals import read_repeal
from corpus.versions import first_day, issuers_agree, names_document, series_of

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version and its time in force.

    Attributes:
        effective, expires: first and last day in force, both inclusive; None when not derived or,
            for `expires`, while nothing ends it.
        status: on the day the chain was asked for.
        begins, ends: what `effective` and `expires` rest on; None when no ground is recorded.
        doubts: Chinese, what could not be derived and why; () when all is known.
    """

    document_id: str
    title: str
    document_number: str | None
    issuer: str | None
    kind: Kind
    form: Form
    verification: Verification
    published: date | None
    effective: date | None
    expires: date | None
    superseded_by: str | None
    status: Status
    begins: Evidence | None
    ends: Evidence | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityChain:
    """Every known version of one instrument, oldest first.

    Attributes:
        day: the day `Version.status` speaks of.
        remarks: Chinese, days with two versions or none between two of them.
    """

    day: date
    versions: tuple[Version, ...]
    remarks: tuple[str, ...] = ()


def chain_of(catalogue: Catalogue, document_id: str, *, day: date) -> ValidityChain:
    """The chain of a document of the catalogue.

    Raises:
        UnknownDocumentError: no document has exactly this id.
        CatalogueError: the catalogue cannot be read.
    """
    catalogue.get(document_id)
    ids = sorted(instrument_ids(document_id, catalogue.summaries()))
    return validity_chain(
        [catalogue.get(one) for one in ids],
        day=day,
        corrections={one: catalogue.corrections(one) for one in ids},
    )


def instrument_ids(document_id: str, summaries: Iterable[DocumentSummary]) -> frozenset[str]:
    """Ids of the document, of the other versions of its instrument, of what they replaced and of
    what replaced them; what else a successor ended is not among them."""
    by_id = {summary.id: summary for summary in summaries}
    one = by_id[document_id]
    series = series_of(one)
    alike = (s for s in by_id.values() if (s.kind, s.region) == (one.kind, one.region))
    mates = {one.id} | {
        s.id for s in alike if series and series_of(s) == series and issuers_agree(one, s)
    }
    return frozenset(mates | _replaced_by(mates, by_id) | _replacing(mates, by_id))


def _replaced_by(ids: set[str], by_id: Mapping[str, DocumentSummary]) -> set[str]:
    """What these documents replaced, and what that replaced, and so on."""
    found: set[str] = set()
    newest = ids
    while newest := {
        s.id for s in by_id.values() if s.superseded_by in newest and s.id not in found
    }:
        found |= newest
    return found


def _replacing(ids: set[str], by_id: Mapping[str, DocumentSummary]) -> set[str]:
    """What replaced these documents, and what replaced that, and so on."""
    found: set[str] = set()
    pending = list(ids)
    while pending:
        successor = by_id[pending.pop()].superseded_by
        if successor is not None and successor in by_id and successor not in found:
            found.add(successor)
            pending.append(successor)
    return found


def validity_chain(
    documents: Sequence[Document],
    *,
    day: date,
    corrections: Mapping[str, Sequence[Correction]] = MappingProxyType({}),
) -> ValidityChain:
    """The chain of documents that are versions of one instrument or replaced one another.

    Args:
        documents: linked, as the catalogue gives them; their order does not matter.
        day: when `Version.status` is asked for.
        corrections: what staff set, by document id, to name who and why.
    """
    by_id = {document.id: document for document in documents}
    in_order = sorted(
        by_id.values(), key=lambda one: (first_day(summarise(one)) or date.min, one.id)
    )
    versions = [_version(one, by_id.get(one.superseded_by or ""), day) for one in in_order]
    return ValidityChain(
        day=day,
        versions=tuple(_remarked(one, corrections.get(one.document_id, ())) for one in versions),
        remarks=tuple(_remarks(in_order)),
    )


def _remarked(version: Version, corrections: Sequence[Correction]) -> Version:
    """With who corrected a day, and why, beside it."""
    said = {one.field: f"{one.who}，{one.at.date()}：{one.reason}" for one in corrections}

    def remark(evidence: Evidence | None, field: str) -> Evidence | None:
        if evidence is None or evidence.basis is not Basis.CORRECTION:
            return evidence
        return replace(evidence, remark=said.get(field, ""))

    return replace(
        version,
        begins=remark(version.begins, "effective"),
        ends=remark(version.ends, "expires"),
    )


def _version(document: Document, successor: Document | None, day: date) -> Version:
    return Version(
        document_id=document.id,
        title=document.title,
        document_number=document.document_number,
        issuer=document.issuer,
        kind=document.kind,
        form=document.form,
        verification=document.verification,
        published=document.published,
        effective=document.effective,
        expires=document.expires,
        superseded_by=document.superseded_by,
        status=document.status_on(day),
        begins=_own_evidence(document, "effective", document.effective),
        ends=_end_of(document, successor),
        doubts=tuple(_doubts(document, successor)),
    )


def _own_evidence(document: Document, fact: str, day: date | None) -> Evidence | None:
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


def _end_of(document: Document, successor: Document | None) -> Evidence | None:
    own = _own_evidence(document, "expires", document.expires)
    if own or successor is None or document.expires is None:
        return own
    return _successor_evidence(document, successor)


def _successor_evidence(document: Document, successor: Document) -> Evidence | None:
    """The successor's words that end this text, else those that begin the successor itself."""
    beginning = [ground for ground in successor.grounds if ground.fact == "effective"]
    for ground in (*_repeals_of(document, successor), *reversed(beginning)):
        basis = Basis.OTHER_TEXT if ground.start is not None else ground.basis
        return Evidence(
            basis=basis,
            quote=ground.quote,
            document_id=successor.id,
            title=successor.title,
            start=ground.start,
        )
    return None


def _repeals_of(document: Document, successor: Document) -> Iterator[Ground]:
    """What the successor says of ending this text."""
    older, newer = summarise(document), summarise(successor)
    for ground in successor.grounds:
        if ground.fact == "repeals" and names_document(ground.value, older, by=newer):
            yield ground


def _doubts(document: Document, successor: Document | None) -> Iterable[str]:
    if document.kind is Kind.PATENT:
        return
    if document.effective is None:
        said = [g.quote.strip() for g in document.grounds if g.fact == "effective" and g.quote]
        reason = (
            f"文中只写“{said[-1]}”，而公布日期不明" if said else "文中没有写明这一版本从何时施行"
        )
        yield f"施行日期未核实：{reason}。"
    if document.superseded_by and document.expires is None:
        name = f"《{successor.title}》" if successor else document.superseded_by
        reason = "后者的施行日期不明" if successor else "后者不在语料库里"
        yield f"失效日期未核实：已由{name}代替，但{reason}。"


def _remarks(in_order: Sequence[Document]) -> Iterable[str]:
    """Overlaps and gaps between a version and the one that replaces it."""
    by_id = {document.id: document for document in in_order}
    for older in in_order:
        newer = by_id.get(older.superseded_by or "")
        if newer is None or newer.effective is None or older.expires is None:
            continue
        next_day = older.expires + timedelta(days=1)
        if older.expires >= newer.effective:
            if any(read_repeal(g.value)[1] == next_day for g in _repeals_of(older, newer)):
                continue  # the newer text lets the older one run on
            yield (
                f"{newer.effective} 至 {older.expires}，《{older.title}》与代替它的"
                f"《{newer.title}》同时有效，请人工核对。"
            )
        elif next_day < newer.effective:
            last = newer.effective - timedelta(days=1)
            yield f"{next_day} 至 {last} 没有有效文本：旧版本已失效，新版本尚未施行。"
