"""What a question asks for, and what a sentence that answers it must contain."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.quantities import Dimension, find_quantities


class Asking(StrEnum):
    """The sort of answer a question wants; one question may want several."""

    YES_NO = "yes_no"
    AMOUNT = "amount"
    TIME = "time"
    COUNT = "count"
    WHO = "who"
    CONDITION = "condition"
    PROCEDURE = "procedure"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    REASON = "reason"
    VALIDITY = "validity"


_NUMBER = r"[\d〇零一二三四五六七八九十百千万两半]+(?:\.\d+)?"

# Everyday wordings, widest first; a question may match several lines.
_CUES: tuple[tuple[Asking, re.Pattern[str]], ...] = (
    (
        Asking.YES_NO,
        re.compile(
            r"吗|么[?？]?$|是否|能否|可否|是不是|能不能|可不可以|可以不|有没有|有无|要不要|需不需要|"
            r"行不行|会不会|算不算|对不对|对吧|是吧|成不成|得不得|用不用|该不该|还有效"
        ),
    ),
    (
        Asking.AMOUNT,
        re.compile(
            r"多少钱|几万|多少万|金额|几折|百分之几|百分之多少|多少元|补多少|奖多少|减多少|免多少|"
            r"罚多少|赔多少|拿多少|给多少|交多少|缴多少|贴多少|收多少|多少奖|多少补|比例|额度|上限|下限|"
            r"最高|最低|费用|收费|多高|占比|多少(?:合适|起步)?$|奖金|减缴|减免|标准(?:是|为)?多少"
        ),
    ),
    (
        Asking.TIME,
        re.compile(
            r"多久|多长时间|几年|几天|几个月|多少天|多少年|多少个月|期限|什么时候|啥时候|何时|几时|哪天|"
            r"截止|有效期|施行|实施日期|生效|到期|哪一年|哪年|几月|时限|时间|保护期|过渡期|多长|几日|多快"
        ),
    ),
    (
        Asking.COUNT,
        re.compile(r"几件|几项|几个(?!月)|多少件|多少项|多少家|几家|多少个|几类|几种|几级"),
    ),
    (
        Asking.WHO,
        re.compile(
            r"谁|哪个部门|哪个单位|哪个机构|哪家|哪些部门|哪里(?:办|申请|提交)|找哪|向哪|什么部门|啥部门"
        ),
    ),
    (
        Asking.CONDITION,
        re.compile(
            r"条件|要求|门槛|资格|哪些情形|什么情况|哪些情况|什么样的|符合|标准|哪些企业|前提"
        ),
    ),
    (
        Asking.PROCEDURE,
        re.compile(r"怎么|如何|怎样|咋|流程|步骤|程序|手续|材料|办理|去哪|渠道|途径"),
    ),
    (
        Asking.DEFINITION,
        re.compile(
            r"什么是|是什么(?!时候)|什么叫|是啥|啥是|啥叫|含义|定义|指什么|指的是|什么意思|何谓"
        ),
    ),
    (
        Asking.COMPARISON,
        re.compile(r"区别|不同|差别|差异|比较|对比|哪个更|变化|改了|相比|新旧"),
    ),
    (
        Asking.VALIDITY,
        re.compile(
            r"还有效|有效吗|有效没|失效|作废|废止|废了|代替|替代|取代|被换|换版|过渡期|还能用|还用|还适用|"
            r"还是那个|现行|哪年修|哪一?版|最新版|新版|旧版|施行|实施(?:了|日|的吗)|开始(?:用|实施|施行)|生效|"
            r"改过|修订过|更新(?:了|过)|一直没改|(?:哪天|什么时候|啥时候|何时|几时).{0,4}(?:施行|实施|生效|起用)"
        ),
    ),
    (Asking.REASON, re.compile(r"为什么|为啥|为何|凭什么|依据")),
)

_TIMES = frozenset({Dimension.MONTHS, Dimension.DAYS, Dimension.WORKDAYS})
_SUMS = frozenset({Dimension.MONEY})
_SHARES = frozenset({Dimension.PERCENT, Dimension.TIMES})
_COUNTED = re.compile(r"(?:多少|几)(?P<measure>[家件门])")
_SAME_MEASURE = {"家": "家", "件": "件|项|个", "门": "门|科"}
_UNIT_ASKED = re.compile(r"(?:几|多少)(?:个)?(?P<unit>年|月|天|日|倍|成)(?!前|以?前|后)")
_IN_DAYS = rf"{_NUMBER}\s*(?:日|天|个?工作日)"
_IN_UNITS = {
    "年": rf"{_NUMBER}\s*年",
    "月": rf"{_NUMBER}\s*个月",
    "天": _IN_DAYS,
    "日": _IN_DAYS,
    "倍": rf"{_NUMBER}\s*倍",
    "成": rf"{_NUMBER}\s*[%成]|百分之{_NUMBER}",
}
_NONE_PUBLISHED = re.compile(r"没有公布|未公布|没有给出|没有规定|没有统一|不设|不要求")
_DAY_ASKED = re.compile(r"几月几[号日]|截止(?:日期)?[到是在]?几[号日]")
_DAY = re.compile(
    r"[\d〇零一二三四五六七八九十]{1,3}\s*月\s*[\d〇零一二三四五六七八九十]{1,3}\s*[日号]|"
    r"\d{4}-\d{2}-\d{2}|之日|届满|期满|当[日天]"
)
_DATE = re.compile(r"\d{4}\s*年|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{2}-\d{2}")
_SINCE = re.compile(r"之日起|届满|当年")
_FIGURE_CUES: tuple[tuple[frozenset[Dimension], re.Pattern[str]], ...] = (
    (
        _SUMS,
        re.compile(
            r"多少钱|多少元|多少块|几万|多少万|几块|几百|几千|几个钱|收不收费|收费吗|花多少|(?:费|金|款)(?:用|额)?(?:是|要|得|收|一般|大概)*多少|"
            r"一般收多少|代理费|官费|收费标准|怎么收费|价格|报价"
        ),
    ),
    (_SHARES, re.compile(r"比例|百分之|几折|几成|多少成|占比|几倍|(?<!汇)率(?:是|为|有)?多少")),
    (
        _SUMS | _SHARES,
        re.compile(
            r"(?:奖|补|贴|减|免|罚|赔|资助|给|拿|领|缴|交|奖励|补贴|贴息)[了到得过]?多少|最高能?判"
        ),
    ),
    (
        _TIMES,
        re.compile(
            r"多久|多长时间|几年|几天|几个月|多少天|多少年|多少个月|什么时候|啥时候|何时|几时|哪天|截止到|"
            r"哪一年|几号|几日|多快|什么日子|几月"
        ),
    ),
)

_DURATION = rf"{_NUMBER}\s*(?:年|个月|个工作日|工作日|日|天|周)|\d{{4}}年|届满|期满|之日起"
VALIDITY_STATEMENT = re.compile(
    r"施行|实施|生效|有效|废止|失效|代替|替代|取代|换版|过渡期|不再适用|已不适用|修订|修正"
)
"""What a sentence about an instrument's validity says."""

