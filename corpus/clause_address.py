"""How a lawyer writes where a clause stands, 「第十五条第二款第（三）项第1目」, and how to find it.

An article's unnumbered paragraphs are its 款, the numbered items of a paragraph its 项, the items
of an item its 目. An article of one paragraph has no 款 in the outline; its 第一款 is all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number, to_chinese
from corpus.documents import Section

_NUMBER = rf"[{CHINESE_NUMERALS}0-9０-９]+"
_BARE = r"[（(]?\s*(?P<{name}>" + _NUMBER + r"|[①-⑳])\s*[）)]?\s*"
CLAUSE_PATTERN = re.compile(
    rf"第\s*(?P<article>{_NUMBER})\s*条(?:\s*之\s*(?P<extra>[一二三四五六七八九十]+|\d+))?"
    rf"(?:\s*第?\s*(?P<paragraph>{_NUMBER})\s*款)?"
    rf"(?:\s*第?\s*{_BARE.format(name='item')}项)?"
    rf"(?:\s*第?\s*{_BARE.format(name='point')}目)?"
)
"""A clause named by number; groups article, extra, paragraph, item, point hold the numbers."""

_ARTICLE_LABEL = re.compile(rf"第(?P<article>{_NUMBER})条(?:之(?P<extra>[一二三四五六七八九十]+))?")
_PARAGRAPH_LABEL = re.compile(rf"第({_NUMBER})款")
_LIST_LABEL = re.compile(rf"(?P<open>[（(])?(?P<number>{_NUMBER}|[①-⑳])(?(open)[）)]|[）)、．.]?)")
_ANNEX_LABEL = re.compile("附[件录表]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAddress:
    """A place in an instrument by number.

    Attributes:
        article: (15, 0) for 第十五条, (17, 1) for 第十七条之一.
        paragraph, item, point: numbers of 款, 项 and 目, from 1; None when not named.
        annex: label of the annex the article stands in, "附件1"; "" in the main text.
    """

    article: tuple[int, int]
    paragraph: int | None = None
    item: int | None = None
    point: int | None = None
    annex: str = ""

    def __str__(self) -> str:
        article = f"第{to_chinese(self.article[0])}条"
        if self.article[1]:
            article += f"之{to_chinese(self.article[1])}"
        paragraph = f"第{to_chinese(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{to_chinese(self.item)}）项" if self.item else ""
        point = f"第{self.point}目" if self.point else ""
        return f"{self.annex}{article}{paragraph}{item}{point}"

    def enclosing(self) -> ClauseAddress:
        """The address one level up; a whole article's own."""
        if self.point is not None:
            return replace(self, point=None)
        if self.item is not None:
            return replace(self, item=None)
        return replace(self, paragraph=None)


def clause_address(path: Sequence[Section]) -> ClauseAddress | None:
    """Address of the section a path leads to; None when no article holds it.

    A list below a 目 has no name of its own: what stands in it has the address of the 目.

    Args:
        path: sections from the outermost to the one meant, as `path_to` gives them.
    """
    numbers: dict[str, int] = {}
    article, annex = (0, 0), ""
    for section in path:
        if _ANNEX_LABEL.match(section.label):
            annex = section.label
        if found := article_number(section.label):
            article, numbers = found, {}
        elif paragraph := _PARAGRAPH_LABEL.fullmatch(section.label):
            numbers = {"paragraph": parse_number(paragraph[1])}
        elif number := list_number(section.label):
            deeper = "point" if "item" in numbers else "item"
            if "point" not in numbers:  # deeper lists have no name of their own
                numbers[deeper] = number
    return ClauseAddress(article=article, annex=annex, **numbers) if article[0] else None


def parse_clause_address(words: str) -> ClauseAddress:
    """The address printed, in Chinese or Arabic numerals: "第十五条第二款第（三）项".

    Raises:
        ValueError: the words are not an address and nothing else.
    """
    annex = re.match(rf"附[件录表](?:[A-Z]|{_NUMBER})?(?=第)", words.strip())
    rest = words.strip()[annex.end() if annex else 0 :]
    match = CLAUSE_PATTERN.fullmatch(rest)
    if match is None:
        raise ValueError(f"not a clause address: {words!r}")
    return address_of(match, annex=annex.group() if annex else "")


def address_of(match: re.Match[str], *, annex: str = "") -> ClauseAddress:
    """The address a match of `CLAUSE_PATTERN` names.

    Raises:
        ValueError: a run of numerals is no number (第百百条), or is 0.
    """
    numbers = {name: _value(match[name]) for name in ("paragraph", "item", "point") if match[name]}
    article = _article(match)
    if not article[0] or not all(numbers.values()):
        raise ValueError(f"clauses count from 1: {match.group()!r}")
    return ClauseAddress(article=article, annex=annex, **numbers)


def find_clause(sections: Iterable[Section], address: ClauseAddress) -> Section | None:
    """The section at an address, None when there is none.

    The first article of that number in the annex named, else in the whole text. A 项 named
    without its 款 is the first of that number in the article.
    """
    if address.annex:
        sections = [s for s in sections if s.label == address.annex]
    article = find_article(sections, address.article)
    return find_in_article(article, address) if article else None


def find_article(sections: Iterable[Section], number: tuple[int, int]) -> Section | None:
    """The first article of that number, outer levels first; None when there is none."""
    level = list(sections)
    while level:
        for section in level:
            if article_number(section.label) == number:
                return section
        level = [child for section in level for child in section.children]
    return None


def find_in_article(article: Section, address: ClauseAddress) -> Section | None:
    """The part of `article` that the address names below it, None when there is none."""
    within = article
    if address.paragraph is not None:
        paragraph = _paragraph(article, address.paragraph)
        if paragraph is None:
            return None
        within = paragraph
    for number in (address.item, address.point):
        if number is not None:
            item = next((s for s in _items(within) if list_number(s.label) == number), None)
            if item is None:
                return None
            within = item
    return within


def article_number(label: str) -> tuple[int, int] | None:
    """(15, 0) for "第十五条", (17, 1) for "第十七条之一"; None for any other label."""
    match = _ARTICLE_LABEL.fullmatch(label)
    try:
        return _article(match) if match else None
    except ValueError:
        return None


def list_number(label: str) -> int | None:
    """3 for "（三）", "3.", "三、" and "③"; None for what numbers no list item, as "0." does."""
    match = _LIST_LABEL.fullmatch(label)
    try:
        return (_value(match["number"]) or None) if match else None
    except ValueError:
        return None


def _paragraph(article: Section, number: int) -> Section | None:
    label = f"第{to_chinese(number)}款"
    has_paragraphs = any(_PARAGRAPH_LABEL.fullmatch(s.label) for s in article.children)
    if not has_paragraphs:
        return article if number == 1 else None
    return next((s for s in article.children if s.label == label), None)


def _items(section: Section) -> Iterator[Section]:
    """The numbered items right below a section; those of every 款 when it is an article."""
    for child in section.children:
        if _PARAGRAPH_LABEL.fullmatch(child.label):
            yield from _items(child)
        elif list_number(child.label) is not None:
            yield child


def _article(match: re.Match[str]) -> tuple[int, int]:
    return _value(match["article"]), _value(match["extra"]) if match["extra"] else 0


def _value(printed: str) -> int:
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    return parse_number(printed)
