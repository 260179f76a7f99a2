"""Clauses of the statutes the layout analysis rests on, looked up in the corpus as it is now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.answer import Citation
from assistant.citations import cite_characters
from corpus.catalogue import Catalogue
from corpus.clause_address import find_clause, parse_clause_address
from corpus.documents import Document, Form, Status

PATENT_LAW = "中华人民共和国专利法"
IMPLEMENTING_RULES = "中华人民共和国专利法实施细则"
PRIORITY_EXAMINATION = "专利优先审查管理办法"
FEE_REDUCTION = "专利收费减缴办法"
LAYOUT_FORMS = "专利布局六类形态"
SAME_DAY_FILING = "同日申请与优先审查"
ANALYSIS_MEASURES = "专利分析常用量"
INSTRUMENTS = frozenset(
    (
        *(PATENT_LAW, IMPLEMENTING_RULES, PRIORITY_EXAMINATION, FEE_REDUCTION),
        *(LAYOUT_FORMS, SAME_DAY_FILING, ANALYSIS_MEASURES),
    )
)

_SENTENCE = re.compile(r"[^。；\n]+[。；：]")
_ORDER = (Status.IN_FORCE, Status.UNVERIFIED)


class Clauses:
    """Finds what a named text says; a text that is not in force on the day says nothing.

    Args:
        documents: all versions at hand, in any order; those of other titles are left aside.
        day: the versions in force on this day are the ones cited.
    """

    def __init__(self, documents: Iterable[Document], *, day: date) -> None:
        self.day = day
        self._documents = tuple(
            sorted((d for d in documents if d.title in INSTRUMENTS), key=lambda d: d.id)
        )
        # The terms of thousands of patents are looked up in the same few clauses.
        self._found: dict[tuple[str, str, str, tuple[str, ...]], Citation | None] = {}

    def cite(
        self, title: str, address: str, *, says: str, on: date | None = None
    ) -> Citation | None:
        """The sentence of a clause that says so, from the original text where there is one.

        Args:
            title: one of `INSTRUMENTS`.
            address: "第二十九条", "第八条第（二）项".
            says: regular expression the sentence must match; a clause that does not say it is
                no support for it.
            on: the version in force on that day; None for the day of these clauses.

        Returns:
            None when no text in force holds such a clause, or none of them says so.
        """
        documents = self._in_force(title, on or self.day)
        key = (title, address, says, tuple(d.id for d in documents))
        if key not in self._found:
            self._found[key] = self._first(documents, address, says)
        return self._found[key]

    def _first(self, documents: list[Document], address: str, says: str) -> Citation | None:
        for document in documents:
            section = find_clause(document.sections, parse_clause_address(address))
            if section and (found := _sentence(document, section.start, section.end, says)):
                return cite_characters(document, found, day=self.day)
        return None

    def cite_text(self, title: str, *, says: str) -> Citation | None:
        """As `cite`, the sentence standing anywhere in the text: for digests without articles."""
        for document in self._in_force(title, self.day):
            if found := _sentence(document, 0, len(document.text), says):
                return cite_characters(document, found, day=self.day)
        return None

    def effective_day(self, title: str) -> date | None:
        """First day of the version in force; None when it is not known or not there."""
        return next((d.effective for d in self._in_force(title, self.day) if d.effective), None)

    def _in_force(self, title: str, day: date) -> list[Document]:
        fit = [d for d in self._documents if d.title == title and d.status_on(day) in _ORDER]
        return sorted(fit, key=lambda d: (_ORDER.index(d.status_on(day)), _form_rank(d)))


def open_clauses(catalogue: Catalogue, *, day: date) -> Clauses:
    """The clauses of a catalogue, reading only the texts that can be asked for."""
    wanted = [s.id for s in catalogue.summaries() if s.title in INSTRUMENTS]
    return Clauses((catalogue.get(id_) for id_ in wanted), day=day)


def cited(*citations: Citation | None) -> tuple[Citation, ...]:
    """Those that were found."""
    return tuple(citation for citation in citations if citation is not None)


def _form_rank(document: Document) -> bool:
    return document.form is not Form.ORIGINAL


def _sentence(document: Document, start: int, end: int, says: str) -> tuple[int, int] | None:
    """Span of the first sentence between the offsets that matches."""
    for match in _SENTENCE.finditer(document.text, start, end):
        if re.search(says, match.group()):
            blanks = len(match.group()) - len(match.group().lstrip())
            return match.start() + blanks, match.start() + len(match.group().rstrip())
    return None
