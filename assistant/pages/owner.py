"""Whose things a request is about: a browser is known by a secret that only it and we hold."""

from __future__ import annotations

import hashlib
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Annotated

from fastapi import Depends, Request

from assistant.request_guard import App, Message, Receive, Send

_COOKIE = "zhice-owner"
_SCOPE_KEY = "zhice.owner"
_TOKEN_BYTES = 32
_TOKEN_CHARACTERS = 43
"""Of 32 bytes in the alphabet of `secrets.token_urlsafe`."""

_KEPT_SECONDS = 400 * 24 * 3600
"""The longest that browsers keep a cookie; every visit begins it anew."""


class KnownBrowser:
    """Gives each browser that visits the addresses below `below` a secret of its own.

    It travels in a cookie that no script can read and no other site can send. Of a visit that
    another site leads to, the browser keeps the cookie back: such a visit gets no new one, which
    would replace the one it has.
    """

    def __init__(self, app: App, *, below: str) -> None:
        self._app = app
        self._below = below

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on with its owner, and the answer back with the cookie."""
        if scope["type"] != "http" or not _is_below(scope["path"], self._below):
            await self._app(scope, receive, send)
            return
        token = _token_of(scope) or secrets.token_urlsafe(_TOKEN_BYTES)
        scope[_SCOPE_KEY] = hashlib.sha256(token.encode()).hexdigest()

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not _is_led_here(scope):
                cookie = (b"set-cookie", _cookie(token).encode())
                message["headers"] = [*message.get("headers", ()), cookie]
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _owner(request: Request) -> str:
    return str(request.scope[_SCOPE_KEY])


Owner = Annotated[str, Depends(_owner)]
"""Who asks, as a store may keep it: a hash of the secret, 64 hexadecimal digits."""


def _is_below(path: str, address: str) -> bool:
    return path == address or path.startswith(f"{address}/")


def _token_of(scope: Message) -> str:
    """The secret the browser sent; "" when it sent none of ours."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                morsel = SimpleCookie(value.decode("latin-1")).get(_COOKIE)
            except CookieError:
                continue
            if morsel is not None and len(morsel.value) == _TOKEN_CHARACTERS:
                return str(morsel.value)
    return ""


def _is_led_here(scope: Message) -> bool:
    return any(
        name == b"sec-fetch-site" and value in (b"cross-site", b"same-site")
        for name, value in scope["headers"]
    )


def _cookie(token: str) -> str:
    return f"{_COOKIE}={token}; Max-Age={_KEPT_SECONDS}; Path=/; HttpOnly; SameSite=Strict"
