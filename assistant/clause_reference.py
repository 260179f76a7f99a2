"""Clauses a question names outright: 「专利法第四十二条」, 「第15条第2款第（三）项第1目」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number, to_chinese
from corpus.clause_address import CLAUSE_PATTERN, ClauseAddress, address_of

_DECIMAL = re.compile(r"第?\s*(?P<number>\d{1,2}(?:\.\d{1,2})+)\s*[条款节](?!件|例)")
_ARABIC_ARTICLE = re.compile(r"(?<![第\d])(?P<article>\d{1,4})\s*条(?!件|例|款|文)")
_FURTHER = re.compile(
    rf"\s*(?:[、和及与或]|以及)\s*第?\s*[（(]?\s*(?P<number>[{CHINESE_NUMERALS}\d]+)\s*[）)]?\s*"
    "(?P<unit>[款项])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReference:
    """A clause by its numbers, labels spelt as statutes print them.

    Attributes:
        article: "第四十二条", "第十七条之一"; "6.2" of a standard.
        address: article, 款, 项 and 目 by number; None for a clause of a standard.
        start, end: where the reference stands in the question.
    """

    article: str
    address: ClauseAddress | None
    start: int
    end: int

    def __str__(self) -> str:
        return str(self.address) if self.address else self.article


def find_clause_references(question: str) -> tuple[ClauseReference, ...]:
    """Every clause named by number, in order.

    「42条」 without 第 and 「6.2条」 count as well; 「第三条第一款和第二款」 names two.
    """
    decimals = tuple(
        ClauseReference(article=match["number"], address=None, start=match.start(), end=match.end())
        for match in _DECIMAL.finditer(question)
    )
    if decimals:
        return decimals
    found = tuple(
        reference
        for match in CLAUSE_PATTERN.finditer(question)
        for reference in _named_by(match, question)
    )
    return found or tuple(
        _reference(ClauseAddress(article=(int(match["article"]), 0)), match.start(), match.end())
        for match in _ARABIC_ARTICLE.finditer(question)
        if int(match["article"]) > 0
    )


def _named_by(match: re.Match[str], question: str) -> Iterator[ClauseReference]:
    try:
        address = address_of(match)
    except ValueError:  # a run of digits that is no number, e.g. 第百百条
        return
    yield _reference(address, match.start(), match.end())
    yield from _further(address, question, match.end())


def _further(address: ClauseAddress, question: str, end: int) -> Iterator[ClauseReference]:
    """「和第四款」, 「、（五）项」 after a clause: further parts of the same article."""
    while match := _FURTHER.match(question, end):
        try:
            number = parse_number(match["number"])
        except ValueError:
            return
        if not number:
            return
        if match["unit"] == "款":
            address = ClauseAddress(article=address.article, paragraph=number)
        else:
            address = replace(address, item=number, point=None)
        yield _reference(address, match.start("number"), end := match.end())


def _reference(address: ClauseAddress, start: int, end: int) -> ClauseReference:
    extra = f"之{to_chinese(address.article[1])}" if address.article[1] else ""
    article = f"第{to_chinese(address.article[0])}条{extra}"
    return ClauseReference(article=article, address=address, start=start, end=end)
