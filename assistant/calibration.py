"""What the decision to answer rests on: features of a clause, and weights fitted to them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.evidence import Evidence

FEATURES = (
    "coverage",
    "body_coverage",
    "mostly_missing",
    "cosine",
    "fused",
    "asked_share",
    "lacks_figure",
    "lacks_target",
    "lacks_exact",
    "lacks_beyond",
    "unheard_of",
    "lacks_year",
    "is_named",
    "names_other",
)


class Calibration(BaseModel):
    """Weights of the logistic model; written by `scripts/calibrate.py` from the dev questions.

    Attributes:
        weights: by feature name, see `features`.
        threshold: support at or above which a clause counts as an answer, 0..1.
        scope_margin: how much more support, in log odds, a clause outside the day or place must
            have than the best one inside before it explains a refusal.
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
        max(0.0, evidence.coverage.heaviest_missing - 0.5),
        (evidence.scored.vector_score - 0.80) / 0.12,
        min(evidence.scored.score / 10, 1.0),
        evidence.asked_share,
        float(evidence.lacks_figure),
        float(evidence.coverage.lacks_target),
        float(evidence.coverage.lacks_exact),
        float(evidence.lacks_beyond),
        evidence.coverage.unheard_of,
        float(evidence.lacks_year),
        float(evidence.is_named),
        float(evidence.names_other),
    )
