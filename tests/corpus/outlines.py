"""Short ways to look at the outline of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.documents import Section
from corpus.outline import parse_outline


def leaves(text: str) -> list[Section]:
    return [leaf for section in parse_outline(text) for leaf in section.leaves()]


def walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.children)


def outline(text: str) -> list[tuple[int, str]]:
    """Labels with their depth, unlabelled text left out."""

    def visit(sections: Sequence[Section], depth: int) -> Iterator[tuple[int, str]]:
        for section in sections:
            if section.label:
                yield depth, section.label
            yield from visit(section.children, depth + 1)

    return list(visit(parse_outline(text), 0))


def labels(text: str) -> list[str]:
    return [label for _, label in outline(text)]


def heading(text: str, label: str) -> str:
    return next(s.heading for s in walk(parse_outline(text)) if s.label == label)
