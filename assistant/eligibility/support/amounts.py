"""What a programme pays, reduces or allows, computed for one company on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Amount, ParameterValue, Reference
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import missing_label, parameters_in
from assistant.eligibility.rules.explain import explain
from assistant.eligibility.rules.number_nodes import NumberNode, YearlyNumber, leaves
from assistant.eligibility.rules.parameters_used import parameter_entries
from assistant.eligibility.rules.units import MONEY, PURE, written
from corpus.documents import Verification


class AmountState(StrEnum):
    """Whether an amount is to be had; the value is shown to users."""

    COMPUTED = "可计算"
    NOT_APPLICABLE = "不适用"
    OPEN = "待确认"
    UNPUBLISHED = "没有公布金额"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedAmount:
    """One amount of a programme for one company.

    Attributes:
        value: 万元 for money, a plain fraction for a share (85% is 17/20); None unless COMPUTED.
        is_money: False for a share.
        is_capped: the cap was reached or passed.
        needed: labels of the fields that are not filled in and decide; () unless OPEN.
        level: the weakest of the amount's own and those of the dated figures it rests on.
        references: of the amount, then of those figures; never ().
    """

    programme: str
    amount: Amount
    state: AmountState
    level: Verification
    references: tuple[Reference, ...]
    value: Fraction | None = None
    is_money: bool = False
    is_capped: bool = False
    needed: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """ "18 万元", "85%", or the state where there is no figure."""
        if self.value is None:
            return self.state.value
        return written(self.value, MONEY if self.is_money else PURE)


def compute_amounts(
    programme: Programme, profile: Profile, *, day: date
) -> tuple[ComputedAmount, ...]:
    """The amounts of the version in force on `day`, in the order of its file; () when none is.

    Whether the company is eligible is not looked at: `assess` says that.
    """
    version = programme.version_on(day)
    if version is None:
        return ()
    case = Case(profile, day)
    return tuple(_computed(programme, amount, case) for amount in version.amounts)


def _computed(programme: Programme, amount: Amount, case: Case) -> ComputedAmount:
    entries = tuple(_entries(programme, amount, case))
    blank = ComputedAmount(
        programme=programme.id,
        amount=amount,
        state=AmountState.UNPUBLISHED,
        level=max((amount.level, *(entry.level for entry in entries))),
        references=(*amount.references, *(r for entry in entries for r in entry.references)),
    )
    if amount.when is not None:
        told = explain(programme.rules.condition(amount.when), case, True)
        if told.truth is None:
            needed = tuple(missing_label(missing) for missing in told.missing)
            return replace(blank, state=AmountState.OPEN, needed=needed)
        if not told.truth:
            return replace(blank, state=AmountState.NOT_APPLICABLE)
    if amount.formula is None:
        return blank
    return _figured(blank, programme, amount.formula, case)


def _figured(
    blank: ComputedAmount, programme: Programme, formula: str, case: Case
) -> ComputedAmount:
    figure = programme.rules.figure(formula)
    value = figure.value(case)
    if value is None:
        needed = _unknown(figure, case)
        return replace(blank, state=AmountState.OPEN, needed=needed)
    cap = programme.rules.figure(blank.amount.cap).value(case) if blank.amount.cap else None
    return replace(
        blank,
        state=AmountState.COMPUTED,
        value=value if cap is None else min(value, cap),
        is_money=figure.dimension == MONEY,
        is_capped=cap is not None and value >= cap,
    )


def _entries(programme: Programme, amount: Amount, case: Case) -> Iterator[ParameterValue]:
    """The dated figures that `when`, the formula and the cap rest on."""
    if amount.when is not None:
        yield from parameter_entries(programme.rules.condition(amount.when), case)
    for text in filter(None, (amount.formula, amount.cap)):
        for parameter in parameters_in(programme.rules.figure(text)):
            entry = parameter.entry(case)
            if entry is not None:
                yield entry


def _unknown(figure: NumberNode, case: Case) -> tuple[str, ...]:
    """Labels of the fields of a formula that have no value, with the year where there is one."""
    labels: dict[str, None] = {}
    for leaf in leaves(figure):
        if leaf.value(case) is None:
            years = f"（{leaf.written}）" if isinstance(leaf, YearlyNumber) else ""
            labels[leaf.field.label + years] = None
    return tuple(labels)
