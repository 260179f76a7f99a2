"""The measures of a run: a value per judged case, and how the values are joined.

A new measure is a new entry of `MEASURES`; records, comparisons and reports follow it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from evals.answer_measures import Judgement
from evals.claim_measures import Claims


class Joined(StrEnum):
    """How the values of many cases become one figure."""

    MEAN = "mean"
    SUM = "sum"
    MEDIAN = "median"


class Unit(StrEnum):
    """How a figure is written."""

    SHARE = "share"
    COUNT = "count"
    MILLISECONDS = "ms"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure.

    Attributes:
        name: key in records; never changes its meaning.
        label: Chinese, for people.
        of: value of one judged case; None when the case takes no part in this measure.
        is_higher_better: None for a figure that is neither good nor bad.
    """

    name: str
    label: str
    of: Callable[[Judgement], float | None]
    is_higher_better: bool | None
    joined: Joined = Joined.MEAN
    unit: Unit = Unit.SHARE

    def join(self, values: Iterable[float | None]) -> float | None:
        """The figure over the cases that take part; None when none does."""
        there = [value for value in values if value is not None]
        if not there:
            return None
        match self.joined:
            case Joined.MEAN:
                return fmean(there)
            case Joined.SUM:
                return float(sum(there))
            case Joined.MEDIAN:
                return median(there)


def _if_answerable(holds: Callable[[Judgement], float]) -> Callable[[Judgement], float | None]:
    return lambda j: float(holds(j)) if j.case.answerable else None


def _if_unanswerable(holds: Callable[[Judgement], float]) -> Callable[[Judgement], float | None]:
    return lambda j: None if j.case.answerable else float(holds(j))


def _if_answered(value: Callable[[Judgement], float]) -> Callable[[Judgement], float | None]:
    return lambda j: None if j.answer is None or j.refused else float(value(j))


def _fact_recall(judgement: Judgement) -> float:
    if judgement.answer is None or judgement.refused:
        return 0.0
    return 1 - len(judgement.missing_facts) / len(judgement.case.facts)


def _verbatim(judgement: Judgement) -> float | None:
    return judgement.quotes_verbatim / judgement.quotes if judgement.quotes else None


def _reason(judgement: Judgement) -> float | None:
    taking_part = not judgement.case.answerable and judgement.refused
    return float(judgement.refusal_is_accepted) if taking_part else None


def _refusal_is_right(judgement: Judgement) -> float | None:
    return float(not judgement.falsely_refused) if judgement.refused else None


def _of_claims(value: Callable[[Claims], float | None]) -> Callable[[Judgement], float | None]:
    return lambda j: None if j.claims is None else value(j.claims)


def _exact_right(claims: Claims) -> float | None:
    return len(claims.exact.right) / claims.exact.all if claims.exact.all else None


def _count(name: str, label: str, of: Callable[[Judgement], float]) -> Measure:
    return Measure(
        name=name,
        label=label,
        of=lambda j: float(of(j)),
        is_higher_better=False,
        joined=Joined.SUM,
        unit=Unit.COUNT,
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        name="right",
        label="答对且出处对",
        of=_if_answerable(lambda j: j.right),
        is_higher_better=True,
    ),
    Measure(
        name="fact_recall",
        label="事实齐全度",
        of=_if_answerable(_fact_recall),
        is_higher_better=True,
    ),
    Measure(
        name="source_right",
        label="出处对",
        of=_if_answerable(lambda j: j.source_right and not j.refused),
        is_higher_better=True,
    ),
    Measure(
        name="false_refusals",
        label="误拒",
        of=_if_answerable(lambda j: j.falsely_refused),
        is_higher_better=False,
    ),
    Measure(
        name="unanswerable_refused",
        label="不可答的拒答",
        of=_if_unanswerable(lambda j: j.refused),
        is_higher_better=True,
    ),
    Measure(
        name="refusal_precision", label="拒答中拒得对", of=_refusal_is_right, is_higher_better=True
    ),
    Measure(name="reason_accuracy", label="拒答理由对", of=_reason, is_higher_better=True),
    Measure(name="quotes_verbatim", label="引文逐字相符", of=_verbatim, is_higher_better=True),
    Measure(
        name="citation_recall",
        label="句子有引文支持",
        of=_of_claims(lambda claims: claims.citation_recall),
        is_higher_better=True,
    ),
    Measure(
        name="citation_precision",
        label="引文用得着",
        of=_of_claims(lambda claims: claims.citation_precision),
        is_higher_better=True,
    ),
    Measure(
        name="exact_right",
        label="数字、日期、编号说对",
        of=_of_claims(_exact_right),
        is_higher_better=True,
    ),
    _count("exact_wrong", "数字说成别的", lambda j: len(j.claims.exact.wrong) if j.claims else 0),
    _count("exact_missing", "数字没有说", lambda j: len(j.claims.exact.missing) if j.claims else 0),
    _count("quotes_cut", "引文断在句中", lambda j: j.quotes_cut),
    _count("quotes_stale", "引文所据已变", lambda j: j.quotes_stale),
    _count("uncited_sentences", "没有引文的句子", lambda j: len(j.uncited_sentences)),
    _count("repeated_sentences", "重复的句子", lambda j: len(j.repeated_sentences)),
    _count("invented_numbers", "凭空出现的数字", lambda j: len(j.invented_numbers)),
    _count("status_errors", "时效未说明", lambda j: len(j.status_errors)),
    _count("place_errors", "地域用错", lambda j: len(j.place_errors)),
    _count("crashed", "出错", lambda j: bool(j.crashed)),
    Measure(
        name="characters",
        label="回答字数",
        of=_if_answered(lambda j: j.characters),
        is_higher_better=None,
        joined=Joined.MEDIAN,
        unit=Unit.CHARACTERS,
    ),
    Measure(
        name="took_ms",
        label="用时",
        of=lambda j: None if j.answer is None else j.took_ms,
        is_higher_better=False,
        joined=Joined.MEDIAN,
        unit=Unit.MILLISECONDS,
    ),
)


def values_of(judgement: Judgement) -> dict[str, float | None]:
    """The value of every measure for one judged case, by the measure's name."""
    return {measure.name: measure.of(judgement) for measure in MEASURES}
