"""Numbers that are spoken of, not set as headings: 第四十二条规定的, （一）、（二）项, 一、二审."""

from __future__ import annotations

import re

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number

_HAN = f"[{CHINESE_NUMERALS}]"

_SPOKEN_ARTICLE = re.compile(
    rf"规定的|所[称列述规指]|的|、\s*第|中的|以外|[至和或及与]第|或者第|以及第|第{_HAN}+[款项条目]|"
    rf"[（(]{_HAN}+[）)]\s*(?:[（(、，至和或项])|后增加|修改为|改为|删"
)
# What may be a reference or the first words of an article: 第二十三条以下, 第八条及时.
_OPEN_ARTICLE = re.compile(
    rf"规定|之|[、，,；;。至和或]|及|以[及下]|与|等|中(?![华国央小外型介标止])|[（(]{_HAN}+[）)]|修改"
)
_OPEN_SPACED_ARTICLE = re.compile(rf"规定的|的|[、，,；;。]|至\s*第|[（(]{_HAN}+[）)][项至、和]")
_SPOKEN_CHAPTER = re.compile(
    rf"规定|所[称列述规]|的|[、，,；;。]|[至和或及]第|以及|中(?:的|规定|所|有关|关于|，)|"
    rf"第{_HAN}+[条款项章节]|以[外下]"
)
_SPOKEN_ANNEX = re.compile(r"所|中|的|规定|和|、|，|至|内|及")
_SPOKEN_ITEM = re.compile(
    r"、\s*(?:[（(第]|$)|[,，。]|至\s*[第（(]|(?:以?及|和|与|或者?)[第（(]|"
    r"[项款目](?:$|[、，。规所]|[之中]一)"
)
_SPOKEN_NUMBER = re.compile(rf"{_HAN}+、|[0-9０-９]+[、．.）)]")
_SPOKEN_PAIR = re.compile(rf"(?P<number>{_HAN}+)[审级类等期批线轮]")


def speaks_of_article(rest: str) -> bool:
    """Whether what follows 第X条 makes it a reference for certain."""
    if not rest[:1].isspace():
        return _SPOKEN_ARTICLE.match(rest) is not None
    return re.match(rf"规定的|第{_HAN}+[款项]", rest.lstrip()) is not None


def may_speak_of_article(rest: str) -> bool:
    """Whether it may be one: its place in the count decides."""
    pattern = _OPEN_SPACED_ARTICLE if rest[:1].isspace() else _OPEN_ARTICLE
    return pattern.match(rest.lstrip()) is not None


def speaks_of_chapter(rest: str) -> bool:
    """Whether what follows 第X章 makes it a reference."""
    return _SPOKEN_CHAPTER.match(rest) is not None


def speaks_of_annex(rest: str) -> bool:
    """Whether what follows 附件X makes it a reference."""
    return _SPOKEN_ANNEX.match(rest) is not None


def speaks_of_item(rest: str, *, number: int, bracketed: bool) -> bool:
    """Whether the number is spoken of: （一）、（二）项, 一、二审."""
    pair = None if bracketed else _SPOKEN_PAIR.match(rest)
    if pair and _follows(pair["number"], number):
        return True
    return bool(_SPOKEN_NUMBER.match(rest) or (bracketed and _SPOKEN_ITEM.match(rest)))


def _follows(numeral: str, number: int) -> bool:
    try:
        return parse_number(numeral) == number + 1
    except ValueError:  # 百百
        return False
