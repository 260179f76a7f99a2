"""What a text sets in numbers: the amount, share or time limit, for what, and as which bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Document
from corpus.quantities import Dimension, LocatedQuantity, Quantity, locate_quantities
from corpus.sentences import split_sentences


class Bound(StrEnum):
    """How a number binds."""

    EXACT = "等于"
    LEAST = "不低于"
    MOST = "不超过"
    CONDITION = "门槛"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedMeasure:
    """One number a text sets.

    Attributes:
        start, end: of the sentence in the document's text.
        words: the number as printed: "百分之八十五".
        measure: what is counted: "减缴", "奖金"; the nearest such word in the clause.
        core: the words around the number, between commas.
        clause: the same; when they say too little, after the sentence's
            subject and the words that open the list it stands in.
        terms: pairs of neighbouring characters of `clause`, without numbers and formulas.
    """

    document_id: str
    start: int
    end: int
    words: str
    quantity: Quantity
    bound: Bound
    measure: str
    core: str
    clause: str
    terms: frozenset[str]

    @property
    def topic(self) -> str:
        """What it must have in common with another measure to be compared."""
        return f"{self.quantity.dimension} {self.measure}"

    @property
    def least_likeness(self) -> float:
        """As `corpus.matching_clauses.Statement`."""
        return 0.6 if self.measure in _COMMON else 0.5


_MONEY = (
    "罚款|奖金|奖励|报酬|资助|补贴|补助|贴息|赔偿|保证金|收入|所得额|注册资本|限额|额度|年费|申请费|"
    "审查费|登记费|手续费|费用"
)
_SHARE = "减缴|减免|减征|减收|提取|奖金|奖励|报酬|资助|补贴|补助|贴息|抵扣|扣除|比例|占比|年费|利率"
_TIME = (
    "奖金|有效期|保护期|试用期|建设期|培育期|宽限期|期限|时效|年限|公示|公告|保存|申请|答复|答辩|审查|审核|"
    "决定|通知|受理|备案|移送|复核|复审|起诉|登记|缴纳|支付|推荐|办理|查处|处理|报送|告知|异议"
)
_MEASURES = {
    Dimension.MONEY: re.compile(_MONEY),
    Dimension.PERCENT: re.compile(_SHARE),
    Dimension.TIMES: re.compile("罚款|赔偿|奖励"),
    Dimension.MONTHS: re.compile(_TIME),
    Dimension.DAYS: re.compile(_TIME),
    Dimension.WORKDAYS: re.compile(_TIME),
}
# Measures of texts on anything: their clauses must agree in more words. Both limits were set by
# eye on 160 statutes and policies: below, clauses on other matters come in.
_COMMON = frozenset(
    "罚款 申请 通知 期限 决定 审查 审核 办理 处理 登记 公告 受理 费用 赔偿 缴纳 支付 起诉 备案 "
    "比例 收入 告知 报送 公示 保存".split()
)
_LEAST_BEFORE = re.compile(
    "(?:不低于|不少于|不得低于|不得少于|不短于|至少|最低|最少|最低不少于)[为是]?$"
)
_MOST_BEFORE = re.compile(
    "(?:不超过|不得超过|不高于|最高|最多|至多|最长|上限|不多于)[为是可达]{0,2}$"
)
_CONDITION_BEFORE = re.compile("(?:低于|高于|超过|少于|多于|满|达到?|不足)$")
_LEAST_AFTER = re.compile("^(?:及其?|含)?以上")
_MOST_AFTER = re.compile("^(?:及其?|含)?(?:以下|以内|之内|内|封顶)")
# Numbers of another day, what comes on top of another text's, a text's own term, and lists whose
# numbers cannot be told apart.
_NOT_COMPARED = re.compile(
    "原来|原办法|旧|此前|以前|曾|年版|不再|修改前|修订前|由[^，]{1,20}(?:延长|提高|调整|降低)|"
    "调整为|延长为|提高到|降至|"
    "另行|额外|配套|叠加|基础上|再(?:给予|奖励|补贴|资助)|上浮|追加|"
    "起(?:正式)?(?:施行|实施|执行|试行)|本[^，。]{1,8}有效期|"
    "分别"
)
_ITEM = re.compile(r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.、．]|[①-⑳]")
_FORMULAS = re.compile(
    "中华人民共和国|人民政府|行政部门|主管部门|管理部门|本办法|本条例|本法|本规定|本细则|应当|可以|不得|"
    "规定|按照|依照|根据|有关|相关|下列|情形|之一|以上|以下|以内|不低于|不少于|不超过|最高|最低|情节严重|"
    "责令|改正|违反|给予|违法所得|没收|并处|处以|逾期|情节|警告|停业整顿|违法行为|违法经营额|经营额|限期|"
    "拒不|罚款|的部门|没有|或者|监督检查|货值金额|时间|"
    "自收到|之日起|第[一二三四五六七八九十百0-9]+[条款项]"
)
_TELLING, _TELLING_OF_COMMON = 4, 12  # pairs of characters that say what a number is for
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_DIGITS = re.compile("[0-9０-９零〇一二三四五六七八九十百千万亿两]")


def find_measures(document: Document) -> Iterator[StatedMeasure]:
    """Every number with a measure in `document`, in text order; numbers of former days and
    top-ups to another text's are left out."""
    lead: tuple[int, int] | None = None
    for start, end in split_sentences(document.text):
        sentence = document.text[start:end]
        is_item = _ITEM.match(sentence) is not None
        if not is_item:
            lead = (start, end) if sentence.endswith(("：", ":")) else None
        if not _DIGITS.search(sentence) or _NOT_COMPARED.search(sentence):
            continue
        opening = document.text[slice(*lead)] if is_item and lead else ""
        for located in locate_quantities(sentence):
            measure = _measure_of(document, sentence, located, opening=opening, start=start)
            if measure is not None:
                yield measure


