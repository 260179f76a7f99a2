"""Where the lines of each page went in the text made of them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.page_lines import Page

_LEAST = 6
"""Characters of a line that is looked for: shorter ones stand in many places."""


def spans_of_pages(text: str, pages: Sequence[Page]) -> list[tuple[int, int] | None]:
    """Start and end of what each page gave to `text`; None for a page that gave nothing.

    Pages are looked for in order, so that a line repeated on several pages is found on its own;
    blanks do not count. Lines of one page may have been put in another order.
    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[place] for place in places)
    spans: list[tuple[int, int] | None] = []
    cursor = 0
    for page in pages:
        found = _span(squeezed, page, cursor)
        if found:
            cursor = found[1]
        spans.append((places[found[0]], places[found[1] - 1] + 1) if found else None)
    return spans


def _span(squeezed: str, page: Page, cursor: int) -> tuple[int, int] | None:
    words = [word for line in page.lines if (word := "".join(line.text.split()))]
    horizon = cursor + 2 * sum(map(len, words)) + 200
    ends: list[int] = []
    for word in [word for word in words if len(word) >= _LEAST] or words:
        start = squeezed.find(word, cursor, horizon)
        if start >= 0:
            ends += [start, start + len(word)]
    return (min(ends), max(ends)) if ends else None
