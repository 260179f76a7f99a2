"""Figures and days of a rule in words: what went in, what came out, what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assistant.eligibility.profile import field_by_name
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.date_nodes import ApplicationDay, DateNode, FieldDate, ShiftedDate
from assistant.eligibility.rules.number_nodes import (
    Arithmetic,
    FieldNumber,
    Leaf,
    Literal,
    NumberNode,
    Over,
    ParameterNumber,
    Tiers,
    YearlyNumber,
)
from assistant.eligibility.rules.units import UNITS, written

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A field whose value is unknown and decides.

    Attributes:
        field: name of the attribute of `Profile`.
        detail: which year ("2025") or which honour is needed; "" for the field as such.
    """

    field: str
    detail: str = ""


def missing_label(missing: Missing) -> str:
    """An unknown field as people call it: "研发费用（2025 年）", "资质（高新技术企业）"."""
    label = field_by_name(missing.field).label
    if not missing.detail:
        return label
    return f"{label}（{missing.detail}{' 年' if missing.detail.isdigit() else ''}）"


def leaf_name(leaf: Leaf, case: Case) -> str:
    """A figure as people call it: "研发费用 2025 年", "营业收入 2023—2025 年合计"."""
    label = leaf.field.label
    if isinstance(leaf, FieldNumber):
        return label
    years = leaf.years(case)
    if leaf.over is Over.EACH:
        return f"{label} {years[0]} 年"
    if leaf.over is Over.GROWTH:
        years = years[1:]
    span = f"{years[0]}—{years[-1]} 年" if len(years) > 1 else f"{years[0]} 年" if years else ""
    return f"{label} {span}{leaf.over.value}".strip()


def figure_name(node: NumberNode, case: Case) -> str:
    """A computed figure in words: "研发费用 2025 年 ÷ 营业收入 2025 年"."""
    if isinstance(node, FieldNumber | YearlyNumber):
        return leaf_name(node, case)
    if isinstance(node, Arithmetic):
        left, right = figure_name(node.left, case), figure_name(node.right, case)
        return f"{left} {_SIGNS[node.sign]} {right}"
    if isinstance(node, Literal):
        return written(node.number, node.dimension)
    if isinstance(node, ParameterNumber):
        return node.name
    return "、".join(dict.fromkeys(leaf_name(leaf, case) for leaf in applying_leaves(node, case)))


def used_figures(node: NumberNode, case: Case) -> Iterator[str]:
    """The known figures that go into `node`: "研发费用 2025 年：300 万元"; of a span that is not
    known as a whole, those of the years that are."""
    for leaf in applying_leaves(node, case):
        value = leaf.value(case)
        if value is not None:
            yield f"{leaf_name(leaf, case)}：{written(value, leaf.dimension)}"
        elif isinstance(leaf, YearlyNumber):
            yield from _known_years(leaf, case)


def _known_years(leaf: YearlyNumber, case: Case) -> Iterator[str]:
    figures, dimension = case.figures(leaf.field), UNITS[leaf.field.unit].dimension
    for year in leaf.years(case):
        if year in figures:
            yield f"{leaf.field.label} {year} 年：{written(figures[year], dimension)}"


def applying_leaves(node: NumberNode, case: Case) -> Iterator[Leaf]:
    """The fields that count, those of the tier that applies only."""
    if isinstance(node, FieldNumber | YearlyNumber):
        yield node
        return
    for part in _applying(node, case):
        yield from applying_leaves(part, case)


def _applying(node: NumberNode, case: Case) -> tuple[NumberNode, ...]:
    if not isinstance(node, Tiers):
        return node.parts()
    chosen = node.chosen(case)
    return (node.subject,) if chosen is None else (node.subject, chosen[1])


def parameters_in(node: NumberNode) -> Iterator[ParameterNumber]:
    """The figures by date that `node` uses."""
    if isinstance(node, ParameterNumber):
        yield node
    for part in node.parts():
        yield from parameters_in(part)


def missing_figures(node: NumberNode, case: Case) -> Iterator[Missing]:
    """The unknown fields of `node`, with the years that are missing."""
    for leaf in applying_leaves(node, case):
        if isinstance(leaf, FieldNumber):
            if case.number(leaf.field) is None:
                yield Missing(field=leaf.field.name)
            continue
        yield from _missing_years(leaf, case)


def _missing_years(leaf: YearlyNumber, case: Case) -> Iterator[Missing]:
    known = case.figures(leaf.field)
    missing = [year for year in leaf.years(case) if year not in known]
    several = leaf.over not in (Over.EACH, Over.GROWTH)
    if missing and several and len(missing) < len(leaf.years(case)):
        if case.profile.registered is None:  # a young company has no figures of earlier years
            yield Missing(field="registered")
    for year in missing:
        yield Missing(field=leaf.field.name, detail=str(year))


def date_label(node: DateNode) -> str:
    """The name of the field a day comes from; "" for a fixed day."""
    if isinstance(node, FieldDate):
        return node.field.label
    if isinstance(node, ShiftedDate):
        return date_label(node.start)
    return "申请日" if isinstance(node, ApplicationDay) else ""


def missing_day(node: DateNode, case: Case) -> Iterator[Missing]:
    """The unknown fields a day is computed from."""
    if isinstance(node, FieldDate) and node.value(case) is None:
        yield Missing(field=node.field.name)
    if isinstance(node, ShiftedDate):
        yield from missing_day(node.start, case)
        yield from missing_figures(node.period, case)


def used_days(node: DateNode, case: Case) -> Iterator[str]:
    """The known days that go into `node`: "注册日期：2019-03-01"."""
    if isinstance(node, FieldDate) and (day := node.value(case)) is not None:
        yield f"{node.field.label}：{day.isoformat()}"
    if isinstance(node, ApplicationDay):
        yield f"申请日：{case.day.isoformat()}"
    if isinstance(node, ShiftedDate):
        yield from used_days(node.start, case)


def period_name(period: Fraction | None, node: NumberNode) -> str:
    """Like "3 年", "6 个月", "30 天"; "" when unknown."""
    return "" if period is None else written(period, node.dimension)


def day_name(day: date | None) -> str:
    """Like "2019-03-01"; "" when unknown."""
    return "" if day is None else day.isoformat()
