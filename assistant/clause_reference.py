"""Clauses a question names outright: 「专利法第四十二条」, 「第15条第2款第（三）项」."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.chinese_numbers import parse_number, to_chinese

_NUMBER = r"[〇零一二三四五六七八九十百千两\d]+"
_CLAUSE = re.compile(
    rf"第\s*(?P<article>{_NUMBER})\s*条"
    rf"(?:\s*之\s*(?P<extra>[一二三四五六七八九十]+|\d+))?"
    rf"(?:\s*第?\s*(?P<paragraph>{_NUMBER})\s*款)?"
    rf"(?:\s*第?\s*[（(]?(?P<item>{_NUMBER})[）)]?\s*项)?"
)
_DECIMAL = re.compile(r"第?\s*(?P<number>\d{1,2}(?:\.\d{1,2})+)\s*[条款节](?!件|例)")
_ARABIC_ARTICLE = re.compile(r"(?<![第\d])(?P<article>\d{1,4})\s*条(?!件|例|款|文)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReference:
    """A clause by its numbers, labels spelt as statutes print them.

    Attributes:
        article: "第四十二条", "第十七条之一".
        paragraph: "第二款"; None when not named.
        item: "（三）"; None when not named.
        start, end: where the reference stands in the question.
    """

    article: str
    paragraph: str | None
    item: str | None
    start: int
    end: int

    def __str__(self) -> str:
        item = f"第{self.item}项" if self.item else ""
        return f"{self.article}{self.paragraph or ''}{item}"


def find_clause_references(question: str) -> tuple[ClauseReference, ...]:
    """Every clause named by number, in order; 「42条」 without 第 and 「6.2条」 count as well."""
    decimals = [
        ClauseReference(
            article=match["number"], paragraph=None, item=None, start=match.start(), end=match.end()
        )
        for match in _DECIMAL.finditer(question)
    ]
    if decimals:
        return tuple(decimals)
    found = [r for match in _CLAUSE.finditer(question) if (r := _reference(match)) is not None]
    if not found:
        found = [
            ClauseReference(
                article=f"第{to_chinese(int(match['article']))}条",
                paragraph=None,
                item=None,
                start=match.start(),
                end=match.end(),
            )
            for match in _ARABIC_ARTICLE.finditer(question)
            if int(match["article"]) > 0
        ]
    return tuple(found)


def _reference(match: re.Match[str]) -> ClauseReference | None:
    try:
        return _spelt(match)
    except ValueError:  # a run of digits that is no number, e.g. 第百百条
        return None


def _spelt(match: re.Match[str]) -> ClauseReference:
    extra = f"之{to_chinese(parse_number(match['extra']))}" if match["extra"] else ""
    paragraph = match["paragraph"]
    item = match["item"]
    return ClauseReference(
        article=f"第{to_chinese(parse_number(match['article']))}条{extra}",
        paragraph=f"第{to_chinese(parse_number(paragraph))}款" if paragraph else None,
        item=f"（{to_chinese(parse_number(item))}）" if item else None,
        start=match.start(),
        end=match.end(),
    )
