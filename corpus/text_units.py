"""A text as bare words, so that width, blanks, punctuation and page furniture do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

LONGEST_FURNITURE = 120
"""Characters of a line that may be furniture; what is longer is somebody's text."""

_FURNITURE = re.compile(
    r"[\W_]*(?:\d{4}\D\d{1,2}\D\d{1,2}\D?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[\W_]*)?(?:"
    r"(?:(?:信息|稿件|文章|本文|内容|资料)?来源|作者|(?:责任)?编辑|责编|审核|审校|校对|撰稿|"
    r"(?:发布|更新|发文|公开|生成|成文|创建)(?:时间|日期|机构|单位|者)|发布人|索引号|主题分类|公开方式|"
    r"(?:网站)?(?:浏览|阅读|点击|访问)(?:次数|人数|数|量)?|字体(?:大小)?|字号|分享到?|转载自?|"
    r"(?:当前|所在)位置|您(?:现在)?(?:的|所在)(?:的)?位置|上一[篇条]|下一[篇条]|主办(?:单位)?|承办(?:单位)?|"
    r"版权所有|技术支持|网站标识码|备案号|原文链接|相关(?:阅读|文章|新闻|链接|稿件))\s*[:|>】\])）]|"
    r"(?:打印(?:本页|文章)?|关闭(?:本页|窗口)?|收藏|返回顶部|返回列表|分享|纠错|首页|大|中|小)"
    r"(?:$|[\s|>\[\]【】]+(?!$))|"
    r"扫一扫|分享到|版权所有|网站地图|联系我们|关于我们|点击(?:查看|阅读|下载)原文|.{0,12}ICP备|.{0,6}公网安备|"
    r"特此(?:通知|公告|通告)。?$|\[?图片\]?$|.{1,70}\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|jpe?g|png)$|"
    r"(?:第\s*)?\d+\s*(?:页)?\s*[/共]\s*\d+\s*页?$|[-—–]\s*\d+\s*[-—–]$)"
)
_CRUMBS = re.compile(r"^[^。；]{1,20}(?:\s*[>»›]\s*[^。；>»›]{1,24}){2,}$")
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
_STRETCH = 12
_ONE_IN = 4  # of the characters begin a stretch: as good a choice, at a quarter of the work
_MARKS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is no furniture.

    Attributes:
        text: width folded, blanks around it removed.
        words: its letters, digits and characters alone, in lower case; never "".
    """

    text: str
    words: str


def body_lines(text: str) -> list[Line]:
    """The lines of a text without what sites and programs put around a text."""
    lines = []
    for line in unicodedata.normalize("NFKC", text).split("\n"):
        stripped = line.strip()
        words = bare(stripped)
        if words and not is_furniture(stripped):
            lines.append(Line(stripped, words))
    return lines


def bare(folded: str) -> str:
    """Letters, digits and characters of a text whose width was folded, in lower case."""
    return _NOT_WORDS.sub("", folded).casefold()


def folded_bare(text: str) -> str:
    """`bare` of any text."""
    return bare(unicodedata.normalize("NFKC", text))


def is_furniture(line: str) -> bool:
    """Whether a line, width folded, says where and how a page was published and nothing else."""
    if len(line) > LONGEST_FURNITURE:
        return False
    return bool(_FURNITURE.match(line) or _CRUMBS.match(line))


def sketch_of(lines: list[Line]) -> frozenset[int]:
    """Marks by which a copy of the text is found: copies share most, other texts few or none.

    They are the smallest digests over all stretches of a fixed length (bottom-k sampling, which
    makes the same choice in every copy: Cohen & Kaplan, PODC 2007), and one digest of all numbers
    in order, by which notices on one model differ. 32 bits, from 0.
    """
    words = "".join(line.words for line in lines)
    starts = (at for at, letter in enumerate(words) if ord(letter) % _ONE_IN == 0)
    stretches = {words[at : at + _STRETCH] for at in starts}
    marks = nsmallest(_MARKS, {crc32(one.encode()) for one in stretches})
    return frozenset((*marks, crc32("|".join(_NUMBER.findall(words)).encode())))
