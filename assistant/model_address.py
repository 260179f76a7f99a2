"""Addresses of language models: which may be asked, and whether two are the same server."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_STANDARD_PORTS = {"http": 80, "https": 443}
_METADATA = ("metadata.google.internal", "metadata")
"""Names under which clouds hand credentials to whatever runs in them."""


def address_trouble(url: str) -> str:
    """Why no model may be asked at this address, in Chinese; "" when it may.

    The address may lie on this machine or in the office network, where models do run. It may not
    hold a password, which logs would show, nor be one at which clouds hand out credentials.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "接口地址写得不对，请核对冒号和端口"
    if parts.scheme not in _STANDARD_PORTS or not host:
        return "接口地址应以 http:// 或 https:// 开头"
    if parts.username is not None or parts.password is not None:
        return "接口地址里不要写用户名和密码，密钥请填在“密钥”一栏"
    if parts.query or parts.fragment or not url.isprintable() or " " in url:
        return "接口地址里不要有空格、问号和井号，一般以 /v1 结尾"
    if host in _METADATA or _is_link_local(host):
        return "这个地址不是大模型接口"
    return ""


def server_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port; a key given for one server must not go to another.

    Raises:
        ValueError: the address cannot be read; ask `address_trouble` first.
    """
    parts = urlsplit(url)
    port = parts.port or _STANDARD_PORTS.get(parts.scheme)
    return parts.scheme, parts.hostname or "", port


def _is_link_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_link_local
    except ValueError:
        return False  # a name
