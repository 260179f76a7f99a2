"""Web pages -> SourceText: the main content and what the page states of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.clean_text import clean, clean_line, drop_blank_lines
from corpus.errors import UnreadableFileError
from corpus.html_hidden import is_hidden
from corpus.html_tables import write_out_tables
from corpus.page_attachments import attachments_beside
from corpus.page_facts import fact_blocks, is_fact_line, page_facts
from corpus.source_text import SourceText
from corpus.text_encoding import decode_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NEVER_CONTENT = frozenset(
    "script style noscript template iframe object embed svg canvas select input button textarea "
    "nav header footer aside audio video".split()
)
_FURNITURE = re.compile(
    r"(?:^|[-_])(?:nav|menu|footer|crumbs?|breadcrumbs?|location|share|bdshare|toolbar|print"
    r"|copyright|sidebar|related|pagination|pager|qrcode|search|login|fontsize)(?:$|[-_])",
    re.IGNORECASE,
)
_CONTENT_NAMES = frozenset(
    "zoomcon zoom info_cont ucap-content js_content trs_editor trs_ueditor trs_editor_view "
    "custom_unionstyle article-content content_article article_content articlecontent article_con "
    "article-con art_con pages_content newsmain news_content news_cont_d_wrap xxgk-content "
    "detail-content wp_articlecontent v_news_content vsb_content zwnr wznr ewb-article-info".split()
)
"""Ids and classes, lower case, that the CMS of Chinese governments give to the text of a page."""

_MIN_CONTENT = 100
"""Characters below which a block with a content name is taken for an empty frame."""

_MAIN_SHARE = 0.7
"""A block holding this share of its parent's text is where the content is."""

_PARAGRAPHS = ["p", "table", "blockquote", "h2", "h3", "h4"]
_CELLS = frozenset(("td", "th"))
_LAYOUT_LINES = 3
"""Paragraphs, blocks and line breaks in a cell that holds the text of a page."""

_BLOCKS = frozenset(
    "address article blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr"
    " li main ol p pre section summary ul".split()
)
_TABLE_PARTS = frozenset(("thead", "tbody", "tfoot", "tr"))
MAX_DEPTH = 200
"""Elements inside each other; the deepest of 32 government pages has 22."""

_CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_CHINESE_LINE_BREAK = re.compile(f"(?<={_CHINESE})[ \t]*\r?\n[ \t\r\n]*(?={_CHINESE})")
_BUTTONS = re.compile(
    r"(?:【|\[|[(（]|[|｜\s]|打印(?:本页|此页|本文)?|关闭(?:窗口|本页)?|分享(?:到)?|返回(?:顶部|列表)?"
    r"|收藏|字[体号](?:大小)?|[大中小]|A[-+]?|扫一扫.{0,20}|相关附件|标签|浏览(?:次数|量)?|[:：\-\d]|】|\]|[)）])+"
    r"|[上下]一篇.*|责任编辑[:：].{0,20}"
)
_LETTER = re.compile(r"[^\W\d_]")
"""What a line of buttons has, other than a row of figures."""

_EDGE = 6
"""Lines at either end of the content among which buttons are looked for."""


def read_html(data: bytes, *, name: str) -> SourceText:
    """The main content of a page, a paragraph a line, tables as rows of cells.

    Raises:
        UnreadableFileError: the bytes are no text, or the page has no content.
    """
    from bs4 import BeautifulSoup  # slow to import, needed for web pages only

    page = BeautifulSoup(decode_text(data, name=name), "lxml")
    if _depth(page) > MAX_DEPTH:
        raise UnreadableFileError(
            name, reason="网页嵌套过深，可能已损坏", remedy="请打开原网页，另存后重新导入。"
        )
    _drop([tag for tag in _tags(page, _NEVER_CONTENT) if not _heads_article(tag)])
    main = _main_block(page)
    facts = page_facts(page, main)
    attached = attachments_beside(main)
    if not _has_content_name(main):
        _drop(fact_blocks(main))
    text = _block_text(main)
    text = "\n".join([text, *(name for name in attached if name not in text)])
    if not text.strip():
        raise UnreadableFileError(
            name, reason="网页里没有正文", remedy="请打开原网页确认内容，另存完整网页后重新导入。"
        )
    return SourceText(
        name=name,
        source=facts.url or name,
        text=text,
        title=facts.title,
        issuer=facts.issuer,
        published=facts.published,
        online=facts.online,
        publisher=facts.publisher,
        document_number=facts.document_number,
        effective=facts.effective,
        expires=facts.expires,
    )


