"""What a message asks of the patent lists, on which technology and on whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from assistant.terms import content_terms
from corpus.places import find_place
from indexing.words import normalise

_LEAST_IDEA = 12
"""Characters of an idea that can be taken apart into features."""


class Asks(Enum):
    """What is wanted."""

    LANDSCAPE = "landscape"
    NEAREST = "nearest"
    ADVICE = "advice"
    COMPARISON = "comparison"
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True)
class LayoutQuestion:
    """A question to the lists.

    Attributes:
        about: the technology, without the words that ask; the whole idea for `Asks.NEAREST`; ""
            when only applicants are named.
        applicants: as the message calls them: two for `Asks.COMPARISON`, at most one for
            `Asks.EXPIRING`, where none means one's own firm, and for `Asks.LANDSCAPE`. Whether the
            lists hold them is for the lists to say.
        otherwise: what a landscape is about when the name is that of a technology:
            机器学习在医疗影像.
    """

    asks: Asks
    about: str
    applicants: tuple[str, ...] = ()
    otherwise: str = ""


_WHO = (
    r"(?:同行|友商|竞品|竞争对手|对手|别人|别家|大家|谁家?|(?:哪些|有哪些|什么)"
    r"(?:公司|企业|单位|申请人|机构|高校|厂家|人)|哪几?家(?:公司|企业)?)(?:们)?"
)
_WHAT = r"(?:什么|哪些|多少|啥|哪方面)(?:样的)?(?:专利|技术|方向|点)?"
_NEAREST = re.compile(
    r"(?:有没有|是否|有无|是不是)(?:被)?(?:人|同行|别人|别家|谁|哪家)?(?:已经|曾经)?"
    r"(?:申请过|申请了|做过|公开过|公开了|写过|布局过)(?:专利)?|"
    r"(?:最|比较)?(?:接近|相近|类似|相似|雷同)的?专利(?:有哪些|是哪些|有吗)?|"
    r"新在(?:哪|什么地方)(?:里|儿)?|(?:和|跟|与)?(?:现有技术|特征)(?:的)?(?:比对|对比)|查新"
)
_IDEA = re.compile(
    r"我们?(?:公司|团队)?(?:现在|目前)?的?(?:技术方案|方案|发明|想法|构思|思路|设计)(?:是|如下|为|[:：])[是为:：]*|"
    r"(?:本公司|我司)的?(?:技术方案|方案|发明|设计)(?:是|如下|为|[:：])[:：]*|"
    r"权利要求(?:书|\s?1)?(?:如下|是|为)?[:：]"
)
_ADVICE = re.compile(
    r"(?:还)?(?:该|应该|应当|可以|还能|能|适合)*(?:往|朝|向|从|在)哪(?:里|儿|些?方向|个方向|方面|些方面)?(?:去)?"
    r"(?:布局?|切入|申请(?:专利)?)|(?:应?该)?(?:专利)?(?:怎么|如何|怎样|咋)(?:去|做|进行|开展)?(?:专利)?布局?(?:专利)?(?!里)|"
    r"布局(?:的)?(?:建议|方案|策略|空白|机会|方向)|(?:专利|技术)?空白(?:点|区|在哪(?:里|儿)?)|"
    r"(?:还)?有(?:哪些|什么|没有)(?:专利|技术)?(?:空白|机会)(?:可以(?:布局|申请))?"
)
_LANDSCAPE = re.compile(
    rf"{_WHO}(?:都|已经|现在|目前|主要|正)*在?(?:布局|布|申请|拥有|持有|掌握|有|做|研究|研发)(?:了|过|着)?(?:些)?"
    rf"(?:{_WHAT})?(?:专利)?(?:得?(?:最|比较)[多早强])?|布(?:局)?了?{_WHAT}|{_WHO}的?专利(?:最|比较)?(?:多|强)|"
    r"专利(?:申请)?(?:布局)?的?(?:总体|整体)?(?:全景|态势|趋势|走势|分布|地图|格局|现状|情况|概况|分析|热点|布局|数量|排名)|"
    r"(?:都|大概|一共)*有(?:哪些|多少|几|什么)(?:件|个)?(?:相关)?的?专利|专利(?:都|大概|一共)*(?:有哪些|有多少|多不多|多吗)|"
    r"专利(?:主要|都|大多)*(?:集中|掌握|握)?在(?:哪些|哪几家|谁|什么)(?:公司|企业|人|单位)?(?:的)?(?:手里|手上|手中)?|"
    r"申请(?:量)?(?:趋势|走势|人排名)|申请量(?:怎么样|如何|多少)"
)
_OF_FIELDS = ((Asks.ADVICE, _ADVICE), (Asks.LANDSCAPE, _LANDSCAPE))
_EXPIRING = re.compile(
    r"(?:快|即将|将要?|马上|就要|近期|今年|明年|最近|[一二两三1-3]年内)*(?:要)?(?:到期|过期|届满|失效)了?"
)
_LISTS = re.compile(r"哪些|哪几件|有什么|多少件|几件|清单|列(?:一下|出)|名单")
_NAME = r"[\u4e00-\u9fffa-z0-9·()&.]{2,24}?"
_PAIR = re.compile(
    rf"^(?P<one>{_NAME})\s?(?:和|与|跟|同|、|vs\.?|pk|对比)\s?(?P<other>{_NAME})"
    r"(?P<rest>(?:,|两家|这两家|之间|在|相比|比|谁|哪家|哪个|的|专利|$).*)$"
)
_THEN = re.compile(r"^那么?")
_FIRM_IN = re.compile(rf"^(?P<firm>{_NAME})在(?P<field>.{{2,}})$")
_WEIGHS = re.compile(
    r"(?:谁|哪家|哪个|哪一家)的?.{0,6}?专利.{0,4}?(?:多|强|早|少|厉害|好)|专利.{0,6}?(?:谁|哪家|哪个).{0,4}?(?:多|强|早|少|厉害|好)|"
    r"(?:专利|布局).{0,8}?(?:对比|比较|差异|差距|区别|重叠|不同)|(?:对比|比较)(?:一下)?.{2,60}?(?:专利|布局)"
)
_FIELD_FIRST = re.compile(
    r"^在?(?P<field>[^和与跟]{2,30}?)(?:这个|这一)?(?:领域|方面|方向|赛道|技术上|上)(?:里|中|内)?,?"
)
_FIELD_AFTER = re.compile(
    r"在(?P<field>.{2,30}?)(?:这个|这一)?(?:领域|方面|方向|赛道|技术|上|的?专利|的?布局)"
)
_AROUND = re.compile(
    r"^(?:请问|请|帮我|帮忙|麻烦|我们?(?:公司)?(?:想|要|打算|准备)(?:知道|了解|做|进入|研究|开发)?|分析(?:一下)?|查(?:一下|一查)|"
    r"看看|看一下|对比(?:一下)?|比较(?:一下)?|说说|介绍(?:一下)?|围绕|关于|针对|在|对于?(?!手)|就|做|搞)+|"
    r"(?:这个|这一|该)?(?:技术)?(?:领域|方向|行业|赛道|方面)(?:里|中|内|上|的)*|"
    r"(?:做|进行|开展)?(?:专利)?(?:布局|分析|检索)(?:一下|情况)?|(?:同行|竞争对手|对手)(?:们)?|目前|现在|国内|主要|相关|"
    r"(?:近|最近|过去)(?:几|[一二三四五六七八九十\d]+)年|(?:的)?(?:技术)?(?:怎么样|如何|什么样|是怎样的?|是什么)$|专利上?$|"
    r"[吗呢吧啊呀?？。!！,，、:：;；\s]+$|^[,，、:：;；\s]+|(?:的|技术的)+$|的?都有?$|(?<=..)上$|^专利(?:上)?(?=.)"
)
_OF_RULES = re.compile(
    r"专利法|条例|办法|细则|规定|法条|(?:什么|哪些|申请|申报|授权|满足|符合)条件|条件(?:是|有)|期限|多少年|多久|费用|收费|年费|多少钱|"
    r"申请书|(?:申请|提交|需要|准备|哪些|什么)(?:哪些|什么)?(?:申请|证明)?材料(?!.*专利)|材料(?:清单|要求)|流程|手续|步骤|好处|"
    r"优先审查|快速预审|审查指南|质押|几类|哪几种|(?:哪些|什么|几种)(?:类型|种类|形态)|形态|什么是|是什么意思|定义|含义|"
    r"申报|认定|复核|资格|优势企业|示范企业|高新(?:技术)?企业|高企|专精特新|小巨人|贯标|补贴|补助|奖励|奖补|资助|减缴|减免|"
    r"(?:支持|扶持|优惠|奖补)?政策|维权|侵权|无效宣告|有权(?!利要求)|归谁|归属|代理(?:机构|师|资格)|专利(?:服务|代理|中介|交易|运营)|导航项目|职务发明|商标|著作权"
)
"""Questions on what the texts say stay with the texts."""

_OF_LAW = frozenset(
    "发明 实用新型 外观设计 外观 发明专利 实用新型专利 外观设计专利 外观专利 专利 申请 公开 "
    "有效发明 授权 类型 种类 企业 公司 高校 个人 国内 国外 全国 中国 我国 有效 我们 海外".split()
)
_OWN = re.compile(r"我们?(?:公司|单位|企业)?|我司|本公司|公司|自己|名下|手里|手上")
_REQUEST = re.compile(
    r"^(?:请问|请|帮我|帮忙|麻烦|看看|看一下|查一下|列出|列一下|对比(?:一下)?|比较(?:一下)?)+"
)


def read_layout_question(message: str) -> LayoutQuestion | None:
    """What a message asks of the lists; None when it asks nothing of them or of no technology."""
    text = normalise(message).strip()
    is_of_rules = _OF_RULES.search(text) is not None
    asks_nearest = _NEAREST.search(text) is not None
    if asks_nearest or (_IDEA.search(text) and not is_of_rules):
        return _nearest(text)
    if is_of_rules:
        return None
    return _comparison(text) or _expiring(text) or _of_a_field(text)


def _nearest(text: str) -> LayoutQuestion | None:
    """Only a text that brings an idea of some length can be compared."""
    idea = _NEAREST.sub("", _IDEA.sub("", text)).strip(" ,，。?？:：;；\n")
    if len(idea) < _LEAST_IDEA or not _names_something(idea):
        return None
    return LayoutQuestion(Asks.NEAREST, idea)


def _comparison(text: str) -> LayoutQuestion | None:
    """Two names side by side, and a word that weighs them."""
    if not _WEIGHS.search(text):
        return None
    said = _REQUEST.sub("", text)
    first = _FIELD_FIRST.match(said)
    pair = _PAIR.match(said[first.end() :] if first else said)
    if pair is None:
        return None
    names = (pair["one"].strip(), pair["other"].strip())
    if _OF_LAW.intersection(names):
        return None
    after = _FIELD_AFTER.search(pair["rest"])
    field = first["field"] if first else after["field"] if after else ""
    return LayoutQuestion(Asks.COMPARISON, _trimmed(field), names)


def _expiring(text: str) -> LayoutQuestion | None:
    """Which rights end soon: of a firm that is named, or of one's own."""
    ends = _EXPIRING.search(text)
    if not ends or "专利" not in text or not _LISTS.search(text):
        return None
    left = _REQUEST.sub("", _EXPIRING.sub("", text))
    left = re.sub(
        r"有?(?:哪些|哪几件|什么|多少件|几件)|清单|名单|的?专利权?|一共|都|有|[的在?？,，。\s]+",
        "",
        left,
    )
    name = _OWN.sub("", left)
    return LayoutQuestion(Asks.EXPIRING, "", (name,) if len(name) > 1 else ())


