"""Whether the evidence answers the question; if not, why not."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.answer import Reason
from assistant.asking import Asking
from assistant.evidence import Evidence
from assistant.understand import ParsedQuestion

_OMITTED = re.compile(r"[（(]\s*略\s*[）)]")

FEATURES = (
    "coverage",
    "body_coverage",
    "heaviest_missing",
    "cosine",
    "fused",
    "asked_share",
    "lacks_figure",
    "lacks_target",
    "lacks_year",
    "is_named",
    "names_other",
)


class Calibration(BaseModel):
    """Weights of the logistic model; written by `scripts/calibrate.py` from the dev questions.

    Attributes:
        weights: by feature name, see `features`.
        threshold: support at or above which a clause counts as an answer, 0..1.
        scope_margin: how much more support a clause outside the day or place must have than the
            best one inside before it explains a refusal, 0..1.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    bias: float
    weights: dict[str, float]
    threshold: float
    scope_margin: float


def load_calibration() -> Calibration:
    """The calibration shipped with the package."""
    text = Path(__file__).with_name("calibration.toml").read_text(encoding="utf-8")
    return Calibration.model_validate(tomllib.loads(text))


def features(evidence: Evidence) -> tuple[float, ...]:
    """Numbers the model sees, in the order of `FEATURES`, each about 0..1.

    E5 cosines of this domain lie between about 0.80 (unrelated) and 0.92 (on the point), so they
    are stretched to that range.
    """
    return (
        evidence.coverage.share,
        evidence.body_coverage,
        evidence.coverage.heaviest_missing,
        (evidence.scored.vector_score - 0.80) / 0.12,
        min(evidence.scored.score / 10, 1.0),
        evidence.asked_share,
        float(evidence.lacks_figure),
        float(evidence.coverage.lacks_target),
        float(evidence.lacks_year),
        float(evidence.is_named),
        float(evidence.names_other),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the evidence allows.

    Attributes:
        answering: clauses to quote, best first; empty exactly when `reason` is set.
        reason: why the question is refused; None when it is answered.
        nearest: clauses to show with a refusal, best first.
    """

    answering: tuple[Evidence, ...] = ()
    reason: Reason | None = None
    nearest: tuple[Evidence, ...] = ()


class Judge:
    """Decides by evidence; thresholds come from the calibration."""

    def __init__(self, calibration: Calibration) -> None:
        self._calibration = calibration
        self._weights = [calibration.weights[name] for name in FEATURES]

    def support(self, evidence: Evidence) -> float:
        """Probability, 0..1, that the clause answers the question."""
        total = self._calibration.bias + sum(
            weight * value for weight, value in zip(self._weights, features(evidence), strict=True)
        )
        return 1 / (1 + math.exp(-total))

    def decide(
        self, question: ParsedQuestion, evidence: Sequence[Evidence], *, places: Sequence[str]
    ) -> Judgement:
        """Answer from clauses in scope, or refuse with the reason the evidence gives."""
        ranked = sorted(evidence, key=lambda e: (-self.support(e), -e.scored.score))
        if not _says_what(question):
            return Judgement(reason=Reason.TOO_VAGUE, nearest=tuple(ranked[:3]))
        inside = [e for e in ranked if e.in_scope]
        outside = [e for e in ranked if not e.in_scope]
        best_inside = self.support(inside[0]) if inside else 0.0
        best_outside = self.support(outside[0]) if outside else 0.0
        threshold = self._calibration.threshold
        if best_outside >= threshold and (
            best_outside > best_inside + self._calibration.scope_margin or best_inside < threshold
        ):
            return _why_outside(outside, places)
        if best_inside < threshold:
            return Judgement(reason=Reason.NOT_IN_CORPUS, nearest=tuple(ranked[:3]))
        if _OMITTED.search(inside[0].passage.text):
            return Judgement(reason=Reason.OMITTED_IN_SOURCE, nearest=tuple(inside[:3]))
        return Judgement(answering=self._worth_quoting(inside))

    def _worth_quoting(self, inside: Sequence[Evidence]) -> tuple[Evidence, ...]:
        best = self.support(inside[0])
        floor = max(self._calibration.threshold, 0.8 * best)
        return tuple(e for e in inside[:3] if self.support(e) >= floor)


def _why_outside(outside: Sequence[Evidence], places: Sequence[str]) -> Judgement:
    """The day explains it when the place fits; a place that was not named must be asked for."""
    nearest = tuple(outside[:3])
    if outside[0].in_place:
        return Judgement(reason=Reason.NOT_IN_FORCE, nearest=nearest)
    return Judgement(reason=Reason.OTHER_REGION if places else Reason.TOO_VAGUE, nearest=nearest)


def _says_what(question: ParsedQuestion) -> bool:
    """Whether the words name something that can be looked for."""
    if question.mentions or question.clauses:
        return True
    specific = [term for term in question.terms if not term.is_generic]
    if specific:
        return True
    return len(question.terms) >= 2 and not question.asking <= {Asking.YES_NO}
