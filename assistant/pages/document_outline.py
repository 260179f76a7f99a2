"""A document's outline as the page shows it: what can be jumped to, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.pages.document_text import anchor, label_end
from corpus.documents import Document, Section

_DEEPEST = 4
_WORDS = 22
"""Characters of a line; the rest follows as an ellipsis."""

# A paragraph, a row of a table, a numbered paragraph of a description: found by reading on.
_TOO_FINE = re.compile(r"第.+[款行]|\[\d+\].*")
_ARTICLE = re.compile(r"第.+条(?:之.+)?|权利要求\d+|表.*")
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）).、．]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineNode:
    """A line of the outline.

    Attributes:
        anchor: id of its place in the text.
        label, words: number as printed, and heading or first words.
        children: what is nested; () below articles.
    """

    anchor: str
    label: str
    words: str
    children: tuple[OutlineNode, ...] = ()


def outline_of(document: Document) -> tuple[OutlineNode, ...]:
    """The outline down to articles and numbered headings; () for a text without any."""
    return tuple(_nodes(document.text, document.sections, depth=1))


def _nodes(text: str, sections: Iterable[Section], *, depth: int) -> Iterable[OutlineNode]:
    for section in sections:
        if _TOO_FINE.fullmatch(section.label) or not (section.label or section.heading):
            continue
        if depth > 1 and not section.heading and _ITEM.fullmatch(section.label):
            continue
        is_last = depth == _DEEPEST or _ARTICLE.fullmatch(section.label)
        children = () if is_last else _nodes(text, section.children, depth=depth + 1)
        yield OutlineNode(
            anchor=anchor(section),
            label=section.label,
            words=_shortened(section.heading or _first_words(text, section)),
            children=tuple(children),
        )


def _first_words(text: str, section: Section) -> str:
    begin = label_end(text, section)
    return text[begin : section.end].lstrip()[: 2 * _WORDS].partition("\n")[0].strip("：: ")


def _shortened(words: str) -> str:
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"
