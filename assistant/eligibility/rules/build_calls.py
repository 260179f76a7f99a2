"""The functions of the rules' language: what each takes, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from assistant.eligibility.honours import KNOWN_HONOURS, canonical
from assistant.eligibility.profile import field_by_label
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.rules.date_nodes import DateNode, FieldDate, ShiftedDate
from assistant.eligibility.rules.number_nodes import Extreme, Literal, NumberNode, Tier, Tiers
from assistant.eligibility.rules.parameters import Parameters
from assistant.eligibility.rules.reading import Sort, fault, text_of, words
from assistant.eligibility.rules.syntax import subtrees
from assistant.eligibility.rules.truth_nodes import (
    AllOf,
    AnyOf,
    AtLeast,
    Below,
    Elapsed,
    HasHonour,
    HonourFor,
    Recent,
    TruthNode,
    WithinYears,
)
from assistant.eligibility.rules.units import MONTHS, PURE, named
from corpus.errors import BadPlaceError
from corpus.places import normalise_region

if TYPE_CHECKING:
    from lark import Token, Tree


class Building(Protocol):
    """What builds the parts of a rule; see `build_nodes.Builder`."""

    parameters: Parameters

    def truth(self, tree: Tree[Token]) -> TruthNode:
        """A condition."""
        ...

    def number(self, tree: Tree[Token]) -> NumberNode:
        """A figure."""
        ...

    def date(self, tree: Tree[Token]) -> DateNode:
        """A day."""
        ...

    def period(self, tree: Tree[Token]) -> NumberNode:
        """Months or days."""
        ...

    def field(self, tree: Tree[Token], *kinds: FieldKind) -> ProfileField:
        """A field of one of the kinds."""
        ...


def sort_of(call: Tree[Token]) -> Sort:
    """What a function gives.

    Raises:
        ExpressionError: there is no such function.
    """
    name = text_of(call)
    if name in _TRUTHS:
        return Sort.TRUTH
    if name in _NUMBERS:
        return Sort.NUMBER
    raise fault(call, f"没有“{name}”这个函数，可用的有：{'、'.join((*_TRUTHS, *_NUMBERS))}")


def truth_call(building: Building, call: Tree[Token]) -> TruthNode:
    """A function that gives a condition.

    Raises:
        ExpressionError: it gives none, or its arguments are wrong.
    """
    if sort_of(call) is not Sort.TRUTH:
        raise fault(call, f"“{text_of(call)}”得出数值，这里要的是条件，请写明与什么相比")
    return _TRUTHS[text_of(call)](building, call)


def number_call(building: Building, call: Tree[Token]) -> NumberNode:
    """A function that gives a figure.

    Raises:
        ExpressionError: it gives none, or its arguments are wrong.
    """
    if sort_of(call) is not Sort.NUMBER:
        raise fault(call, f"“{text_of(call)}”得出是或否，这里要的是数值")
    return _NUMBERS[text_of(call)](building, call)


def _arguments(call: Tree[Token], count: int) -> list[Tree[Token]]:
    found = subtrees(call)
    if len(found) != count:
        raise fault(call, f"“{text_of(call)}”要有 {count} 个参数，写了 {len(found)} 个")
    return found


def _all(building: Building, call: Tree[Token]) -> TruthNode:
    return AllOf(tuple(building.truth(part) for part in subtrees(call)))


def _any(building: Building, call: Tree[Token]) -> TruthNode:
    return AnyOf(tuple(building.truth(part) for part in subtrees(call)))


def _at_least(building: Building, call: Tree[Token]) -> TruthNode:
    first, *rest = subtrees(call)
    count = building.number(first)
    if not isinstance(count, Literal) or count.dimension != PURE or count.number.denominator != 1:
        raise fault(first, "“至少”的第一个参数要写整数，例如 至少(2; 条件; 条件; 条件)")
    if not 1 <= count.number <= len(rest):
        raise fault(first, f"后面有 {len(rest)} 个条件，不能要求至少 {count.number} 个")
    return AtLeast(int(count.number), tuple(building.truth(part) for part in rest))


def _elapsed(building: Building, call: Tree[Token]) -> TruthNode:
    start, period = _arguments(call, 2)
    return Elapsed(ShiftedDate(building.date(start), 1, building.period(period)))


def _recent(building: Building, call: Tree[Token]) -> TruthNode:
    event, period = _arguments(call, 2)
    field = building.field(event, FieldKind.EVENT)
    day = FieldDate(field)
    return Recent(field, ShiftedDate(day, 1, building.period(period)))


def _within_years(building: Building, call: Tree[Token]) -> TruthNode:
    start, period = _arguments(call, 2)
    node = building.period(period)
    if node.dimension != MONTHS or (isinstance(node, Literal) and node.number % 12):
        raise fault(period, "“年度内”的时间要写整年")
    return WithinYears(building.date(start), node)


def _has_honour(building: Building, call: Tree[Token]) -> TruthNode:
    return HasHonour(_honour(_arguments(call, 1)[0]))


def _honour_for(building: Building, call: Tree[Token]) -> TruthNode:
    name, period = _arguments(call, 2)
    node = building.period(period)
    if node.dimension != MONTHS:
        raise fault(period, "“资质满”的时间要写年或月")
    return HonourFor(_honour(name), node)


def _honour(tree: Tree[Token]) -> str:
    name = canonical(_text(tree))
    if name not in KNOWN_HONOURS:
        raise fault(tree, f"没有登记“{name}”这个资质，已登记的有：{'、'.join(KNOWN_HONOURS)}")
    return name


def _text(tree: Tree[Token]) -> str:
    if tree.data != "text":
        raise fault(tree, "这里要的是引号里的文字")
    return text_of(tree)


def _industry(building: Building, call: Tree[Token]) -> TruthNode:
    codes = tuple(_text(part) for part in subtrees(call))
    return Below(_field_of(FieldKind.CODE), codes, "")


def _region(building: Building, call: Tree[Token]) -> TruthNode:
    return Below(_field_of(FieldKind.REGION), tuple(_place(p) for p in subtrees(call)), "/")


def _place(tree: Tree[Token]) -> str:
    try:
        return normalise_region(_text(tree))
    except BadPlaceError as error:
        raise fault(tree, str(error).rstrip("。")) from error


def _field_of(kind: FieldKind) -> ProfileField:
    return next(field for field in field_by_label().values() if field.kind is kind)


def _tiers(building: Building, call: Tree[Token]) -> NumberNode:
    subject, *lines = subtrees(call)
    node = building.number(subject)
    if len(lines) < 2 or lines[-1].data != "otherwise":
        raise fault(call, "“分档”要写成 分档(数值; <= 上限: 结果; 其他: 结果)，最后一档是“其他”")
    tiers = tuple(_tier(building, line, node) for line in lines[:-1])
    otherwise = building.number(subtrees(lines[-1])[0])
    for tier, line in zip(tiers, lines, strict=False):
        if tier.result.dimension != otherwise.dimension:
            raise fault(line, "各档的结果单位不同")
    for lower, upper, line in zip(tiers, tiers[1:], lines[1:], strict=False):
        if (upper.bound.number, upper.sign) <= (lower.bound.number, lower.sign):
            raise fault(line, "各档的上限要从小到大写")
    return Tiers(node, tiers, otherwise, otherwise.dimension)


def _tier(building: Building, line: Tree[Token], subject: NumberNode) -> Tier:
    if line.data != "tier":
        raise fault(line, "“分档”的各档要写成 <= 上限: 结果")
    sign = {"≤": "<="}.get(words(line)[0], words(line)[0])
    bound, result = (building.number(part) for part in subtrees(line))
    if sign not in ("<=", "<") or not isinstance(bound, Literal):
        raise fault(line, "各档只能写 <= 或 < 一个写明的数")
    if bound.dimension != subject.dimension:
        raise fault(line, f"上限的单位不对，应是{named(subject.dimension)}")
    return Tier(sign, bound, result)


def _parameter(building: Building, call: Tree[Token]) -> NumberNode:
    tree = _arguments(call, 1)[0]
    name = text_of(tree) if tree.data in ("name", "text") else ""
    node = building.parameters.get(name)
    if node is None:
        known = "、".join(building.parameters) or "无"
        raise fault(tree, f"没有“{name}”这个参数，本项目的参数有：{known}")
    return node


def _least(building: Building, call: Tree[Token]) -> NumberNode:
    return _extreme(building, call, greatest=False)


def _greatest(building: Building, call: Tree[Token]) -> NumberNode:
    return _extreme(building, call, greatest=True)


def _extreme(building: Building, call: Tree[Token], *, greatest: bool) -> NumberNode:
    nodes = tuple(building.number(part) for part in subtrees(call))
    if any(node.dimension != nodes[0].dimension for node in nodes):
        raise fault(call, f"“{text_of(call)}”的各个数单位不同")
    return Extreme(greatest, nodes, nodes[0].dimension)


_TRUTHS: dict[str, Callable[[Building, Tree[Token]], TruthNode]] = {
    "全部": _all,
    "任一": _any,
    "至少": _at_least,
    "已满": _elapsed,
    "近期发生": _recent,
    "年度内": _within_years,
    "有资质": _has_honour,
    "资质满": _honour_for,
    "行业属于": _industry,
    "地区属于": _region,
}
_NUMBERS: dict[str, Callable[[Building, Tree[Token]], NumberNode]] = {
    "分档": _tiers,
    "较小": _least,
    "较大": _greatest,
    "参数": _parameter,
}
