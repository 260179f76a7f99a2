"""What the pages beside the chat share: navigation, templates, the catalogue, errors in words."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.asker import Asker
from assistant.background import BackgroundThreads
from assistant.conversations import ConversationStore
from assistant.errors import NotReadyError
from assistant.opening import UNEXPECTED, Opening
from assistant.pages.shelf import Shelf
from assistant.web_chrome import ASSETS
from corpus.catalogue import Catalogue
from corpus.errors import UnknownDocumentError, ZhiceError
from corpus.home import Home

_log = logging.getLogger(__name__)

_TEMPLATES = Path(__file__).parents[1] / "templates"
_LOOK_AGAIN_SECONDS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """An entry of the navigation with the addresses behind it.

    Attributes:
        address: "/corpus"; its other addresses begin with it and "/".
        label: Chinese, in the navigation.
        add_routes: puts its routes into the app; routes are plain functions, not coroutines, so
            that they run in threads and never hold up the chat.
        templates: folder of the page's own templates, looked into before ours; they extend
            "layout.html".
    """

    address: str
    label: str
    add_routes: Callable[[FastAPI, Site], None]
    templates: Path | None = None


class Site:
    """One data folder as the pages see it; safe to use from several threads."""

    def __init__(
        self,
        home: Home,
        *,
        store: ConversationStore,
        opening: Opening,
        pages: Sequence[SitePage] = (),
    ) -> None:
        self.home = home
        self.store = store
        self.opening = opening
        self.pages = (SitePage(address="/", label="问答", add_routes=_add_nothing), *pages)
        folders = [page.templates for page in pages if page.templates is not None]
        self.templates = Environment(
            loader=FileSystemLoader([*folders, _TEMPLATES]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals["assets"] = ASSETS
        self._thread = BackgroundThreads(1)
        self._shelving = threading.Lock()
        self._shelf: Shelf | None = None

    def header(self, address: str) -> Markup:
        """The bar on top with the navigation; `address` is the page it stands on."""
        html = self.templates.get_template("header.html").render(
            navigation=self.pages, current=self._page_at(address).address, is_chat=address == "/"
        )
        return Markup(html)  # rendered by a template of ours, which escaped what it was given

    def render(
        self, template: str, *, address: str, status: int = 200, **values: object
    ) -> HTMLResponse:
        """A page of the site.

        Args:
            template: its name; it extends "layout.html".
            address: of the page that is shown, to mark it in the navigation.
            status: HTTP status.
            values: what the template names; text among them is escaped.
        """
        html = self.templates.get_template(template).render(header=self.header(address), **values)
        return HTMLResponse(html, status_code=status, headers={"cache-control": "no-cache"})

    def catalogue(self) -> Catalogue:
        """The catalogue, once opening has ended, well or not; see `shelf`."""
        return self.shelf().catalogue

    def shelf(self) -> Shelf:
        """All documents at a glance, once opening has ended, well or not.

        Raises:
            NotReadyError: it is still being prepared; the visitor sees a page that looks again.
            CatalogueError: the catalogue cannot be opened.
        """
        self._check_opening()
        with self._shelving:
            if self._shelf is None:
                self._shelf = Shelf(Catalogue(self.home.catalogue))
            return self._shelf

    def asker(self) -> Asker:
        """The opened assistant.

        Raises:
            NotReadyError: it is still being opened.
            AssistantError: it could not be opened.
        """
        self._check_opening()
        return self.opening.result()

    def corpus_changed(self) -> None:
        """Let the assistant answer from the corpus as it is now, soon; call it after a change."""
        if (asker := self.opening.asker()) is not None:
            self._thread.submit(asker.refresh).add_done_callback(_log_failure)

    def _check_opening(self) -> None:
        state = self.opening.state
        if not state.is_ready and not state.error:
            raise NotReadyError(state.words)

    def notice(self, address: str, error: Exception) -> HTMLResponse:
        """The page that says what went wrong, or that something is still being prepared."""
        page = self._page_at(address)
        state = self.opening.state
        is_waiting = isinstance(error, NotReadyError)
        return self.render(
            "notice.html",
            address=address,
            status=_status_of(error),
            title="正在准备资料库" if is_waiting else "没有成功",
            text=_words_of(error),
            again_seconds=_LOOK_AGAIN_SECONDS if is_waiting else 0,
            done=state.done,
            total=state.total,
            page=page,
        )

    def _page_at(self, address: str) -> SitePage:
        """The page whose address `address` begins with; the chat when none does."""
        for page in self.pages[1:]:
            if address == page.address or address.startswith(f"{page.address}/"):
                return page
        return self.pages[0]


def add_pages(app: FastAPI, site: Site) -> None:
    """Put every page into the app; their errors become pages in Chinese."""
    for page in site.pages:
        page.add_routes(app, site)

    def tell(request: Request, error: Exception) -> HTMLResponse:
        return site.notice(request.url.path, error)

    for kind in (ZhiceError, RequestValidationError, Exception):
        app.add_exception_handler(kind, tell)


def _add_nothing(app: FastAPI, site: Site) -> None:
    """The chat has no routes of this kind: it is mounted."""


def _log_failure(refreshed: Future[None]) -> None:
    """The next question is answered from the old index; the next start tries again."""
    if (error := refreshed.exception()) is not None:
        _log.error("the index could not be refreshed", exc_info=error)


def _status_of(error: Exception) -> int:
    match error:
        case NotReadyError():
            return 503
        case UnknownDocumentError():
            return 404
        case ZhiceError() | RequestValidationError():
            return 400
    return 500


def _words_of(error: Exception) -> str:
    match error:
        case ZhiceError():
            return str(error)
        case RequestValidationError():
            return "地址或表单里有认不出来的内容，请返回上一页核对后重试。"
    return UNEXPECTED
