"""「语料」: the list of documents with its filters; the pages behind it."""

from __future__ import annotations

from datetime import date

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.addresses import CORPUS, document_address
from assistant.labels import LEVELS
from assistant.pages import document_changes, document_page, upload_page
from assistant.pages.corpus_list import SORTS, listing, read_query
from assistant.pages.document_facts import STATUS_CLASSES
from assistant.pages.site import Site, SitePage
from corpus.documents import Form, Kind


def add_routes(app: FastAPI, site: Site) -> None:
    """The list, then uploading, then documents, whose addresses take any further word."""

    def show_list(request: Request) -> HTMLResponse:
        query = read_query(request.query_params, today=date.today())
        found = listing(site.shelf().books(), query)
        return site.render(
            "corpus.html",
            address=CORPUS,
            base=CORPUS,
            found=found,
            query=found.query,
            sorts=SORTS,
            today=date.today(),
            patent=Kind.PATENT,
            original=Form.ORIGINAL,
            sample=Form.SAMPLE,
            levels=LEVELS,
            status_classes=STATUS_CLASSES,
            document_address=document_address,
            removed=request.query_params.get("removed", "")[:200],
        )

    app.get(CORPUS)(show_list)
    upload_page.add_routes(app, site)
    document_page.add_routes(app, site)
    document_changes.add_routes(app, site)


PAGE = SitePage(address=CORPUS, label="语料", add_routes=add_routes)
