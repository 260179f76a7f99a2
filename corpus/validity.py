"""The versions of one instrument in order, each with when it is in force and what says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.day_evidence import Evidence, end_of, own_evidence, repeals_of
from corpus.document_store import DocumentSummary, summarise
from corpus.documents import Basis, Document, Form, Kind, Status, Verification
from corpus.history import Correction
from corpus.own_prolongations import read_prolongation
from corpus.own_repeals import read_repeal
from corpus.versions import first_day, issuers_agree, names_document, series_of

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue


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
    """Ids of the document, of the other versions of its instrument, of what they replaced, of
    what replaced them and of what let any of these run on; what else a successor ended is not
    among them."""
    by_id = {summary.id: summary for summary in summaries}
    one = by_id[document_id]
    series = series_of(one)
    alike = (s for s in by_id.values() if (s.kind, s.region) == (one.kind, one.region))
    mates = {one.id} | {
        s.id for s in alike if series and series_of(s) == series and issuers_agree(one, s)
    }
    chain = mates | _replaced_by(mates, by_id) | _replacing(mates, by_id)
    return frozenset(chain | _prolonging(chain, by_id))


def _prolonging(ids: set[str], by_id: Mapping[str, DocumentSummary]) -> set[str]:
    """What lets these documents run on beyond their terms."""
    return {
        other.id
        for other in by_id.values()
        for words, _ in map(read_prolongation, other.prolongs)
        if any(names_document(words, by_id[one], by=other) for one in ids)
    }


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
    versions = [_version(one, by_id, day) for one in in_order]
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


def _version(document: Document, by_id: Mapping[str, Document], day: date) -> Version:
    successor = by_id.get(document.superseded_by or "")
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
        begins=own_evidence(document, "effective", document.effective),
        ends=end_of(document, successor, tuple(by_id.values())),
        doubts=tuple(_doubts(document, successor)),
    )


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
            if any(read_repeal(g.value)[1] == next_day for g in repeals_of(older, newer)):
                continue  # the newer text lets the older one run on
            yield (
                f"{newer.effective} 至 {older.expires}，《{older.title}》与代替它的"
                f"《{newer.title}》同时有效，请人工核对。"
            )
        elif next_day < newer.effective:
            last = newer.effective - timedelta(days=1)
            yield f"{next_day} 至 {last} 没有有效文本：旧版本已失效，新版本尚未施行。"