def asked_of(text: str) -> Asks | None:
    """What is wanted of a field the text does not name itself; None when it names one.

    Args:
        text: normalised.
    """
    for asks, pattern in _OF_FIELDS:
        if pattern.search(text) and not _OF_RULES.search(text):
            about = _trimmed(_THEN.sub("", pattern.sub("", text)))
            return None if _names_something(about) else asks
    return None


def _of_a_field(text: str) -> LayoutQuestion | None:
    for asks, pattern in _OF_FIELDS:
        if pattern.search(text):
            about = _trimmed(pattern.sub("", text))
            if not _names_something(about):
                return None
            return _of_a_firm(about) if asks is Asks.LANDSCAPE else LayoutQuestion(asks, about)
    return None


def _of_a_firm(about: str) -> LayoutQuestion:
    """The landscape of a field, or of what one firm has there."""
    firm = _FIRM_IN.match(about)
    if firm is None or not _names_something(field := _trimmed(firm["field"])):
        return LayoutQuestion(Asks.LANDSCAPE, about)
    return LayoutQuestion(Asks.LANDSCAPE, field, (firm["firm"],), otherwise=about)


def _trimmed(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _AROUND.sub("", text)
    return text


def _names_something(about: str) -> bool:
    """Whether a technology or a firm is named: not a kind of patent, nor a place alone."""
    if about in _OF_LAW or (len(about) <= 4 and find_place(about)):
        return False
    terms = content_terms(about)
    if not terms:  # 储能, 刀片电池: words the dictionary does not know are names
        return len(about) > 1
    return any(not term.is_generic and term.word not in _OF_LAW for term in terms)
