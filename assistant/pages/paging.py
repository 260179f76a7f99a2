"""Long lists a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageAt:
    """Where one stands: number of the page, from 1, and the place of its first entry, from 0."""

    number: int
    first: int


def page_of(query: Mapping[str, str], count: int, *, each: int) -> tuple[PageAt, int]:
    """The page the entry "page" of an address asks for, the nearest there is, and how many."""
    pages = max(1, -(-count // each))
    written = query.get("page", "")
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1
    number = min(max(asked, 1), pages)
    return PageAt(number, (number - 1) * each), pages
