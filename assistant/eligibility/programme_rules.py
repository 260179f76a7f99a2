"""The expressions of a programme, each read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.eligibility.errors import ExpressionError, ProgrammeError
from assistant.eligibility.programme_parts import Parameter
from assistant.eligibility.programme_version import Version
from assistant.eligibility.rules.expression import parse_condition, parse_figure
from assistant.eligibility.rules.number_nodes import Literal, NumberNode, ParameterNumber
from assistant.eligibility.rules.truth_nodes import TruthNode
from assistant.eligibility.rules.units import MONEY, PURE


class Rules:
    """What the expressions of one programme mean.

    Attributes:
        parameters: by name.
    """

    def __init__(
        self, programme: str, parameters: Sequence[Parameter], versions: Sequence[Version]
    ) -> None:
        faults: list[str] = []
        self.parameters = _parameters(parameters, faults)
        self._conditions: dict[str, TruthNode] = {}
        self._figures: dict[str, NumberNode] = {}
        for version in versions:
            for place, text in _conditions(version):
                self._read_condition(f"versions[{version.id}].{place}", text, faults)
            for place, text in _figures(version):
                self._read_figure(f"versions[{version.id}].{place}", text, faults)
        if faults:
            raise ProgrammeError(f"{programme} 的规则有误：{'；'.join(faults)}。")

    def condition(self, text: str) -> TruthNode:
        """The nodes of an `expression` or a `when` of this programme."""
        return self._conditions[text]

    def figure(self, text: str) -> NumberNode:
        """The nodes of a `formula` or a `cap` of this programme."""
        return self._figures[text]

    def _read_condition(self, place: str, text: str, faults: list[str]) -> None:
        try:
            self._conditions[text] = parse_condition(text, self.parameters)
        except ExpressionError as error:
            faults.append(_told(place, error))

    def _read_figure(self, place: str, text: str, faults: list[str]) -> None:
        try:
            self._figures[text] = parse_figure(text, self.parameters, dimensions=(MONEY, PURE))
        except ExpressionError as error:
            faults.append(_told(place, error))


def _told(place: str, error: ExpressionError) -> str:
    position = "" if error.position is None else f"第 {error.position} 个字符处，"
    return f"{place}：{position}{error.reason}"


def _conditions(version: Version) -> Iterator[tuple[str, str]]:
    for criterion in version.criteria:
        if criterion.expression is not None:
            yield f"criteria[{criterion.id}].expression", criterion.expression
    for amount in version.amounts:
        if amount.when is not None:
            yield f"amounts[{amount.id}].when", amount.when
    for material in version.materials:
        if material.when is not None:
            yield f"materials[{material.id}].when", material.when


def _figures(version: Version) -> Iterator[tuple[str, str]]:
    for amount in version.amounts:
        if amount.formula is not None:
            yield f"amounts[{amount.id}].formula", amount.formula
        if amount.cap is not None:
            yield f"amounts[{amount.id}].cap", amount.cap


def _parameters(given: Sequence[Parameter], faults: list[str]) -> dict[str, ParameterNumber]:
    read: dict[str, ParameterNumber] = {}
    for parameter in given:
        place = f"parameters[{parameter.name}]"
        try:
            read[parameter.name] = _parameter(parameter)
        except ExpressionError as error:
            faults.append(_told(place, error))
    return read


def _parameter(parameter: Parameter) -> ParameterNumber:
    literals = [parse_figure(value.value) for value in parameter.values]
    days = [value.start for value in parameter.values]
    if not all(isinstance(literal, Literal) for literal in literals):
        raise ExpressionError("值只能写一个带单位的数，例如 100 万元")
    if any(literal.dimension != literals[0].dimension for literal in literals):
        raise ExpressionError("各个值的单位不同")
    if days != sorted(set(days)):
        raise ExpressionError("各个值的起始日要从早到晚、互不相同")
    figures = [literal.number for literal in literals if isinstance(literal, Literal)]
    values = tuple(zip(days, figures, parameter.values, strict=True))
    return ParameterNumber(parameter.name, literals[0].dimension, values)
