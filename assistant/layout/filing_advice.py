"""In which order to file and as which type of patent: sentences that each rest on a clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.layout.clauses import (
    IMPLEMENTING_RULES,
    PATENT_LAW,
    PRIORITY_EXAMINATION,
    Clauses,
    cited,
)
from assistant.layout.findings import Finding, ids_of
from assistant.layout.patent_record import PatentRecord

_METHOD_ENDINGS = ("方法", "工艺", "用途", "应用")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A sentence, and the clauses (title, address, what it says) that must all be found for it."""

    text: str
    clauses: tuple[tuple[str, str, str], ...]


_SEQUENCE = (
    _Rule(
        "先申请、后公开：发表、参展或销售之前先提交申请，宽限期只限法律列出的情形。",
        ((PATENT_LAW, "第二十四条", "六个月"),),
    ),
    _Rule(
        "同样的发明创造，专利权授予最先申请的人，核心方案成形后尽早提交。",
        ((PATENT_LAW, "第九条", "最先申请"),),
    ),
    _Rule(
        "核心方案先申请；改进在首次申请之日起十二个月内提出并要求优先权，外观设计为六个月内。",
        ((PATENT_LAW, "第二十九条", "十二个月"),),
    ),
    _Rule(
        "发明专利申请自申请日起满十八个月公布，外围申请宜在核心申请公布前提出。",
        ((PATENT_LAW, "第三十四条", "十八个月"),),
    ),
    _Rule(
        "发明要在申请日起三年内请求实质审查，想早授权就早请求。",
        ((PATENT_LAW, "第三十五条", "三年"),),
    ),
    _Rule(
        "在中国完成的发明或实用新型要到国外申请的，先办保密审查。",
        ((PATENT_LAW, "第十九条", "保密审查"),),
    ),
)

_TYPES = (
    _Rule(
        "核心方案用发明：期限二十年，要经实质审查。",
        ((PATENT_LAW, "第四十二条", "发明[^，。]*二十年"), (PATENT_LAW, "第三十九条", "实质审查")),
    ),
    _Rule(
        "产品形状、构造的改进可以用实用新型：经初步审查授权，期限十年。",
        (
            (PATENT_LAW, "第二条", "形状、构造"),
            (PATENT_LAW, "第四十条", "初步审查"),
            (PATENT_LAW, "第四十二条", "实用新型[^，。]*十年"),
        ),
    ),
    _Rule(
        "产品外观的新设计用外观设计，整体或局部都可以，期限十五年。",
        ((PATENT_LAW, "第二条", "局部"), (PATENT_LAW, "第四十二条", "外观设计[^，。]*十五年")),
    ),
    _Rule(
        "同一方案可以同日申请实用新型和发明，申请时要分别说明；发明要授权时须声明放弃实用新型。",
        (
            (PATENT_LAW, "第九条", "放弃"),
            (IMPLEMENTING_RULES, "第四十七条", "分别说明"),
        ),
    ),
    _Rule(
        "打算请求优先审查的发明不要同日再申请实用新型：这种发明申请一般不予优先审查。",
        (
            (PRIORITY_EXAMINATION, "第八条", "一般不予优先审查"),
            (PRIORITY_EXAMINATION, "第八条", "实用新型"),
        ),
    ),
    _Rule(
        "同日申请后取得的发明专利，也不适用授权延迟的期限补偿。",
        ((IMPLEMENTING_RULES, "第七十八条", "不适用"),),
    ),
)


def filing_sequence(clauses: Clauses) -> tuple[Finding, ...]:
    """What to do first and what by when; only what the texts at hand say."""
    return tuple(_said(_SEQUENCE, clauses))


def filing_types(records: Sequence[PatentRecord], clauses: Clauses) -> tuple[Finding, ...]:
    """Which type suits what, with how many patents of the field are methods."""
    methods = [r for r in records if r.title.rstrip("。").endswith(_METHOD_ENDINGS)]
    clause = clauses.cite(PATENT_LAW, "第二条", says="形状、构造")
    said = list(_said(_TYPES, clauses))
    if methods and clause:
        text = (
            f"这批专利里有 {len(methods):,} 件名称是方法、工艺或用途；"
            "实用新型限于产品的形状、构造，这类方案只宜申请发明。"
        )
        said.append(Finding(text=text, patents=ids_of(methods), citations=cited(clause)))
    return tuple(said)


def unsupported(clauses: Clauses) -> tuple[Finding, ...]:
    """How many sentences were left unsaid because the corpus lacks a clause; () for none."""
    rules = (*_SEQUENCE, *_TYPES)
    missing = len(rules) - len(list(_said(rules, clauses)))
    if not missing:
        return ()
    text = f"有 {missing} 条关于申请顺序和类型的建议因语料里找不到依据条文而未写出。"
    return (Finding(text=text),)


def _said(rules: Iterable[_Rule], clauses: Clauses) -> Iterable[Finding]:
    for rule in rules:
        found = cited(*(clauses.cite(t, address, says=says) for t, address, says in rule.clauses))
        if len(found) == len(rule.clauses):
            yield Finding(text=rule.text, citations=found)
