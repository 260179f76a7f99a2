"""Addresses of the pages beside the chat, for whoever links to them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

CORPUS = "/corpus"
COMPARE = "/compare"
SETTINGS = "/settings"


def document_address(document_id: str) -> str:
    """The page of a document."""
    return f"{CORPUS}/{quote(document_id, safe='')}"


def place_address(document_id: str, start: int, end: int) -> str:
    """The page of a document with `text[start:end]` marked and in view."""
    return f"{document_address(document_id)}?at={start}-{end}#at"


def compare_address(old: str, new: str) -> str:
    """Two documents side by side."""
    return f"{COMPARE}?{urlencode({'old': old, 'new': new})}"


def conversation_address(conversation: int) -> str:
    """The chat, showing one conversation."""
    return f"/?conversation={conversation}"
