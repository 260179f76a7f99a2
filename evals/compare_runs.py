"""Two runs over the same questions, side by side: what changed, and by more than chance?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.measures import MEASURES, Measure
from evals.significance import Difference, paired_difference
from evals.stored_runs import Values

Scores = Mapping[str, Values]
"""The values of each case, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """One measure in both runs.

    Attributes:
        cases: that take part in both.
        before, after: the figure over these cases.
        difference: paired, over them.
    """

    measure: Measure
    cases: int
    before: float
    after: float
    difference: Difference

    @property
    def is_worse(self) -> bool:
        """Whether it went the wrong way at all."""
        up = self.measure.is_higher_better
        return up is not None and (self.difference.mean < 0) == up and self.difference.mean != 0

    @property
    def is_regression(self) -> bool:
        """Worse by more than chance."""
        return self.is_worse and self.difference.is_significant


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A case that is right in one run alone."""

    case_id: str
    is_right_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The second run against the first.

    Attributes:
        changes: in the order of `MEASURES`; measures that only one of the runs knows are left out.
        flips: cases that were right and are wrong now first, then the other way, by id.
        only_before, only_after: ids of cases that only one run holds; they are not compared.
    """

    changes: tuple[MeasureChange, ...]
    flips: tuple[Flip, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def regressions(self) -> tuple[MeasureChange, ...]:
        """What became worse by more than chance."""
        return tuple(change for change in self.changes if change.is_regression)


def compare(before: Scores, after: Scores) -> Comparison:
    """Compare the cases both runs hold."""
    both = [case for case in before if case in after]
    changes = (_change(measure, before, after, both) for measure in MEASURES)
    return Comparison(
        changes=tuple(change for change in changes if change is not None),
        flips=_flips(before, after, both),
        only_before=tuple(sorted(set(before) - set(after))),
        only_after=tuple(sorted(set(after) - set(before))),
    )


def is_right(values: Values) -> bool | None:
    """Whether a case came out right, answerable or not; None when its values do not say."""
    if values.get("right") is not None:
        return bool(values["right"])
    refused = values.get("unanswerable_refused")
    return None if refused is None else bool(refused)


def _change(
    measure: Measure, before: Scores, after: Scores, cases: Sequence[str]
) -> MeasureChange | None:
    pairs = [(before[case].get(measure.name), after[case].get(measure.name)) for case in cases]
    paired = [(old, new) for old, new in pairs if old is not None and new is not None]
    if not paired:
        return None
    old_values, new_values = [old for old, _ in paired], [new for _, new in paired]
    old_figure, new_figure = measure.join(old_values), measure.join(new_values)
    assert old_figure is not None and new_figure is not None  # both join at least one value
    return MeasureChange(
        measure=measure,
        cases=len(paired),
        before=old_figure,
        after=new_figure,
        difference=paired_difference(old_values, new_values),
    )


def _flips(before: Scores, after: Scores, cases: Sequence[str]) -> tuple[Flip, ...]:
    flips = [
        Flip(case_id=case, is_right_now=bool(is_right(after[case])))
        for case in cases
        if is_right(before[case]) != is_right(after[case])
    ]
    return tuple(sorted(flips, key=lambda flip: (flip.is_right_now, flip.case_id)))
