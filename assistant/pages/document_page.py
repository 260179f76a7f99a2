"""The page of one document: identity, validity, text, who cites it, history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.addresses import (
    CORPUS,
    compare_address,
    conversation_address,
    document_address,
    place_address,
)
from assistant.labels import LEVEL_NOTES, web_address
from assistant.pages.document_facts import STATUS_CLASSES, badges_of, facts_of, form_fields
from assistant.pages.document_outline import outline_of
from assistant.pages.document_text import Span, blocks_of, first_marked
from assistant.pages.download import download
from assistant.pages.site import Site
from assistant.pages.timeline import timeline_of
from corpus.claims import ClaimNode, claim_tree, claims_of
from corpus.corrections import FIELD_NAMES
from corpus.document_store import DocumentSummary
from corpus.documents import Document, Kind
from corpus.official_parts import official_parts
from corpus.official_text import OfficialPart, PartName
from corpus.validity import ValidityChain, validity_chain

_CHANGES_SHOWN = 30
_QUESTIONS_SHOWN = 20
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_DONE = {
    "corrected": "更正已生效，改动和理由记在「沿革」里。",
    "withdrawn": "更正已撤销，恢复为文本自己写明的内容。",
    "unchanged": "没有改动：表单里的内容与现在的相同。",
}
_LONG_PARTS = frozenset((PartName.BODY, PartName.ANNEXES))
_LONGEST_NAME = 80
WHO_COOKIE = "zhice-who"
"""Remembers the name under which staff last corrected something."""


def add_routes(app: FastAPI, site: Site) -> None:
    """The page, and its text as a file."""

    def show(request: Request, document_id: str) -> HTMLResponse:
        return document_page(site, request, site.catalogue().get(document_id))

    def text(document_id: str) -> Response:
        document = site.catalogue().get(document_id)
        return download(document.text, f"{document.title[:_LONGEST_NAME]}.txt", "text/plain")

    app.get(f"{CORPUS}/{{document_id}}")(show)
    app.get(f"{CORPUS}/{{document_id}}/text")(text)


def document_page(
    site: Site,
    request: Request,
    document: Document,
    *,
    given: Mapping[str, str] | None = None,
    trouble: str = "",
) -> HTMLResponse:
    """The page as a response.

    Args:
        given: the correction form as it was sent, when it could not be carried out.
        trouble: Chinese, why it could not.
    """
    catalogue = site.catalogue()
    today = date.today()
    chain = _chain(site, document, today)
    corrections = catalogue.corrections(document.id)
    blocks = blocks_of(document, _marked(request))
    return site.render(
        "document.html",
        address=CORPUS,
        status=400 if trouble else 200,
        document=document,
        here=document_address(document.id),
        facts=facts_of(document, corrections),
        badges=badges_of(document, today),
        level_note=LEVEL_NOTES[document.verification],
        successor=_successor(site, document),
        outline=outline_of(document),
        claims=_claims(document),
        official_parts=_official_parts(document),
        blocks=blocks,
        marked_block=first_marked(blocks),
        chain=chain,
        timeline=timeline_of(chain),
        compare_addresses=_compare_addresses(chain, document.id),
        status_classes=STATUS_CLASSES,
        today=today,
        sources=catalogue.sources(document.id),
        web_address=web_address,
        named_by=site.shelf().named_by(document),
        questions=site.store.citing(document.id, limit=_QUESTIONS_SHOWN),
        history=catalogue.history(document.id, limit=_CHANGES_SHOWN),
        corrections=corrections,
        field_names=FIELD_NAMES,
        fields=form_fields(document, given),
        reason=(given or {}).get("reason", ""),
        who=(given or {}).get("who", "") or unquote(request.cookies.get(WHO_COOKIE, "")),
        trouble=trouble,
        done=_DONE.get(request.query_params.get("done", ""), ""),
        document_address=document_address,
        place_address=place_address,
        conversation_address=conversation_address,
        is_patent=document.kind is Kind.PATENT,
    )


def _chain(site: Site, document: Document, day: date) -> ValidityChain:
    catalogue, books = site.catalogue(), site.shelf().books()
    others = books.instrument(document.id) - {document.id} if document.id in books.by_id else ()
    return validity_chain([document, *(catalogue.get(id_) for id_ in sorted(others))], day=day)


def _compare_addresses(chain: ValidityChain, document_id: str) -> dict[str, str]:
    """Where each version is shown beside this one, the older on the left."""
    ids = [version.document_id for version in chain.versions]
    here = ids.index(document_id)
    pairs = {id_: sorted((here, place)) for place, id_ in enumerate(ids) if place != here}
    return {id_: compare_address(ids[old], ids[new]) for id_, (old, new) in pairs.items()}


def _successor(site: Site, document: Document) -> DocumentSummary | None:
    return site.shelf().books().by_id.get(document.superseded_by or "")


def _claims(document: Document) -> tuple[ClaimNode, ...]:
    return claim_tree(claims_of(document)) if document.kind is Kind.PATENT else ()


def _official_parts(document: Document) -> tuple[OfficialPart, ...]:
    """The elements that say something beside the text itself."""
    if document.kind is not Kind.POLICY:
        return ()
    return tuple(part for part in official_parts(document.text) if part.name not in _LONG_PARTS)


def _marked(request: Request) -> Span | None:
    """The span an address asks to show: at=120-164."""
    asked = _SPAN.fullmatch(request.query_params.get("at", ""))
    return (int(asked.group(1)), int(asked.group(2))) if asked else None