_EVIDENCE: dict[Asking, re.Pattern[str]] = {
    Asking.AMOUNT: re.compile(
        rf"{_NUMBER}\s*(?:万元|亿元|元|%|％|倍|折)|百分之{_NUMBER}|\d+(?:\.\d+)?\s*[%％]|LPR|免缴|全额"
    ),
    Asking.TIME: re.compile(_DURATION),
    Asking.COUNT: re.compile(rf"{_NUMBER}\s*(?:件|项|家|个|类|种|级|名)|不(?:高于|少于|低于|超过)"),
    Asking.WHO: re.compile(
        r"局|部门|机构|委员会|法院|人民政府|财政部|海关|单位|企业|申请人|权利人|专利权人|发明人|设计人|当事人|中心"
    ),
    Asking.CONDITION: re.compile(
        r"应当|可以|须|必须|需要|下列|以下|符合|满足|具备|条件|不予|不得|属于|面向|不低于|不少于|以上|情形"
    ),
    Asking.PROCEDURE: re.compile(
        r"应当|提交|提出|办理|申请|请求|填报|推荐|登记|审核|评审|材料|书面|可以|流程|程序|初核|起诉"
    ),
    Asking.VALIDITY: VALIDITY_STATEMENT,
    Asking.DEFINITION: re.compile(r"是指|指的是|是|指|称为|包括|即|＝|="),
}


def what_is_asked(question: str) -> frozenset[Asking]:
    """Every sort of answer the wording asks for; empty for bare keywords."""
    return frozenset(asking for asking, cue in _CUES if cue.search(question))


def evidence_share(asking: frozenset[Asking], text: str) -> float:
    """Share, 0..1, of the asked sorts for which `text` holds the matching kind of expression.

    Sorts without a surface form (yes/no, comparison, reason) are not counted; 1.0 when none is.
    """
    wanted = [_EVIDENCE[sort] for sort in asking if sort in _EVIDENCE]
    if not wanted:
        return 1.0
    return sum(bool(pattern.search(text)) for pattern in wanted) / len(wanted)


def figures_wanted(question: str) -> frozenset[Dimension]:
    """Dimensions of which one figure at least must stand in the answer; empty when none is asked.

    「减多少」 may be answered by a sum or by a share, so both are wanted there.
    """
    wanted: set[Dimension] = set()
    for dimensions, cue in _FIGURE_CUES:
        if cue.search(question):
            wanted |= dimensions
    return frozenset(wanted)


def has_asked_unit(question: str, text: str) -> bool:
    """Whether `text` counts in the unit a question names: years for 几年, days for 几天.

    True as well when the question names none.
    """
    asked = _UNIT_ASKED.search(question)
    if asked is None:
        return True
    return re.search(_IN_UNITS[asked["unit"]], text) is not None


def lacks_count(question: str, text: str) -> bool:
    """Whether a number of 家, 件 or 门 is asked for, and `text` counts none and denies none."""
    asked = _COUNTED.search(question)
    if asked is None or (asked["measure"] == "件" and _NONE_PUBLISHED.search(text)):
        return False
    measure = _SAME_MEASURE[asked["measure"]]
    return re.search(rf"{_NUMBER}\s*[多余]?(?:{measure})", text) is None


def lacks_day(question: str, text: str) -> bool:
    """Whether a day of the calendar is asked for, and `text` neither names one nor counts to one.

    「满一年」 says for how long, not until which day.
    """
    return bool(_DAY_ASKED.search(question)) and _DAY.search(text) is None


def has_wanted_figure(wanted: frozenset[Dimension], text: str) -> bool:
    """Whether `text` has a figure of a wanted dimension; a date counts for a time."""
    if wanted & _TIMES and (_DATE.search(text) or _SINCE.search(text)):
        return True
    return any(quantity.dimension in wanted for quantity in find_quantities(text))
