"""What a government web page states beside its text: meta tags and the table of basic facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.clean_text import clean_line

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_LABELS = {
    "文号": "document_number",
    "发文字号": "document_number",
    "发布机构": "issuer",
    "发布机关": "issuer",
    "发文机关": "issuer",
    "名称": "title",
    "成文日期": "signed",
    "发布日期": "published",
    "实施日期": "effective",
    "失效日期": "expires",
}
_LABEL = re.compile(f"({'|'.join(_LABELS)})[:：](.*)", re.DOTALL)
_LABEL_PLACES = frozenset(("td", "th", "li", "dt", "span", "p", "label", "strong", "b", "em"))
_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_AUTHORITY = re.compile(
    "(?:局|委|委员会|政府|办公厅|办公室|[^网]部|法院|检察院|国务院|厅|处|署|中心)$"
)
_SITE_NAME = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]*(?:网|网站|门户|平台|政府)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Facts a page states of its document; None where it is silent.

    Attributes:
        url: the page's own address.
        published: 成文日期, else 发布日期, else the day the page went online.
        effective, expires: 实施日期 and 失效日期 of the basic facts; the last day in force.
    """

    title: str | None
    url: str | None
    issuer: str | None
    document_number: str | None
    published: date | None
    effective: date | None
    expires: date | None


def page_facts(page: BeautifulSoup, main: Tag) -> PageFacts:
    """Facts from the meta tags and from what stands outside `main`, the block of the text."""
    found = _labelled_facts(page, main)
    source = _meta(page, "ContentSource")
    online = _meta(page, "PubDate") or _meta(page, "publishdate")
    return PageFacts(
        title=_meta(page, "ArticleTitle") or found.get("title") or _page_title(page),
        url=_meta(page, "Url"),
        issuer=found.get("issuer") or _authority(source),
        document_number=found.get("document_number"),
        published=next(
            (
                day
                for text in (found.get("signed"), found.get("published"), online)
                if text and (day := _date_in(text))
            ),
            None,
        ),
        effective=_date_in(found.get("effective", "")),
        expires=_date_in(found.get("expires", "")),
    )


def _meta(page: BeautifulSoup, name: str) -> str | None:
    tag = page.find("meta", attrs={"name": name})
    return (clean_line(str(tag.get("content") or "")) or None) if tag else None


def _page_title(page: BeautifulSoup) -> str | None:
    if page.title is None:
        return None
    return _SITE_NAME.sub("", clean_line(page.title.get_text())) or None


def _authority(source: str | None) -> str | None:
    """The source when it names an authority; media and web sites are no issuers."""
    first = source.split(" ")[0] if source else ""
    return first if _AUTHORITY.search(first) else None


def _labelled_facts(page: BeautifulSoup, main: Tag) -> dict[str, str]:
    """Field name -> value, from places like "文　号：" followed by its value; first one wins."""
    facts: dict[str, str] = {}
    inside = set(map(id, main.find_all(True)))
    for place in page.find_all(True):
        if place.name not in _LABEL_PLACES or id(place) in inside:
            continue
        words = "".join(place.get_text().split())
        match = _LABEL.fullmatch(words) if len(words) < 200 else None
        if match is None:
            continue
        beside = place.find_next_sibling()
        value = match[2] or ("".join(beside.get_text().split()) if beside else "")
        if value and not _LABEL.match(value):
            facts.setdefault(_LABELS[match[1]], value)
    return facts


def _date_in(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
