"""Starting the chat page: the port, the data folder, then the page, then the assistant."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from assistant.asker import Asker
from assistant.conversations import ConversationStore
from assistant.errors import ConversationsError, ServeError
from assistant.opening import LOG_NAME, Opening
from assistant.request_guard import LimitedBody, OwnPagesOnly, SafeHeaders
from assistant.web_chrome import ASSETS, STATIC
from assistant.web_desk import ChatDesk
from corpus.home import Home
from corpus.progress import Progress, no_progress

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.pages.site import Site, SitePage

HOST = "127.0.0.1"
_CLOSING_SECONDS = 1
"""Open pages keep a connection each; Ctrl-C waits this long for them."""
_LOG_BYTES = 1_000_000

_BODY_BYTES = 500_000_000
"""Of one upload; ten files of the largest size that is read."""


def serve(
    home: Home,
    port: int,
    *,
    open_asker: Callable[[Progress], Asker],
    more_pages: Sequence[SitePage] = (),
    progress: Progress = no_progress,
) -> None:
    """Serve the chat page on this machine until Ctrl-C.

    Args:
        open_asker: slow; called once, in a thread, when the page is about to be up. What it
            reports appears on the page.
        more_pages: pages of later stages, after ours in the navigation.
        progress: is told the same.

    Raises:
        ServeError: the port cannot be used.
        ConversationsError: the data folder cannot be written.
    """
    listening = listen(port)
    try:
        store = ConversationStore(home.conversations)
        _prepare_environment(home)
        with _log_in(home):
            opening = Opening(open_asker, also_tell=progress)
            _run(listening, make_site(home, store, opening, more_pages=more_pages))
    finally:
        listening.close()


def listen(port: int) -> socket.socket:
    """A socket bound to that port of this machine; 0 takes any free one.

    Raises:
        ServeError: the port is in use, reserved or no port number; the message is Chinese.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # on Windows the option would let two programs share the port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen()
    except (OSError, OverflowError) as error:
        bound.close()
        raise ServeError(_port_trouble(port, error)) from error
    return bound


def make_site(
    home: Home,
    store: ConversationStore,
    opening: Opening,
    *,
    more_pages: Sequence[SitePage] = (),
) -> Site:
    """Our own pages, then `more_pages`, over one data folder."""
    from assistant.pages.menu import PAGES
    from assistant.pages.site import Site

    return Site(home, store=store, opening=opening, pages=(*PAGES, *more_pages))


def build_app(site: Site) -> FastAPI:
    """The chat and the other pages."""
    from assistant.web import build_page, mount_page

    desk = ChatDesk(site.store, site.opening)
    app = build_pages(site, desk)
    mount_page(app, build_page(desk, site.header("/")))
    return app


def build_pages(site: Site, desk: ChatDesk) -> FastAPI:
    """All but the chat: the other pages, files, downloads, and the guards before everything."""
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from assistant.pages.site import add_pages

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(LimitedBody, limit=_BODY_BYTES)
    app.add_middleware(OwnPagesOnly)
    # Refuses other host names, so that no web site can reach the page by DNS rebinding.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    app.add_middleware(SafeHeaders, fresh_below=ASSETS)
    app.mount(ASSETS, StaticFiles(directory=STATIC))
    _add_downloads(app, desk)
    add_pages(app, site)
    return app


def _add_downloads(app: FastAPI, desk: ChatDesk) -> None:
    from fastapi.responses import PlainTextResponse, Response

    from assistant.pages.download import download as as_file

    def download(number: int) -> Response:
        try:
            markdown = desk.export(number)
        except ConversationsError as error:
            return PlainTextResponse(str(error), status_code=404)
        return as_file(markdown, f"知策对话-{number}.md", "text/markdown")

    app.get("/conversations/{number}.md")(download)


@contextmanager
def _log_in(home: Home) -> Iterator[None]:
    """Tracebacks go to a file in the data folder, never to the user's terminal."""
    handler = RotatingFileHandler(
        home.root / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


def _prepare_environment(home: Home) -> None:
    """Settings gradio and its friends read when they are imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ["GRADIO_TEMP_DIR"] = str(home.root / "uploads")


def _run(listening: socket.socket, site: Site) -> None:
    import uvicorn
    from rich.console import Console

    config = uvicorn.Config(
        build_app(site), log_config=None, timeout_graceful_shutdown=_CLOSING_SECONDS, lifespan="on"
    )
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    console = Console()
    console.print(f"知策已打开：{address}　按 Ctrl-C 停止。")
    site.opening.start()  # not earlier: an index build would slow the page down
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn passes Ctrl-C on once everything is closed
        console.print("知策已停止。")


def _port_trouble(port: int, error: OSError | OverflowError) -> str:
    if isinstance(error, OverflowError):
        return f"端口 {port} 不是有效的端口号，请用 --port 换一个 1024 到 65535 之间的数。"
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已被占用：也许知策已经在运行，可先打开 http://{HOST}:{port} 看看；"
            f"否则请用 --port 换一个，例如 zhice serve --port {port % 65535 + 1}。"
        )
    if error.errno == errno.EACCES:
        return f"没有权限使用端口 {port}，请用 --port 换一个大于 1023 的端口。"
    return f"端口 {port} 用不了（{error}），请用 --port 换一个。"
