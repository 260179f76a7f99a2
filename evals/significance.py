"""Whether a difference between two runs is more than chance: paired, over the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SEED = 20260101
"""Of the resampling, so that the same runs always give the same figures."""

_PERMUTATIONS = 9_999
_BOOTSTRAPS = 4_000
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The mean of the differences, second minus first.

    Attributes:
        low, high: 95 % interval of the mean, bootstrapped over the questions (percentiles).
        p_value: of the two-sided paired randomisation test: how often signs drawn by lot give a
            mean as far from 0. 1 when nothing differs.
    """

    mean: float
    low: float
    high: float
    p_value: float

    @property
    def is_significant(self) -> bool:
        """Whether chance alone would give it in fewer than one of twenty comparisons."""
        return self.p_value < 1 - _CONFIDENCE


def paired_difference(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Compare two values of the same questions, given in the same order.

    Source: Smucker, Allan & Carterette, "A Comparison of Statistical Significance Tests for
    Information Retrieval Evaluation", CIKM 2007.

    Raises:
        ValueError: no questions, or not the same number.
    """
    if not first or len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} values cannot be paired")
    differences = np.asarray(second, dtype=np.float64) - np.asarray(first, dtype=np.float64)
    low, high = interval(differences.tolist())
    return Difference(
        mean=float(differences.mean()), low=low, high=high, p_value=_p_value(differences)
    )


def interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % bootstrap interval of the mean (percentile method); both ends the value when all agree.

    Raises:
        ValueError: no values.
    """
    sample = np.asarray(values, dtype=np.float64)
    if not len(sample):
        raise ValueError("no values")
    if np.ptp(sample) == 0:
        return float(sample[0]), float(sample[0])
    from scipy.stats import bootstrap  # a third of a second to import

    found = bootstrap(
        (sample,),
        np.mean,
        n_resamples=_BOOTSTRAPS,
        confidence_level=_CONFIDENCE,
        method="percentile",
        batch=500,
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def _p_value(differences: np.ndarray) -> float:
    if len(differences) < 2 or not differences.any():  # a single sign proves nothing
        return 1.0
    from scipy.stats import permutation_test  # a third of a second to import

    found = permutation_test(
        (differences,),
        np.mean,
        permutation_type="samples",
        vectorized=True,
        n_resamples=_PERMUTATIONS,
        batch=500,
        rng=np.random.default_rng(SEED),
    )
    return float(found.pvalue)
