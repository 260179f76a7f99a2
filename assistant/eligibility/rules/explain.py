"""Why a condition is true, false or unknown: values, thresholds, margins, unknowns that decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import singledispatch

from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import (
    Missing,
    applying_leaves,
    date_label,
    day_name,
    figure_name,
    missing_day,
    missing_figures,
    period_name,
    used_days,
    used_figures,
)
from assistant.eligibility.rules.kleene import Truth, negated
from assistant.eligibility.rules.number_nodes import NumberNode
from assistant.eligibility.rules.truth_nodes import (
    AllOf,
    AnyOf,
    AtLeast,
    Below,
    DateComparison,
    Elapsed,
    FieldTruth,
    HasHonour,
    HonourFor,
    Not,
    NumberComparison,
    OneOf,
    Recent,
    TruthNode,
    WithinYears,
    required,
)
from assistant.eligibility.rules.units import written, written_apart

_SHOWN = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "=", "!=": "≠"}
_OPPOSITE = {">=": "<", "<=": ">", ">": "<=", "<": ">=", "==": "!=", "!=": "=="}
_MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a condition came out as it did, on one day.

    Attributes:
        truth: of this condition.
        subject: what is looked at: "注册日期", "科技人员 ÷ 职工总数"; "" for a joined condition.
        value: what was found, formatted: "4.2%"; "" when unknown, or for a joined condition.
        threshold: what is asked, of the tier that applied: "≥ 4%".
        margin: how far the value is from the threshold, unsigned: "0.8 个百分点"; "" when none.
        used: the known values that went in: ("研发费用 2025 年：300 万元", …).
        missing: unknown fields that decide; () when `truth` is decided.
        joined: "全部", "任一" or "至少 2 项" of `parts`; "" for a single condition.
    """

    truth: Truth
    subject: str = ""
    value: str = ""
    threshold: str = ""
    margin: str = ""
    used: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    joined: str = ""
    parts: tuple[Explanation, ...] = ()

    def singles(self) -> tuple[Explanation, ...]:
        """The single conditions below, or this one, in the order of the rule."""
        if not self.joined:
            return (self,)
        return tuple(single for part in self.parts for single in part.singles())


@singledispatch
def explain(node: TruthNode, case: Case, wanted: bool = True) -> Explanation:
    """The explanation of a condition.

    Args:
        node: the condition.
        case: company and day.
        wanted: whether it is to be true; thresholds are worded so.
    """
    raise TypeError(f"no explanation for {type(node).__name__}")


@explain.register
def _(node: Not, case: Case, wanted: bool = True) -> Explanation:
    inner = explain(node.part, case, not wanted)
    return replace(inner, truth=negated(inner.truth))


@explain.register(AllOf)
@explain.register(AnyOf)
@explain.register(AtLeast)
def _(node: AllOf | AnyOf | AtLeast, case: Case, wanted: bool = True) -> Explanation:
    truth = node.value(case)
    parts = tuple(explain(part, case, wanted) for part in node.among)
    missing = [m for part in parts for m in part.missing] if truth is None else []
    return Explanation(
        truth=truth,
        used=tuple(dict.fromkeys(text for part in parts for text in part.used)),
        missing=tuple(dict.fromkeys(missing)),
        joined=_joining(node, wanted),
        parts=parts,
    )


def _joining(node: TruthNode, wanted: bool) -> str:
    """How many must hold; denied, "not all" means that one fails, and so on."""
    count, among = required(node) or (1, ())
    needed = count if wanted else len(among) - count + 1
    if needed == len(among):
        return "全部"
    return "任一" if needed == 1 else f"至少 {needed} 项"


@explain.register
def _(node: NumberComparison, case: Case, wanted: bool = True) -> Explanation:
    left, sign, right = node.left, node.sign, node.right
    if not any(applying_leaves(left, case)):
        left, sign, right = right, _MIRRORED[sign], left
    sign = sign if wanted else _OPPOSITE[sign]
    truth = node.value(case)
    missing = _missing_of(left, right, case) if truth is None else ()
    used = tuple(dict.fromkeys((*used_figures(left, case), *used_figures(right, case))))
    value, bound = left.value(case), right.value(case)
    return Explanation(
        truth=truth,
        subject=figure_name(left, case),
        value=_value_text(left, right, case),
        threshold="" if bound is None else f"{_SHOWN[sign]} {written(bound, right.dimension)}",
        margin="" if value is None or bound is None else _margin(left, abs(value - bound)),
        used=tuple(dict.fromkeys(used)),
        missing=missing,
    )


def _missing_of(left: NumberNode, right: NumberNode, case: Case) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys((*missing_figures(left, case), *missing_figures(right, case))))


