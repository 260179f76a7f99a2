"""Which word an amount belongs to, where a clause holds several of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.eligibility.profile_cues import Cue, FoundCue, target_of
from assistant.eligibility.written_amounts import Measure, WrittenAmount

_FILLER = re.compile(r"[\s的是为做搞在从事有名个了都]*")
_FAR = 12
"""Characters between a word and its amount, at most."""


def paired(
    cues: Sequence[FoundCue], amounts: Sequence[WrittenAmount], text: str
) -> Iterator[tuple[Cue | None, WrittenAmount]]:
    """Each amount with its word: the one before it, or the one after where amounts lead.

    A share in % that has none of its own belongs to the word of the amount before it: 120万占4%.
    """
    free, rest = list(cues), list(amounts)
    leads = bool(rest) and (not free or rest[0].start < free[0].start)
    if leads and rest[0].measure is Measure.PEOPLE and len(rest) > len(free) > 0:
        yield None, rest.pop(0)
        leads = False
    last: Cue | None = None
    for amount in rest:
        found = _after(free, amount, text) if leads else _before(free, amount)
        found = found or _before(free, amount) or _after(free, amount, text)
        if found is not None:
            free.remove(found)
            last = found.cue
        goes_on = found is None and amount.measure is Measure.PERCENT
        yield (found.cue if found else last if goes_on else None), amount


def worth_taking(amounts: Sequence[WrittenAmount]) -> list[WrittenAmount]:
    """Amounts that may be figures of a company: no lengths of time, no 一 of 一家."""
    return [
        one
        for one in amounts
        if one.measure not in (Measure.YEARS, Measure.MONTHS)
        and not (one.measure is Measure.NONE and not one.is_scaled and not _is_figure(one))
    ]


def _is_figure(amount: WrittenAmount) -> bool:
    return amount.words[-1].isdigit() or amount.value is None or len(amount.words) > 1


def _before(cues: Sequence[FoundCue], amount: WrittenAmount) -> FoundCue | None:
    near = [
        one
        for one in cues
        if one.end <= amount.start <= one.end + _FAR and _may_fill(one.cue, amount)
    ]
    return near[-1] if near else None


def _after(cues: Sequence[FoundCue], amount: WrittenAmount, text: str) -> FoundCue | None:
    return next(
        (
            one
            for one in cues
            if one.start >= amount.end
            and _FILLER.fullmatch(text, amount.end, one.start)
            and _may_fill(one.cue, amount)
        ),
        None,
    )


def _may_fill(cue: Cue, amount: WrittenAmount) -> bool:
    if target_of(cue, amount) is not None:
        return True
    return bool(cue.asks) or (amount.measure is Measure.NONE and bool(cue.money))


def with_unit_of(amount: WrittenAmount, last: WrittenAmount) -> WrittenAmount:
    """In 「200、250、300万」 the last one's unit is that of all."""
    if amount.is_scaled or not last.is_scaled or amount.value is None:
        return amount
    scale = 100_000_000 if "亿" in last.words else 10_000
    return replace(amount, value=amount.value * scale, is_scaled=True, measure=last.measure)
