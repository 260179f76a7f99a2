"""「语料」: the list of documents."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant.pages.site import Site, SitePage

ADDRESS = "/corpus"


def add_routes(app: FastAPI, site: Site) -> None:
    """The list."""

    def show_list() -> HTMLResponse:
        documents = site.catalogue().summaries()
        return site.render("corpus.html", address=ADDRESS, documents=documents[:50])

    app.get(ADDRESS)(show_list)


PAGE = SitePage(address=ADDRESS, label="语料", add_routes=add_routes)