def _value_text(left: NumberNode, right: NumberNode, case: Case) -> str:
    value, bound = left.value(case), right.value(case)
    if value is None:
        return ""
    if bound is None:
        return written(value, left.dimension)
    return written_apart(value, bound, left.dimension)


def _margin(node: NumberNode, distance: Fraction) -> str:
    if not distance:
        return ""
    text = written_apart(distance, Fraction(0), node.dimension)
    return f"{text[:-1]} 个百分点" if text.endswith("%") else text


@explain.register
def _(node: DateComparison, case: Case, wanted: bool = True) -> Explanation:
    sign = node.sign if wanted else _OPPOSITE[node.sign]
    truth = node.value(case)
    missing = (*missing_day(node.left, case), *missing_day(node.right, case))
    return Explanation(
        truth=truth,
        subject=date_label(node.left) or date_label(node.right),
        value=day_name(node.left.value(case)),
        threshold=f"{_SHOWN[sign]} {day_name(node.right.value(case))}".strip(),
        used=(*used_days(node.left, case), *used_days(node.right, case)),
        missing=missing if truth is None else (),
    )


@explain.register
def _(node: Elapsed, case: Case, wanted: bool = True) -> Explanation:
    end = node.end.value(case)
    truth = node.value(case)
    since, period = node.end.start, node.end.period
    word = "满" if wanted else "不满"
    until = "" if end is None else f"（{end.isoformat()}）"
    return Explanation(
        truth=truth,
        subject=date_label(since),
        value=day_name(since.value(case)),
        threshold=f"{word} {period_name(period.value(case), period)}{until}",
        used=tuple(used_days(since, case)),
        missing=tuple(missing_day(node.end, case)) if truth is None else (),
    )


@explain.register
def _(node: Recent, case: Case, wanted: bool = True) -> Explanation:
    given = getattr(case.profile, node.field.name)
    value = day_name(given) if isinstance(given, date) else given or ""
    period = node.over.period
    word = "发生过" if wanted else "没有发生"
    return Explanation(
        truth=node.value(case),
        subject=node.field.label,
        value=value,
        threshold=f"近 {period_name(period.value(case), period)}内{word}",
        used=(f"{node.field.label}：{value}",) if value else (),
        missing=() if value else (Missing(field=node.field.name),),
    )


@explain.register
def _(node: WithinYears, case: Case, wanted: bool = True) -> Explanation:
    truth = node.value(case)
    word = "在" if wanted else "不在"
    return Explanation(
        truth=truth,
        subject=date_label(node.start),
        value=day_name(node.start.value(case)),
        threshold=f"{word}当年起 {period_name(node.period.value(case), node.period)}内",
        used=tuple(used_days(node.start, case)),
        missing=tuple(missing_day(node.start, case)) if truth is None else (),
    )


@explain.register
def _(node: FieldTruth, case: Case, wanted: bool = True) -> Explanation:
    return _of_field(node, case, node.field.name, threshold="是" if wanted else "否")


@explain.register
def _(node: OneOf, case: Case, wanted: bool = True) -> Explanation:
    word = "" if wanted else "不是"
    return _of_field(node, case, node.field.name, threshold=word + "、".join(node.among))


@explain.register
def _(node: Below, case: Case, wanted: bool = True) -> Explanation:
    word = "属于" if wanted else "不属于"
    return _of_field(node, case, node.field.name, threshold=word + "、".join(node.groups))


def _of_field(
    node: FieldTruth | OneOf | Below, case: Case, name: str, *, threshold: str
) -> Explanation:
    truth = node.value(case)
    given = getattr(case.profile, name)
    value = {True: "是", False: "否", None: ""}.get(given, given)
    return Explanation(
        truth=truth,
        subject=node.field.label,
        value=value,
        threshold=threshold,
        used=(f"{node.field.label}：{value}",) if value else (),
        missing=(Missing(field=name),) if truth is None else (),
    )


@explain.register
def _(node: HasHonour, case: Case, wanted: bool = True) -> Explanation:
    return _of_honour(node.name, node.value(case), "有效" if wanted else "没有或已失效", case)


@explain.register
def _(node: HonourFor, case: Case, wanted: bool = True) -> Explanation:
    period = period_name(node.period.value(case), node.period)
    return _of_honour(
        node.name, node.value(case), f"有效且{'' if wanted else '不'}满 {period}", case
    )


def _of_honour(name: str, truth: Truth, threshold: str, case: Case) -> Explanation:
    value = case.honour_text(name)
    return Explanation(
        truth=truth,
        subject=name,
        value=value,
        threshold=threshold,
        used=(f"{name}：{value}",) if value else (),
        missing=(Missing(field="honours", detail=name),) if truth is None else (),
    )
