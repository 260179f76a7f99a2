"""Whether a change may go in: what became worse than the committed baseline by more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.cases import Case
from evals.compare_runs import Comparison, MeasureChange
from evals.comparison_report import written
from evals.measures import Joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate says.

    Attributes:
        faults: Chinese, a line for each figure that became worse; () when it may pass.
        questions: Chinese, a line for each question that was right in the baseline and is wrong.
    """

    faults: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing became worse."""
        return not self.faults


def gate(comparison: Comparison, cases: Mapping[str, Case]) -> Verdict:
    """Judge a run against the baseline.

    Shares may vary within chance; of what is counted, such as invented numbers, one more is one
    too many. Questions the baseline holds and the run does not are a fault too: a question must
    not be dropped to pass.

    Args:
        cases: by id, to show their questions.
    """
    faults = [_fault(change) for change in comparison.changes if _is_fault(change)]
    if comparison.only_before:
        faults.append(
            f"少了基线里的 {len(comparison.only_before)} 题，例如 {comparison.only_before[0]}"
        )
    lost = (flip.case_id for flip in comparison.flips if not flip.is_right_now)
    return Verdict(faults=tuple(faults), questions=tuple(_named(case, cases) for case in lost))


def _is_fault(change: MeasureChange) -> bool:
    is_counted = change.measure.joined is Joined.SUM
    return change.is_regression or (is_counted and change.is_worse)


def _fault(change: MeasureChange) -> str:
    unit = change.measure.unit
    return (
        f"{change.measure.label}：基线 {written(change.before, unit)}，"
        f"现在 {written(change.after, unit)}（p={change.difference.p_value:.3f}）"
    )


def _named(case_id: str, cases: Mapping[str, Case]) -> str:
    case = cases.get(case_id)
    return f"{case_id} {case.question}" if case else case_id
