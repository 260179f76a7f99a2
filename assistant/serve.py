"""Starting the chat page: the port, the data folder, then the page, then the assistant."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assistant.asker import Asker
from assistant.conversations import ConversationStore
from assistant.errors import ConversationsError, ServeError
from assistant.opening import LOG_NAME, Opening
from assistant.web_chrome import ASSETS, STATIC
from assistant.web_desk import ChatDesk
from corpus.home import Home
from corpus.progress import Progress, no_progress

if TYPE_CHECKING:
    from fastapi import FastAPI

HOST = "127.0.0.1"
_CLOSING_SECONDS = 1
"""Open pages keep a connection each; Ctrl-C waits this long for them."""
_LOG_BYTES = 1_000_000

_ONLY_OURSELVES = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
"""Gradio needs inline scripts and eval; what this rules out is any other host."""

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Message, _Receive, _Send], Awaitable[None]]


def serve(
    home: Home,
    port: int,
    *,
    open_asker: Callable[[Progress], Asker],
    progress: Progress = no_progress,
) -> None:
    """Serve the chat page on this machine until Ctrl-C.

    Args:
        open_asker: slow; called once, in a thread, when the page is about to be up. What it
            reports appears on the page.
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
            _run(listening, store, Opening(open_asker, also_tell=progress))
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


def build_app(desk: ChatDesk) -> FastAPI:
    """The page with its files, its downloads and the headers that keep it to this machine."""
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from assistant.web import build_page, mount_page

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # Refuses other host names, so that no web site can reach the page by DNS rebinding.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    app.add_middleware(_SafeHeaders)
    app.mount(ASSETS, StaticFiles(directory=STATIC))
    _add_downloads(app, desk)
    mount_page(app, build_page(desk))
    return app


class _SafeHeaders:
    """Adds the headers that keep a page from talking to other hosts or being framed."""

    def __init__(self, app: _App) -> None:
        self._app = app

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        async def send_with_headers(message: _Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"content-security-policy", _ONLY_OURSELVES.encode()),
                    (b"referrer-policy", b"no-referrer"),
                    (b"x-content-type-options", b"nosniff"),
                ]
                if scope["path"].startswith(ASSETS):  # ask again each time: see a new version
                    message["headers"].append((b"cache-control", b"no-cache"))
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _add_downloads(app: FastAPI, desk: ChatDesk) -> None:
    from fastapi.responses import PlainTextResponse

    def download(number: int) -> PlainTextResponse:
        try:
            markdown = desk.export(number)
        except ConversationsError as error:
            return PlainTextResponse(str(error), status_code=404)
        name = quote(f"知策对话-{number}.md")
        return PlainTextResponse(
            markdown,
            media_type="text/markdown",
            headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
        )

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


def _run(listening: socket.socket, store: ConversationStore, opening: Opening) -> None:
    import uvicorn
    from rich.console import Console

    app = build_app(ChatDesk(store, opening))
    config = uvicorn.Config(
        app, log_config=None, timeout_graceful_shutdown=_CLOSING_SECONDS, lifespan="on"
    )
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    console = Console()
    console.print(f"知策已打开：{address}　按 Ctrl-C 停止。")
    opening.start()  # not earlier: an index build would slow the page down
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