def _drop(blocks: list[Tag]) -> None:
    for block in blocks:
        if not block.decomposed:
            block.decompose()


def _heads_article(tag: Tag) -> bool:
    return tag.name == "header" and tag.find_parent(["article", "main"]) is not None


def _main_block(page: BeautifulSoup) -> Tag:
    """The block that holds the text: one with a known name, else the one most text is in."""
    named = [tag for tag in page.find_all(True) if _has_content_name(tag)]
    best = max(named, key=_length, default=None)
    if best is not None and _length(best) >= _MIN_CONTENT:
        return best
    block: Tag = page.body or page
    for tag in [t for t in block.find_all(True) if _is_furniture(t)]:
        if not tag.decomposed and _length(tag) < _length(block) / 2:
            tag.decompose()
    while True:
        inner = max(block.find_all(True, recursive=False), key=_length, default=None)
        if inner is None or _length(inner) < max(1.0, _MAIN_SHARE * _length(block)):
            return _framed(block, page)
        if inner.name in _CELLS and not _holds_paragraphs(inner):
            return _framed(block, page)
        if any(_is_text_beside(tag) for tag in inner.find_previous_siblings(_PARAGRAPHS)):
            return _framed(block, page)
        block = inner


def _holds_paragraphs(cell: Tag) -> bool:
    """Whether a cell lays a text out, instead of holding one of a table's data."""
    return len(cell.find_all(["p", "div", "br", "li"])) >= _LAYOUT_LINES


def _is_text_beside(tag: Tag) -> bool:
    """Whether a paragraph before the block most text is in belongs to the text."""
    if tag.name == "table" and len(tag.find_all("tr")) < 2:
        return False
    words = clean_line(tag.get_text())
    linked = sum(_length(link) for link in tag.find_all("a"))
    return bool(words) and 2 * linked < _length(tag) and not _is_furniture_line(words)


def _framed(block: Tag, page: BeautifulSoup) -> Tag:
    """`block`, or a frame around its table when it is a part of one that lays the text out."""
    while block.name in _TABLE_PARTS and block.parent is not None:
        block = block.parent
    return block.wrap(page.new_tag("div")) if block.name == "table" else block


def _has_content_name(tag: Tag) -> bool:
    return not _CONTENT_NAMES.isdisjoint(name.lower() for name in _names(tag))


def _length(tag: Tag) -> int:
    return len("".join(tag.get_text().split()))


def _tags(root: Tag, names: frozenset[str]) -> list[Tag]:
    """The elements with these names, in page order; far faster than `find_all` with a list."""
    return [tag for tag in root.find_all(True) if tag.name in names]


def _depth(page: BeautifulSoup) -> int:
    depths = {id(page): 0}
    for tag in page.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    return max(depths.values())


def _names(tag: Tag) -> list[str]:
    """Classes and id of an element."""
    names = (*tag.get_attribute_list("class"), *tag.get_attribute_list("id"))
    return [str(name) for name in names if name]


def _is_furniture(tag: Tag) -> bool:
    return any(_FURNITURE.search(name) for name in _names(tag))


def _block_text(main: Tag) -> str:
    """The lines of `main`, which is changed: hidden parts go, tables become lines."""
    from bs4.element import NavigableString  # as above

    for tag in main.find_all(True):
        if not tag.decomposed and (is_hidden(tag) or _is_furniture(tag)):
            tag.decompose()
    for text in main.find_all(string=lambda string: type(string) is NavigableString):
        text.replace_with(re.sub(r"\s+", " ", _CHINESE_LINE_BREAK.sub("", text)))
    for tag in _tags(main, frozenset(("br",))):
        tag.replace_with("\n")
    for tag in _tags(main, _BLOCKS):
        tag.insert(0, "\n")
        tag.append("\n")
    write_out_tables(main)
    lines = drop_blank_lines(clean(main.get_text()))
    # What the CMS names as the text is the editors'; elsewhere the page's own lines stand in it.
    return _without_edges(lines, _is_button if _has_content_name(main) else _is_furniture_line)


def _is_button(line: str) -> bool:
    return _BUTTONS.fullmatch(line) is not None and _LETTER.search(line) is not None


def _is_furniture_line(line: str) -> bool:
    return _is_button(line) or is_fact_line(line)


def _without_edges(text: str, is_idle: Callable[[str], bool]) -> str:
    """The text without idle lines among its first and its last ones."""
    lines = text.split("\n")
    inner = range(_EDGE, len(lines) - _EDGE)
    return "\n".join(
        line for index, line in enumerate(lines) if index in inner or not is_idle(line)
    )
