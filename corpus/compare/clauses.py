"""A document cut into the clauses that are compared: articles, else the lowest numbered units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.documents import Document, Section, locator

ARTICLE = re.compile(r"第[〇○零一二三四五六七八九十百千两\d]+条(?:之[一二三四五六七八九十]+)?")
_CHAPTER = re.compile(r"第.+[编章节]")
_CLAIM_LABEL = re.compile(r"权利要求(\d+)")


class Role(StrEnum):
    """What a stretch of text is in its document; only like is compared with like."""

    CLAUSE = "条款"
    HEADING = "标题"
    AROUND = "题注与落款"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One stretch that is compared as a whole.

    Attributes:
        label: as in `Section`; "" for a paragraph without a number of its own.
        where: its locator, e.g. "第三章 › 第十二条"; "" when no heading governs it.
        body: verbatim without the label and without blanks at either end; may be "".
        start: offset of `body` in the document's text.
    """

    role: Role
    label: str
    where: str
    body: str
    start: int

    @property
    def name(self) -> str:
        """What a reader calls it: 第十二条, 权利要求1, else where it stands or how it begins."""
        if ARTICLE.fullmatch(self.label) or _CLAIM_LABEL.fullmatch(self.label):
            return self.label
        if self.label and self.where:
            return self.where
        begins = f"「{shortened(self.body, 10)}」"
        return f"{self.where}{begins}" if self.body else self.where


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """The document's clauses in text order; everything but blanks and labels is in one of them.

    An article is one clause with all its paragraphs and items. Elsewhere every numbered section
    that no other encloses is one, and text without a number gives one a line. Titles, amendment
    notes and signatures beside numbered text are `Role.AROUND`.
    """
    found = [clause for top in document.sections for clause in _walk(document.text, (top,))]
    numbered = any(clause.label and clause.role is Role.CLAUSE for clause in found)
    return tuple(
        replace(clause, role=Role.AROUND) if numbered and not clause.where else clause
        for clause in found
    )


def fold(text: str) -> str:
    """The text for comparing: width and case folded, blanks removed."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def shortened(text: str, limit: int) -> str:
    """The text on one line, at most `limit` characters and then "…"."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"


def joined(clauses: Sequence[Clause]) -> str:
    """The bodies of one side of a pair as one text, one clause after the other."""
    return "\n".join(clause.body for clause in clauses)


def place_of(clauses: Sequence[Clause], offset: int) -> tuple[Clause, int]:
    """The clause that holds the character at `offset` of `joined(clauses)`.

    Returns:
        The clause and the offset in the document's text; an offset between two clauses or at the
        very end belongs to the clause before it.

    Raises:
        ValueError: there are no clauses, or the offset lies outside.
    """
    for clause in clauses:
        if offset <= len(clause.body):
            return clause, clause.start + offset
        offset -= len(clause.body) + 1
    raise ValueError("offset outside the clauses")


def _walk(text: str, path: tuple[Section, ...]) -> Iterator[Clause]:
    section = path[-1]
    if ARTICLE.fullmatch(section.label):
        yield _clause(text, (section.start, section.end), path, label=section.label)
    elif not section.children:
        yield from _leaf(text, path)
    else:
        yield from _lead(text, path)
        for child in section.children:
            if not _is_lead(child, section):
                yield from _walk(text, (*path, child))


def _is_lead(child: Section, parent: Section) -> bool:
    return child.start == parent.start and not (child.label or child.heading)


def _leaf(text: str, path: tuple[Section, ...]) -> Iterator[Clause]:
    section = path[-1]
    span = (section.start, section.end)
    if section.label:
        clause = _clause(text, span, path, label=section.label)
        is_title = _CHAPTER.fullmatch(section.label) and _is_heading_only(clause, section)
        yield replace(clause, role=Role.HEADING) if is_title else clause
    else:
        yield from _paragraphs(text, span, path)


def _lead(text: str, path: tuple[Section, ...]) -> Iterator[Clause]:
    """What a section with children says before the first of them: its heading, or more."""
    section = path[-1]
    first = section.children[0]
    if not _is_lead(first, section):
        return
    span = (first.start, first.end)
    if not section.label:
        yield from _paragraphs(text, span, path)
        return
    clause = _clause(text, span, path, label=section.label)
    is_title = _is_heading_only(clause, section)
    yield replace(clause, role=Role.HEADING) if is_title else clause


def _paragraphs(text: str, span: tuple[int, int], path: tuple[Section, ...]) -> Iterator[Clause]:
    start, end = span
    for line in text[start:end].split("\n"):
        if line.strip():
            clause = _clause(text, (start, start + len(line)), path, label="")
            is_title = path[-1].heading and _is_heading_only(clause, path[-1])
            yield replace(clause, role=Role.HEADING) if is_title else clause
        start += len(line) + 1


def _clause(text: str, span: tuple[int, int], path: tuple[Section, ...], *, label: str) -> Clause:
    start, end = span
    start += _label_length(text[start:end], label)
    raw = text[start:end]
    return Clause(
        role=Role.CLAUSE,
        label=label,
        where=locator(path),
        body=raw.strip(),
        start=start + len(raw) - len(raw.lstrip()),
    )


def _is_heading_only(clause: Clause, section: Section) -> bool:
    return not clause.body or fold(clause.body) == fold(section.heading)


def _label_length(text: str, label: str) -> int:
    """Characters the printed label takes at the beginning of the text; 0 when it is not there."""
    claim = _CLAIM_LABEL.fullmatch(label)
    printed = rf"{claim[1]}\s?[.．、]" if claim else r"\s*".join(map(re.escape, label))
    match = re.match(rf"\s*{printed}", text) if label else None
    return match.end() if match else 0
