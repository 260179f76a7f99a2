"""What a programme pays, reduces or allows, computed for one company on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Amount
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.number_nodes import YearlyNumber, leaves
from assistant.eligibility.rules.units import MONEY, PURE, written


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
    """

    programme: str
    amount: Amount
    state: AmountState
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
    if amount.when is not None:
        applies = programme.rules.condition(amount.when).value(case)
        if applies is False:
            return _without_value(programme, amount, AmountState.NOT_APPLICABLE)
        if applies is None:
            return _without_value(programme, amount, AmountState.OPEN)
    if amount.formula is None:
        return _without_value(programme, amount, AmountState.UNPUBLISHED)
    return _figured(programme, amount, amount.formula, case)


def _without_value(programme: Programme, amount: Amount, state: AmountState) -> ComputedAmount:
    return ComputedAmount(programme=programme.id, amount=amount, state=state)


def _figured(programme: Programme, amount: Amount, formula: str, case: Case) -> ComputedAmount:
    figure = programme.rules.figure(formula)
    value = figure.value(case)
    if value is None:
        return ComputedAmount(
            programme=programme.id,
            amount=amount,
            state=AmountState.OPEN,
            needed=_unknown(programme, formula, case),
        )
    cap = programme.rules.figure(amount.cap).value(case) if amount.cap else None
    return ComputedAmount(
        programme=programme.id,
        amount=amount,
        state=AmountState.COMPUTED,
        value=value if cap is None else min(value, cap),
        is_money=figure.dimension == MONEY,
        is_capped=cap is not None and value >= cap,
    )


def _unknown(programme: Programme, formula: str, case: Case) -> tuple[str, ...]:
    """Labels of the fields of a formula that have no value, with the year where there is one."""
    labels: dict[str, None] = {}
    for leaf in leaves(programme.rules.figure(formula)):
        if leaf.value(case) is None:
            years = f"（{leaf.written}）" if isinstance(leaf, YearlyNumber) else ""
            labels[leaf.field.label + years] = None
    return tuple(labels)
