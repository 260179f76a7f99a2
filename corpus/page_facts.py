"""What a government web page states beside its text: meta tags, heading, basic facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.clean_text import clean_line
from corpus.page_issuer import authority, site_owner
from corpus.page_title import page_title, site_in_title

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_LABELS = {
    "document_number": "文号|发文字号|发文文号|文件编号|文件字号|公文字号",
    "issuer": "发布机构|发布机关|发文机关|发文机构|发文单位|制发机关|制定机关|发布单位",
    "title": "名称|标题|信息名称|文件名称|公文名称",
    "signed": "成文日期|成文时间|发文日期|发文时间|印发日期|签发日期|生成日期",
    "online": "发布日期|发布时间|发表时间|公开日期|公布日期|日期|时间",
    "effective": "实施日期|施行日期|生效日期|生效时间",
    "expires": "失效日期|废止日期|失效时间",
    "source": "信息来源|文章来源|稿件来源|来源",
}
_FIELDS = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_COUNTERS = (
    "浏览次数|浏览量|访问量|阅读量|阅读次数|点击数|点击量|点击率|字体大小|字号|字体|浏览字号"
    "|作者|编辑|责任编辑"
)
_OTHER = (
    "索引号|分类|主题分类|体裁分类|服务对象|关键词|主题词|公开方式|公开形式|公开范围"
    "|有效性|文件状态"
)
_ANY_LABEL = sorted((*_FIELDS, *_COUNTERS.split("|"), *_OTHER.split("|")), key=len, reverse=True)
_LABEL = re.compile("|".join(_ANY_LABEL))
_LABELLED = re.compile(f"[【\\[]?(?P<label>{'|'.join(_ANY_LABEL)})(?:[】\\]]?[:：]|[】\\]])")
_OF_PAGE = re.compile(
    rf"{_LABELS['source']}|{_LABELS['online'].removesuffix('|日期|时间')}|{_COUNTERS}"
)
_FACT_BLOCKS = ["table", "dl", "ul", "div"]
_CELL_NAMES = ["td", "th", "dt", "li", "b", "strong", "span", "label"]
_REGISTERED = frozenset(("索引号", "文号", "发文字号", "发布机构", "发文机关"))
_FEWEST_LABELS = 3
_LONGEST_BLOCK = 600
"""Characters of a block of basic facts; the longest of 32 government pages has 210."""

_LONGEST_FACTS = 90
"""Characters of a line of facts, the name of a source included."""

_PLACES = frozenset(("td", "th", "li", "dt", "span", "p", "label", "strong", "b", "em", "div", "i"))
_CELLS = frozenset(("td", "th", "dt"))
_LONGEST_PLACE = 200
_ONLINE_META = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "article:published_time",
    "publish_time",
    "createdate",
)
_WECHAT_TIME = "publish_time"
"""Id of the day above a WeChat article."""

_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_DIGITS = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_REPOST = re.compile(r"^\s*[（(【\[]?转(?:载|发)[）)】\]：:]\s*")
_NO_VALUE = frozenset(("", "-", "--", "—", "——", "/", "无", "暂无"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Facts a page states of its document; None where it is silent.

    Attributes:
        url: the page's own address.
        issuer: the authority stated as issuer, else as source, else the keeper of the site when
            no source is named; a medium is none.
        published: day of signature or issue.
        online: day the page was put online.
        publisher: name of the site.
        effective, expires: of the basic facts; the last day in force.
    """

    title: str | None
    url: str | None
    issuer: str | None
    document_number: str | None
    published: date | None
    online: date | None
    publisher: str | None
    effective: date | None
    expires: date | None


def page_facts(page: BeautifulSoup, main: Tag) -> PageFacts:
    """Facts from the meta tags, and from what stands outside `main` or opens it."""
    meta = _meta(page)
    found = _labelled_facts(page, main)
    site = meta.get("sitename") or meta.get("og:site_name") or site_in_title(page)
    title = meta.get("articletitle") or found.get("title") or page_title(page, main, site=site)
    source = meta.get("contentsource") or meta.get("source") or found.get("source")
    stated = authority(found.get("issuer"), site=site)
    shown = page.find(id=_WECHAT_TIME)
    shown_time = shown.get_text() if shown else None
    online = (*(meta.get(name) for name in _ONLINE_META), found.get("online"), shown_time)
    return PageFacts(
        title=_REPOST.sub("", title) if title else None,
        url=meta.get("url") or meta.get("og:url") or _canonical(page),
        issuer=stated or (authority(source, site=site) if source else site_owner(site)),
        document_number=found.get("document_number"),
        published=_date_in(found.get("signed")),
        online=next((day for text in online if (day := _date_in(text))), None),
        publisher=site,
        effective=_date_in(found.get("effective")),
        expires=_date_in(found.get("expires")),
    )


