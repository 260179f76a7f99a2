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
_JOINT = " › "  # of `corpus.documents.locator`
_ANNEX_LABEL = re.compile("附[件录表]")
_ANNEX = re.compile(rf"附[件录表](?:[A-Z]|{_NUMBER})?")


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
    return _address(section.label for section in path)


def address_of_locator(locator: str) -> ClauseAddress | None:
    """Address of what a locator such as "第三章 › 第十二条 › 第二款" names.

    None when it names no article, or one in an annex with a title, whose label it does not tell
    from its title.
    """
    labels = locator.split(_JOINT)
    if any(_ANNEX_LABEL.match(label) and not _ANNEX.fullmatch(label) for label in labels):
        return None
    return _address(labels)


def _address(labels: Iterable[str]) -> ClauseAddress | None:
    numbers: dict[str, int] = {}
    article, annex = (0, 0), ""
    for label in labels:
        if _ANNEX_LABEL.match(label):
            annex = label
        if found := article_number(label):
            article, numbers = found, {}
        elif paragraph := paragraph_number(label):
            numbers = {"paragraph": paragraph}
        elif number := list_number(label):
            deeper = "point" if "item" in numbers else "item"
            if "point" not in numbers:
                numbers[deeper] = number
    return ClauseAddress(article=article, annex=annex, **numbers) if article[0] else None


def parse_clause_address(words: str) -> ClauseAddress:
    """The address printed, in Chinese or Arabic numerals: "第十五条第二款第（三）项".

    Raises:
        ValueError: the words are not an address and nothing else.
    """
    annex = _ANNEX.match(words.strip())
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
    article = (_value(match["article"]), _value(match["extra"] or "0"))
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
    if match is None:
        return None
    number, extra = _value(match["article"]), _value(match["extra"] or "0")
    return (number, extra) if number else None


def paragraph_number(label: str) -> int | None:
    """2 for "第二款"; None for any other label."""
    match = _PARAGRAPH_LABEL.fullmatch(label)
    return (_value(match[1]) or None) if match else None


def list_number(label: str) -> int | None:
    """3 for "（三）", "3.", "三、" and "③"; None for what numbers no list item, as "0." does."""
    match = _LIST_LABEL.fullmatch(label)
    return (_value(match["number"]) or None) if match else None


def _paragraph(article: Section, number: int) -> Section | None:
    """The 款 of that number, which stands at its place among the children where all are 款."""
    if article.children and paragraph_number(article.children[0].label):
        return article.children[number - 1] if 0 < number <= len(article.children) else None
    return article if number == 1 else None


def _items(section: Section) -> Iterator[Section]:
    """The numbered items right below a section; those of every 款 when it is an article."""
    for child in section.children:
        if paragraph_number(child.label):
            yield from _items(child)
        elif list_number(child.label) is not None:
            yield child


def _value(printed: str) -> int:
    """The number, 0 for a run of numerals that is none (百百)."""
    try:
        return parse_number(printed)
    except ValueError:
        return 0
