"""What stands before every request: headers that keep a page to this machine, and no strangers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Message = MutableMapping[str, Any]
"""A message or scope of ASGI."""
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_READING = frozenset(("GET", "HEAD", "OPTIONS"))

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


class SafeHeaders:
    """Adds the headers that keep a page from talking to other hosts or being framed.

    Args:
        fresh_below: address below which files are asked for again each time.
    """

    def __init__(self, app: App, *, fresh_below: str) -> None:
        self._app = app
        self._fresh_below = fresh_below

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, with our headers on the answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"content-security-policy", _ONLY_OURSELVES.encode()),
                    # not no-referrer: with it a browser sends "Origin: null" from our own forms
                    (b"referrer-policy", b"same-origin"),
                    (b"x-content-type-options", b"nosniff"),
                ]
                if scope["path"].startswith(self._fresh_below):
                    message["headers"].append((b"cache-control", b"no-cache"))
            await send(message)

        await self._app(scope, receive, send_with_headers)


class OwnPagesOnly:
    """Refuses requests that change something when another web site sent them.

    A browser says in `Sec-Fetch-Site`, or else in `Origin`, which site a request comes from; a
    program on this machine says neither, and could as well use the command line.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a refusal."""
        if scope["type"] != "http" or scope["method"] in _READING or not _is_foreign(scope):
            await self._app(scope, receive, send)
            return
        await _refuse(send, 403, "这个请求来自别的网站，没有执行。请在知策自己的页面上操作。")


class LimitedBody:
    """Refuses requests that say their body is longer than `limit` bytes.

    The server reads no more of a body than was announced; one sent in chunks of unknown number is
    cut off by it only at the disk's end, so it is refused too.
    """

    def __init__(self, app: App, *, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a refusal."""
        if scope["type"] != "http" or scope["method"] in _READING:
            await self._app(scope, receive, send)
            return
        length = _header(scope, b"content-length")
        if _header(scope, b"transfer-encoding"):
            await _refuse(send, 411, "请求没有说明长度，没有执行。")
        elif length.isdecimal() and int(length) > self._limit:
            megabytes = self._limit // 1_000_000
            await _refuse(send, 413, f"一次最多上传 {megabytes} MB，请分几次上传。")
        else:
            await self._app(scope, receive, send)


def _is_foreign(scope: Message) -> bool:
    if site := _header(scope, b"sec-fetch-site"):
        return site != "same-origin"
    origin = _header(scope, b"origin")
    return bool(origin) and urlsplit(origin).netloc != _header(scope, b"host")


def _header(scope: Message, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
