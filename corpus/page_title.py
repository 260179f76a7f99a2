"""The title of a web page's document, where no meta tag gives it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from corpus.clean_text import clean_line

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_TITLE_NAME = re.compile(
    "^(?:(?:article|art|content|con|news|detail|info|zw|xl|main|xxgk|page)[-_]?)?"
    "(?:title|tit|bt|biaoti)$",
    re.IGNORECASE,
)
_SITE_PIECE = re.compile(
    "(?:网|网站|门户|平台|政府|首页|公开|动态|要闻|公告栏|栏目|局|厅|委员会|委)$"
    "|^(?:首页|政策|政策文件|政策法规|通知公告|公示公告|法规|新闻|详情|正文|内容)$"
)
_SEPARATOR = re.compile(r"\s*(?:_+|[|｜]|(?<![—–-])[-—–](?![—–-])|>|»)\s*|\s{2,}")
_SITE = re.compile("(?:网站|门户|政府网|官网|人民政府)$|^国家.{2,8}局$")
_NUMBERED = re.compile("[一二三四五六七八九十]+、|第.{1,3}[章条]")
_SHORTEST, _LONGEST = 4, 150
_TELLING_LENGTH = 8
"""Characters below which a piece of `<title>` (详情, 正文) is no title beside a heading."""


def page_title(page: BeautifulSoup, main: Tag, *, site: str | None) -> str | None:
    """The heading that `<title>` holds too, else the piece of `<title>` that names no site.

    Without either, the heading of the text; None when there is none.
    """
    window = clean_line(page.title.get_text()) if page.title else ""
    places = [tag for tag in page.find_all(True) if _is_title_place(tag)]
    headings = [tag for tag in places if _SHORTEST <= len(_words(tag)) <= _LONGEST]
    shared = [words for words in map(_words, headings) if _is_shared(words, window, site)]
    if shared:
        return max(shared, key=len)
    pieces = [piece for piece in _SEPARATOR.split(window) if piece and piece != site]
    named = [piece for piece in pieces if not _SITE_PIECE.search(piece)]
    best = max(named, key=len, default="")
    own = _heading_of(main, [tag for tag in headings if tag.name in _HEADINGS])
    if len(best) < _TELLING_LENGTH:
        best = own or best or _heading_of(main, headings) or ""
    return best or max(pieces, key=len, default=None)


def site_in_title(page: BeautifulSoup) -> str | None:
    """The name of the site as `<title>` gives it; None when it gives none."""
    window = clean_line(page.title.get_text()) if page.title else ""
    pieces = _SEPARATOR.split(window)
    return next((piece for piece in pieces if _SITE.search(piece)), None)


def _is_shared(words: str, window: str, site: str | None) -> bool:
    return words != site and not _SITE.search(words) and _squeezed(words) in _squeezed(window)


def _heading_of(main: Tag, headings: list[Tag]) -> str | None:
    """The heading in the text before its first sentence, else the last one above it.

    Of several alike in the text none is the title: they are entries of a list, or sections.
    """
    inside = set(map(id, main.find_all(True)))
    opening = _squeezed(main.get_text()).split("。")[0]
    within = [tag for tag in headings if id(tag) in inside]
    alike = Counter(tag.name for tag in within)
    top = (_words(tag) for tag in within if alike[tag.name] == 1)
    first = next((w for w in top if _squeezed(w) in opening and not _NUMBERED.match(w)), None)
    before = set(map(id, main.find_all_previous(True)))
    above = [tag for tag in headings if id(tag) in before]
    return first or (_words(above[-1]) if above else None)


def _is_title_place(tag: Tag) -> bool:
    return tag.name in _HEADINGS or _is_named_title(tag)


def _is_named_title(tag: Tag) -> bool:
    names = (*tag.get_attribute_list("class"), *tag.get_attribute_list("id"))
    return any(_TITLE_NAME.match(str(name)) for name in names if name)


def _words(tag: Tag) -> str:
    return clean_line(tag.get_text())


def _squeezed(words: str) -> str:
    return "".join(words.split())
