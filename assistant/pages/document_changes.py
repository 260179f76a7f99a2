"""What staff do to one document: correct it, take a correction back, remove it."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.addresses import CORPUS, document_address
from assistant.pages.document_facts import changes_in
from assistant.pages.document_page import WHO_COOKIE, document_page
from assistant.pages.forms import TextFields
from assistant.pages.site import Site
from corpus.errors import CorpusError

_SEE_OTHER = 303
_YEAR_SECONDS = 365 * 24 * 3600


def add_routes(app: FastAPI, site: Site) -> None:
    """Each does what was asked and shows the document, or the form again with what is wrong."""

    def correct(request: Request, document_id: str, given: TextFields) -> Response:
        document = site.catalogue().get(document_id)
        changes = changes_in(given)
        if not changes:
            return _back(document_id, "unchanged")
        reason, who = given.get("reason", ""), given.get("who", "")
        try:
            site.catalogue().correct(document_id, changes, reason=reason, who=who)
        except CorpusError as error:
            return document_page(site, request, document, given=given, trouble=str(error))
        site.corpus_changed()
        return remembering(_back(document_id, "corrected"), who)

    def withdraw(request: Request, document_id: str, given: TextFields) -> Response:
        reason, who = given.get("reason", ""), given.get("who", "")
        try:
            site.catalogue().withdraw_correction(
                document_id, given.get("field", ""), reason=reason, who=who
            )
        except CorpusError as error:
            document = site.catalogue().get(document_id)
            return document_page(site, request, document, trouble=str(error))
        site.corpus_changed()
        return remembering(_back(document_id, "withdrawn"), who)

    def confirm_removal(document_id: str) -> HTMLResponse:
        document = site.catalogue().get(document_id)
        here = document_address(document_id)
        return site.render("remove.html", address=CORPUS, document=document, here=here)

    def remove(document_id: str) -> RedirectResponse:
        title = site.catalogue().get(document_id).title
        site.catalogue().remove(document_id)
        site.corpus_changed()
        return RedirectResponse(f"{CORPUS}?removed={quote(title, safe='')}", _SEE_OTHER)

    address = f"{CORPUS}/{{document_id}}"
    app.post(f"{address}/corrections")(correct)
    app.post(f"{address}/withdrawals")(withdraw)
    app.get(f"{address}/removal")(confirm_removal)
    app.post(f"{address}/removal")(remove)


def _back(document_id: str, done: str) -> RedirectResponse:
    return RedirectResponse(f"{document_address(document_id)}?done={done}", _SEE_OTHER)


def remembering(response: RedirectResponse, who: str) -> RedirectResponse:
    """The response, and the name that forms will be filled in with from now on."""
    response.set_cookie(
        WHO_COOKIE, quote(who.strip()), max_age=_YEAR_SECONDS, httponly=True, samesite="strict"
    )
    return response
