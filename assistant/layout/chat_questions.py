"""What a message asks of the patent lists, and on which technology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from assistant.terms import content_terms
from indexing.words import normalise

_LONG_IDEA = 40
"""Characters from which on what a message brings is an idea rather than a field."""


class Asks(Enum):
    """What is wanted."""

    LANDSCAPE = "landscape"
    NEAREST = "nearest"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class LayoutQuestion:
    """A question to the lists; `about` is the technology, without the words that ask."""

    asks: Asks
    about: str


_NEAREST = re.compile(
    r"(?:有没有|是否|有无)(?:人|同行|别人|哪家)?(?:已经)?(?:申请过|做过|公开过)|(?:最)?(?:接近|相近|类似|相似)的专利|"
    r"新在哪(?:里|儿)?|(?:现有技术|特征)(?:比对|对比)|查新|帮我(?:检索|比对)"
)
_IDEA = re.compile(
    r"(?:我们?|本公司|我司)的?(?:方案|技术方案|发明|想法|设计|产品)(?:是|如下|为)?[:：,，]?|"
    r"权利要求(?:书)?(?:如下|是|为)?[:：]"
)
_ADVICE = re.compile(
    r"(?:该|应该|应当|可以|还能|适合)?(?:往|朝|向)哪(?:里|儿|些方向|个方向)?(?:去)?布(?:局)?|"
    r"(?:怎么|如何|怎样|咋)(?:做|进行|开展)?(?:专利)?布局|布局(?:建议|方案|策略|空白)|空白(?:点|在哪)|"
    r"(?:还)?有(?:哪些|什么)空白"
)
_LANDSCAPE = re.compile(
    r"(?:同行|对手|竞争对手|别人|大家|谁|哪些(?:公司|企业|单位|申请人)|哪家)(?:都|已经|们)*"
    r"(?:布局?了?|申请了?|拥有|持有|有)(?:什么|哪些|多少)?(?:专利)?|"
    r"布了(?:什么|哪些)(?:专利)?|(?:专利)(?:全景|态势|趋势|分布|地图|分析)|"
    r"有(?:哪些|多少)(?:件)?(?:相关)?(?:的)?专利|申请(?:趋势|人排名)|专利(?:有哪些|有多少)"
)
_AROUND = re.compile(
    r"^(?:请问|请|帮我|帮忙|我想(?:知道|了解)|分析(?:一下)?|看看|看一下|围绕|关于|针对|在|对于?|就)+|"
    r"(?:这个|这一|该)?(?:技术)?(?:领域|方向|行业|赛道|方面)(?:里|中|内|上|的)*|"
    r"(?:做|进行|开展)?(?:专利)?(?:布局|分析|检索)(?:一下)?|(?:同行|竞争对手|对手)(?:们)?|目前|现在|国内|主要|相关|"
    r"[吗呢吧啊呀?？。!！,，、:：;；\s]+$|^[,，、:：;；\s]+|(?:的)+$"
)
_OF_RULES = re.compile(
    r"专利法|条例|办法|细则|规定|条件|期限|费用|收费|申请书|优先审查|质押|几类|哪几种|形态|什么是|是什么意思|定义|含义|"
    r"申报|认定|资格|优势企业|示范企业|高新|专精特新|小巨人|贯标|补贴|奖励|资助|减缴|减免|维权"
)
"""Questions on what the texts say stay with the texts."""


def read_layout_question(message: str) -> LayoutQuestion | None:
    """What a message asks of the lists; None when it asks nothing of them or of no technology."""
    text = normalise(message)
    if _NEAREST.search(text) or _IDEA.search(text):
        return _nearest(text)
    if _OF_RULES.search(text):
        return None
    for asks, pattern in ((Asks.ADVICE, _ADVICE), (Asks.LANDSCAPE, _LANDSCAPE)):
        if pattern.search(text):
            about = _about(pattern.sub("", text))
            return LayoutQuestion(asks, about) if _names_something(about) else None
    return None


def _nearest(text: str) -> LayoutQuestion | None:
    """Only a text that brings an idea of some length can be compared."""
    idea = _NEAREST.sub("", _IDEA.sub("", text)).strip(" ,，。?？:：\n")
    if len(idea) < _LONG_IDEA:
        return None
    return LayoutQuestion(Asks.NEAREST, idea)


def _about(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _AROUND.sub("", text)
    return text


def _names_something(about: str) -> bool:
    return any(not term.is_generic for term in content_terms(about))