def is_fact_line(line: str) -> bool:
    """Whether a line is about the page: 发布日期：2024-03-01 来源：某局 浏览次数：-."""
    words = "".join(line.split())
    if len(words) > _LONGEST_FACTS or "。" in words or not _LABELLED.match(words):
        return False
    return any(_OF_PAGE.fullmatch(match["label"]) for match in _LABELLED.finditer(words))


def fact_blocks(main: Tag) -> list[Tag]:
    """The blocks inside `main` that hold the page's basic facts and no text, outermost first."""
    return [tag for tag in main.find_all(_FACT_BLOCKS) if _holds_facts_only(tag)]


def _holds_facts_only(block: Tag) -> bool:
    words = "".join(block.get_text().split())
    if len(words) > _LONGEST_BLOCK or "。" in words:
        return False
    cells = ("".join(cell.get_text().split()) for cell in block.find_all(_CELL_NAMES))
    labels = {cell.rstrip(":：") for cell in cells if _LABEL.fullmatch(cell.rstrip(":："))}
    labels |= {match["label"] for match in _LABELLED.finditer(words)}
    return len(labels) >= _FEWEST_LABELS and bool(labels & _REGISTERED)


def _meta(page: BeautifulSoup) -> dict[str, str]:
    """Content of the meta tags by lower-case name; the first of a name wins."""
    found: dict[str, str] = {}
    for tag in page.find_all("meta"):
        name = str(tag.get("name") or tag.get("property") or "").lower()
        content = clean_line(str(tag.get("content") or ""))
        if name and content:
            found.setdefault(name, content)
    return found


def _canonical(page: BeautifulSoup) -> str | None:
    link = page.find("link", attrs={"rel": "canonical"})
    address = str(link.get("href") or "") if link else ""
    return address if address.startswith("http") else None


def _labelled_facts(page: BeautifulSoup, main: Tag) -> dict[str, str]:
    """Field name -> value, from places like "文　号：" followed by its value; first one wins."""
    facts: dict[str, str] = {}
    inside = set(map(id, main.find_all(True)))
    begun = False
    for place in page.find_all(True):
        if id(place) in inside:
            begun = begun or _is_sentence(place)
        if place.name not in _PLACES or (begun and id(place) in inside):
            continue
        words = "".join(place.get_text().split())
        for field, value in _fields_in(place, words) if len(words) < _LONGEST_PLACE else ():
            facts.setdefault(field, value)
    return facts


def _is_sentence(place: Tag) -> bool:
    """Whether an element inside the text is its first paragraph, not a frame around it all."""
    words = place.get_text() if place.name in ("p", "div") else ""
    return "。" in words and (place.name == "p" or len(words) < _LONGEST_PLACE)


def _fields_in(place: Tag, words: str) -> Iterator[tuple[str, str]]:
    """Fields a short element states, each with its value in it or in the element beside it."""
    if place.name in _CELLS and words in _FIELDS:
        words += "："
    labels = list(_LABELLED.finditer(words))
    if not labels or labels[0].start() > 0:
        return
    ends = [match.start() for match in labels[1:]] + [len(words)]
    for match, end in zip(labels, ends, strict=True):
        value = words[match.end() : end]
        if not value and end == len(words):
            value = _beside(place)
        if match["label"] in _FIELDS and value not in _NO_VALUE:
            yield _FIELDS[match["label"]], value


def _beside(place: Tag) -> str:
    """The words of the next element, unless they are a label themselves."""
    beside = place.find_next_sibling()
    words = "".join(beside.get_text().split()) if beside else ""
    return "" if _LABELLED.match(words) or _LABEL.fullmatch(words) else words


def _date_in(text: str | None) -> date | None:
    match = (_DATE.search(text) or _DIGITS.search(text)) if text else None
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
