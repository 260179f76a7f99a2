"""The elements of an official document as lines to read."""

from __future__ import annotations

from corpus.documents import Document
from corpus.official_parts import official_parts

_LONGEST = 120
"""Characters of a part that is shown in full; of body and annexes only the length tells much."""


def official_facts(document: Document) -> tuple[str, ...]:
    """A line for each part, in the text's order, below 公文要素：; () for other documents."""
    parts = official_parts(document.text)
    lines = (f"  {part.name}：{_shown(part.value)}" for part in parts)
    return ("公文要素：", *lines) if parts else ()


def _shown(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _LONGEST else f"（{len(value)} 字）"
