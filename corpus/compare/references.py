"""Where a text names its own clauses by number, and where those numbers went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.compare.clauses import ARTICLE

REFERENCE = re.compile(rf"{ARTICLE.pattern}|权利要求\s*\d+")
_LIST_BEFORE = re.compile(
    rf"(?:{ARTICLE.pattern}|第?[（(][一二三四五六七八九十]+[）)]项?|第[一二三四五六七八九十]+[款项]|"
    r"[、和或及至到\s]|以及|或者)+$"
)
_OTHER_TEXT = re.compile(r"(?:[》〉)）]|法|典|条例|细则|办法|规定|解释|公约|协定|条约)$")
_THIS_TEXT = re.compile(r"(?:本|该)(?:[^，。；\s]{0,8})(?:法|条例|细则|办法|规定|解释)$")
_LOOK_BACK = 120


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a clause of the same document: its span, and the label it names."""

    start: int
    end: int
    label: str


Numbering = Mapping[str, str]
"""Label in the old document -> label in the new one, of the clauses that correspond."""


def own_references(text: str) -> Iterator[Reference]:
    """Mentions of clauses of the document itself, in order.

    A number right after the name of another text (专利法第二十条, 《…》第三条) is that text's, and
    so are the numbers listed after it.
    """
    for match in REFERENCE.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        named = _LIST_BEFORE.sub("", before).rstrip()
        if _THIS_TEXT.search(named) or not _OTHER_TEXT.search(named):
            label = "".join(match.group().split())
            yield Reference(match.start(), match.end(), label)


def renumbered(text: str, numbering: Numbering) -> str:
    """The text with its own references brought to the new numbers."""
    parts: list[str] = []
    done = 0
    for reference in own_references(text):
        parts += [text[done : reference.start], numbering.get(reference.label, reference.label)]
        done = reference.end
    return "".join((*parts, text[done:]))