def _measure_of(
    document: Document, sentence: str, located: LocatedQuantity, *, opening: str, start: int
) -> StatedMeasure | None:
    known = _MEASURES.get(located.quantity.dimension)
    if known is None or not located.quantity.value or sentence[located.end :].startswith("度"):
        return None
    first, last = _clause_around(sentence, located)
    measure = _nearest(known, sentence[first:last], located.start - first)
    if measure is None:
        return None
    subject = re.split("[，,：:]", sentence, maxsplit=1)[0] if first else ""
    enough = _TELLING_OF_COMMON if measure in _COMMON else _TELLING
    clause = _telling(sentence[first:last], subject, opening, enough=enough)
    return StatedMeasure(
        document_id=document.id,
        start=start,
        end=start + len(sentence),
        words=sentence[located.start : located.end],
        quantity=located.quantity,
        bound=_bound(sentence, located),
        measure=measure,
        core=sentence[first:last],
        clause=clause,
        terms=terms_of(clause),
    )


def _telling(*parts: str, enough: int) -> str:
    """The first of the parts, with more of them until it says enough to be compared."""
    clause = ""
    for part in parts:
        clause = f"{part}，{clause}" if clause else part
        if len(terms_of(clause)) >= enough:
            break
    return clause


def _clause_around(sentence: str, located: LocatedQuantity) -> tuple[int, int]:
    """Span between the commas around a number, with the clause before when it is short."""
    first = max(sentence.rfind(stop, 0, located.start) for stop in "，,；;：:") + 1
    if located.start - first < 6 and first:
        first = max(sentence.rfind(stop, 0, first - 1) for stop in "，,；;：:") + 1
    ends = [at for stop in "，,；;：:。" if (at := sentence.find(stop, located.end)) >= 0]
    return first, min(ends, default=len(sentence))


def _nearest(known: re.Pattern[str], clause: str, at: int) -> str | None:
    """The measure next to the number; one that says what is measured before one that does not."""
    found = [(m[0] in _COMMON, abs(m.start() - at), m[0]) for m in known.finditer(clause)]
    return min(found)[2] if found else None


def _bound(sentence: str, located: LocatedQuantity) -> Bound:
    before, after = sentence[: located.start], sentence[located.end :]
    if _LEAST_BEFORE.search(before) or _LEAST_AFTER.match(after):
        return Bound.LEAST
    if _MOST_BEFORE.search(before) or _MOST_AFTER.match(after):
        return Bound.MOST
    return Bound.CONDITION if _CONDITION_BEFORE.search(before) else Bound.EXACT


def terms_of(words: str) -> frozenset[str]:
    """Pairs of neighbouring characters, without numbers and the formulas of every text."""
    plain = _DIGITS.sub("，", _FORMULAS.sub("，", words))
    runs = _HAN.findall(plain)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def disagree(one: StatedMeasure, other: StatedMeasure) -> bool:
    """Whether the higher text's number (`one`) and the lower text's (`other`) cannot both hold.

    A lower text may ask for a higher minimum or allow a lower maximum.
    """
    high, low = one.quantity.value, other.quantity.value
    match (one.bound, other.bound):
        case (Bound.LEAST, Bound.LEAST | Bound.EXACT):
            return low < high
        case (Bound.MOST, Bound.MOST | Bound.EXACT):
            return low > high
        case (Bound.EXACT, Bound.LEAST):
            return low > high
        case (Bound.EXACT, Bound.MOST):
            return low < high
        case (Bound.LEAST, Bound.MOST):
            return low < high
        case (Bound.MOST, Bound.LEAST):
            return low > high
        case (Bound.EXACT, Bound.EXACT) | (Bound.CONDITION, Bound.CONDITION):
            return low != high
    return False
