"""Which amounts can be had together, and which of those that exclude each other is the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Conflict, Reference
from assistant.eligibility.support.amounts import ComputedAmount


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An amount left out for a better one.

    Attributes:
        because: why the two cannot both be had, in Chinese.
        references: the clause that says so; of the amount itself where no rule is stated and only
            the programme's own choice speaks.
    """

    amount: ComputedAmount
    kept: ComputedAmount
    because: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """The best allowed combination.

    Attributes:
        chosen: money amounts that can be had together, in the order given.
        total: of `chosen`, 万元.
    """

    chosen: tuple[ComputedAmount, ...]
    dropped: tuple[Dropped, ...]
    total: Fraction


def best_combination(
    amounts: Sequence[ComputedAmount], programmes: Mapping[str, Programme]
) -> Combination:
    """The most money that may be taken at once; shares and uncomputed amounts are left aside.

    Two amounts exclude each other when they stand under the same choice, or when their programmes
    conflict and no choice says which amounts the conflict is about.
    """
    money = [a for a in amounts if a.is_money and a.value is not None]
    chosen = _best(money, programmes)
    dropped = tuple(
        _dropped(amount, chosen, programmes)
        for amount in money
        if amount not in chosen and amount.value
    )
    total = sum((a.value or Fraction(0) for a in chosen), Fraction(0))
    return Combination(chosen=tuple(chosen), dropped=dropped, total=total)


def conflict_between(
    first: str, second: str, programmes: Mapping[str, Programme]
) -> Conflict | None:
    """The rule that two programmes cannot both be had, from either's file; None without one."""
    for one, other in ((first, second), (second, first)):
        for conflict in programmes[one].conflicts:
            if conflict.programme == other:
                return conflict
    return None


def _best(
    amounts: Sequence[ComputedAmount], programmes: Mapping[str, Programme]
) -> list[ComputedAmount]:
    """The heaviest set without rivals; exact, by taking or leaving the first contested amount."""
    for place, amount in enumerate(amounts):
        rivals = [other for other in amounts if _exclude(amount, other, programmes)]
        if rivals:
            rest = [*amounts[:place], *amounts[place + 1 :]]
            with_it = [a for a in rest if a not in rivals]
            taken = _in_order([amount, *_best(with_it, programmes)], amounts)
            left = _best(rest, programmes)
            return taken if _worth(taken) >= _worth(left) else left
    return list(amounts)


def _exclude(
    first: ComputedAmount, second: ComputedAmount, programmes: Mapping[str, Programme]
) -> bool:
    if first is second:
        return False
    if first.amount.choice and first.amount.choice == second.amount.choice:
        return True
    if first.programme == second.programme:
        return False
    conflict = conflict_between(first.programme, second.programme, programmes)
    return conflict is not None and not _share_choice(
        programmes[first.programme], programmes[second.programme]
    )


def _share_choice(first: Programme, second: Programme) -> bool:
    return bool(_choices(first) & _choices(second))


def _choices(programme: Programme) -> set[str]:
    return {a.choice for version in programme.versions for a in version.amounts if a.choice}


def _dropped(
    amount: ComputedAmount,
    chosen: Sequence[ComputedAmount],
    programmes: Mapping[str, Programme],
) -> Dropped:
    kept = next(other for other in chosen if _exclude(amount, other, programmes))
    conflict = conflict_between(amount.programme, kept.programme, programmes)
    if conflict is not None:
        return Dropped(
            amount=amount, kept=kept, because=conflict.text, references=conflict.references
        )
    return Dropped(
        amount=amount,
        kept=kept,
        because=f"同属“{amount.amount.choice}”，只计较高的一项。",
        references=amount.references,
    )


def _in_order(
    amounts: Sequence[ComputedAmount], order: Sequence[ComputedAmount]
) -> list[ComputedAmount]:
    return [amount for amount in order if amount in amounts]


def _worth(amounts: Sequence[ComputedAmount]) -> Fraction:
    return sum((a.value or Fraction(0) for a in amounts), Fraction(0))
