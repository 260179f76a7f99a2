"""From the tree of a rule to nodes that can be evaluated; all checks of meaning are made here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from assistant.eligibility.profile import field_by_label
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.rules import build_calls
from assistant.eligibility.rules.date_nodes import (
    ApplicationDay,
    DateLiteral,
    DateNode,
    FieldDate,
    ShiftedDate,
)
from assistant.eligibility.rules.number_nodes import Arithmetic, FieldNumber, Literal, NumberNode
from assistant.eligibility.rules.parameters import Parameters
from assistant.eligibility.rules.reading import Sort, fault, text_of, words
from assistant.eligibility.rules.syntax import subtrees
from assistant.eligibility.rules.truth_nodes import (
    AllOf,
    AnyOf,
    DateComparison,
    FieldTruth,
    Not,
    NumberComparison,
    OneOf,
    TruthNode,
)
from assistant.eligibility.rules.units import DAYS, MONTHS, PURE, UNITS, multiplied, named
from assistant.eligibility.rules.yearly_spans import yearly_number

if TYPE_CHECKING:
    from lark import Token, Tree

_SORTS = {
    FieldKind.NUMBER: Sort.NUMBER,
    FieldKind.COUNT: Sort.NUMBER,
    FieldKind.DATE: Sort.DATE,
    FieldKind.YES_NO: Sort.TRUTH,
    FieldKind.CHOICE: Sort.TEXT,
}
_OF_TREE = {
    "number": Sort.NUMBER,
    "yearly": Sort.NUMBER,
    "product": Sort.NUMBER,
    "day": Sort.DATE,
    "text": Sort.TEXT,
}
_PLAIN_SIGN = {"≥": ">=", "≤": "<=", "≠": "!=", "=": "=="}
_TODAY = "申请日"


class Builder:
    """Builds the nodes of one rule."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters

    def truth(self, tree: Tree[Token]) -> TruthNode:
        """A condition.

        Raises:
            ExpressionError: it is none, or something in it is wrong.
        """
        builders: dict[str, Callable[[Tree[Token]], TruthNode]] = {
            "disjunction": lambda part: AnyOf(self._truths(part)),
            "conjunction": lambda part: AllOf(self._truths(part)),
            "negated": lambda part: Not(self.truth(subtrees(part)[-1])),
            "grouped": lambda part: self.truth(subtrees(part)[0]),
            "compared": self._compared,
            "member": self._member,
            "call": lambda part: build_calls.truth_call(self, part),
            "name": self._truth_field,
        }
        build = builders.get(tree.data)
        if build is None:
            raise fault(tree, "这里要的是条件（是或否），不是数值或文字")
        return build(tree)

    def number(self, tree: Tree[Token]) -> NumberNode:
        """A figure.

        Raises:
            ExpressionError: it is none, or something in it is wrong.
        """
        builders: dict[str, Callable[[Tree[Token]], NumberNode]] = {
            "number": _literal,
            "yearly": self._yearly,
            "sum": self._arithmetic,
            "product": self._arithmetic,
            "grouped": lambda part: self.number(subtrees(part)[0]),
            "call": lambda part: build_calls.number_call(self, part),
            "name": self._number_field,
        }
        build = builders.get(tree.data)
        if build is None:
            raise fault(tree, "这里要的是数值")
        return build(tree)

    def date(self, tree: Tree[Token]) -> DateNode:
        """A day.

        Raises:
            ExpressionError: it is none, or something in it is wrong.
        """
        if tree.data == "day":
            return _date_literal(tree)
        if tree.data == "grouped":
            return self.date(subtrees(tree)[0])
        if tree.data == "sum":
            return self._shifted(tree)
        if tree.data != "name":
            raise fault(tree, "这里要的是日期")
        if text_of(tree) == _TODAY:
            return ApplicationDay()
        return FieldDate(self.field(tree, FieldKind.DATE))

    def field(self, tree: Tree[Token], *kinds: FieldKind) -> ProfileField:
        """The field a name stands for, of one of the kinds.

        Raises:
            ExpressionError: there is no such field, or it is of another kind.
        """
        name = text_of(tree)
        field = field_by_label().get(name)
        if field is None:
            raise fault(tree, f"没有“{name}”这个字段，请照企业信息表上的名称写")
        if kinds and field.kind not in kinds:
            wanted = "、".join(kind.value for kind in kinds)
            raise fault(tree, f"“{name}”是{field.kind.value}，这里要的是{wanted}")
        return field

    def period(self, tree: Tree[Token]) -> NumberNode:
        """A number of months or days.

        Raises:
            ExpressionError: it measures something else, or is no whole number of them.
        """
        node = self.number(tree)
        if node.dimension not in (MONTHS, DAYS):
            raise fault(tree, "这里要的是时间，例如 3 年、6 个月、30 天")
        if isinstance(node, Literal) and node.number.denominator != 1:
            raise fault(tree, "时间要写成整月或整天")
        return node

    def sort(self, tree: Tree[Token]) -> Sort:
        """What a part of the rule gives."""
        if tree.data == "grouped":
            return self.sort(subtrees(tree)[0])
        if tree.data == "sum":
            return self.sort(subtrees(tree)[0])
        if tree.data == "call":
            return build_calls.sort_of(tree)
        if tree.data != "name":
            return _OF_TREE.get(tree.data, Sort.TRUTH)
        if text_of(tree) == _TODAY:
            return Sort.DATE
        return _SORTS.get(self.field(tree).kind, Sort.OTHER)

    def _truths(self, tree: Tree[Token]) -> tuple[TruthNode, ...]:
        return tuple(self.truth(part) for part in subtrees(tree))

    def _compared(self, tree: Tree[Token]) -> TruthNode:
        left, right = subtrees(tree)
        sign = words(tree)[0]
        sign = _PLAIN_SIGN.get(sign, sign)
        sorts = self.sort(left), self.sort(right)
        if sorts == (Sort.DATE, Sort.DATE):
            return DateComparison(self.date(left), sign, self.date(right))
        if sorts == (Sort.TEXT, Sort.TEXT):
            return self._text_compared(tree, sign)
        one, other = self.number(left), self.number(right)
        if one.dimension != other.dimension:
            raise fault(
                tree,
                f"单位不能相比：左边是{named(one.dimension)}，右边是{named(other.dimension)}",
            )
        for part in (left, right):
            if one.dimension == PURE and (bare := _bare_number(part)) > 1:
                raise fault(part, f"不带单位的 {bare} 就是 {bare}00%，请写上百分号")
        return NumberComparison(one, sign, other)

    def _text_compared(self, tree: Tree[Token], sign: str) -> TruthNode:
        left, right = subtrees(tree)
        if sign not in ("==", "!=") or right.data != "text":
            raise fault(tree, '文字只能这样比：企业规模 = "小型"')
        node = OneOf(self.field(left, FieldKind.CHOICE), self._choices(left, right, words(right)))
        return node if sign == "==" else Not(node)

    def _member(self, tree: Tree[Token]) -> TruthNode:
        left = subtrees(tree)[0]
        field = self.field(left, FieldKind.CHOICE)
        return OneOf(field, self._choices(left, tree, words(tree)))

    def _choices(
        self, name: Tree[Token], place: Tree[Token], given: tuple[str, ...]
    ) -> tuple[str, ...]:
        field = self.field(name, FieldKind.CHOICE)
        for choice in given:
            if choice not in field.choices:
                allowed = "、".join(field.choices)
                raise fault(place, f"“{field.label}”没有“{choice}”这个选项，只有：{allowed}")
        return given

    def _truth_field(self, tree: Tree[Token]) -> TruthNode:
        return FieldTruth(self.field(tree, FieldKind.YES_NO))

    def _number_field(self, tree: Tree[Token]) -> NumberNode:
        field = self.field(tree)
        if field.kind is FieldKind.YEARLY:
            raise fault(tree, f"“{field.label}”分年填写，要写明哪一年，例如 {field.label}[去年]")
        self.field(tree, FieldKind.NUMBER, FieldKind.COUNT)
        return FieldNumber(field, UNITS[field.unit].dimension)

    def _yearly(self, tree: Tree[Token]) -> NumberNode:
        field = self.field(tree, FieldKind.YEARLY)
        span = "".join(words(tree)[1].split())
        return yearly_number(field, span)

    def _arithmetic(self, tree: Tree[Token]) -> NumberNode:
        parts, signs = subtrees(tree), words(tree)
        node = self.number(parts[0])
        for part, sign in zip(parts[1:], signs, strict=True):
            node = self._joined(node, sign, self.number(part), part)
        return node

    def _joined(
        self, left: NumberNode, sign: str, right: NumberNode, place: Tree[Token]
    ) -> NumberNode:
        if sign in "*/":
            power = 1 if sign == "*" else -1
            dimension = multiplied(left.dimension, right.dimension, power=power)
            return Arithmetic(left, sign, right, dimension)
        if left.dimension != right.dimension:
            raise fault(place, f"单位不能相加减：{named(left.dimension)}与{named(right.dimension)}")
        return Arithmetic(left, sign, right, left.dimension)

    def _shifted(self, tree: Tree[Token]) -> DateNode:
        parts, signs = subtrees(tree), words(tree)
        node = self.date(parts[0])
        for part, sign in zip(parts[1:], signs, strict=True):
            node = ShiftedDate(node, 1 if sign == "+" else -1, self.period(part))
        return node


def _literal(tree: Tree[Token]) -> Literal:
    digits, *unit = words(tree)
    kind = UNITS[unit[0] if unit else ""]
    return Literal(Fraction(digits) * kind.factor, kind.dimension)


def _bare_number(tree: Tree[Token]) -> int:
    """A whole number without a unit; 0 for all else."""
    given = words(tree) if tree.data == "number" else ()
    return int(given[0]) if len(given) == 1 and given[0].isdigit() else 0


def _date_literal(tree: Tree[Token]) -> DateLiteral:
    try:
        return DateLiteral(date.fromisoformat(text_of(tree)))
    except ValueError as error:
        raise fault(tree, f"没有 {text_of(tree)} 这一天") from error
