"""A long list in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOf(Generic[Item]):
    """One page of a list.

    Attributes:
        number, pages: from 1; an empty list has one page.
        total: of items on all pages.
        here: address of the list with its filters, without the page.
    """

    items: Sequence[Item]
    number: int
    pages: int
    total: int
    here: str

    def address(self, number: int) -> str:
        """Of another page of the list."""
        return f"{self.here}{'&' if '?' in self.here else '?'}page={number}"


def page_of(
    items: Sequence[Item], *, size: int, address: str, query: Mapping[str, str]
) -> PageOf[Item]:
    """The page that a query asks for by its field "page"; the nearest there is.

    Args:
        query: also holds the filters, which stay in the addresses of other pages.
    """
    pages = max(1, -(-len(items) // size))
    wanted = query.get("page", "")
    number = min(max(1, int(wanted) if wanted.isdecimal() else 1), pages)
    filters = {name: value for name, value in query.items() if value and name != "page"}
    return PageOf(
        items=items[(number - 1) * size : number * size],
        number=number,
        pages=pages,
        total=len(items),
        here=f"{address}?{urlencode(filters)}" if filters else address,
    )
