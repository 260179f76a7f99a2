"""Fit the weights that decide whether a clause answers a question.

    python -m scripts.calibrate evals/questions/dev.jsonl > calibration.toml

Every question is asked of the real index; each clause found is one example, positive when it
comes from a source the case names. A logistic model with an L2 penalty is fitted, every question
weighing the same; then the threshold is chosen that gives the most right decisions (answer or
refuse), a false refusal and a wrong answer counting alike.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.answer import Reason
from assistant.ask import Answerer
from assistant.calibration import FEATURES, features
from assistant.evidence import Evidence
from assistant.focus import focus
from assistant.open_assistant import open_assistant
from assistant.understand import understand
from evals.cases import Case, read_cases

_PENALTY = 0.003
_RANKING = 1.0
_SHARPNESS = 4.0
_QUOTED = 4
_AT_MOST = {
    "mostly_missing": -2.0,
    "lacks_figure": -6.0,
    "lacks_target": -1.5,
    "lacks_exact": -4.0,
    "lacks_beyond": -6.0,
    "unheard_of": -3.0,
    "lacks_year": -5.0,
    "names_other": 0.0,
}
"""Features that lower the support, by this much at least: the dev questions hold too few of each
kind to learn how much a missing fee or year matters. All others may only raise it."""


_DECIDED_BY_RULE = {
    Reason.TOO_VAGUE,
    Reason.OMITTED_IN_SOURCE,
    Reason.NOT_IN_FORCE,
    Reason.OTHER_REGION,
}
"""Refused for what the clause or the question says, not for want of support."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of one question: features, whether the clause is a named source, in scope."""

    rows: NDArray[np.float64]
    positive: NDArray[np.bool_]
    in_scope: NDArray[np.bool_]
    answerable: bool


def collect(answerer: Answerer, case: Case) -> Examples | None:
    """What the judge sees for one case; `None` for follow-ups, whose wording depends on history."""
    if case.history or case.reason in _DECIDED_BY_RULE:
        return None
    parsed = understand(focus(case.question), answerer.instruments)
    if not parsed.terms or parsed.clauses:
        return None
    day = case.as_of or parsed.day or date.today()
    places = parsed.places or ((case.region,) if case.region else ())
    evidence = answerer.gatherer.gather(parsed, day=day, places=places)
    return Examples(
        rows=np.array([features(e) for e in evidence]).reshape(-1, len(FEATURES)),
        positive=np.array([case.answerable and _is_source(case, e) for e in evidence], dtype=bool),
        in_scope=np.array([e.in_scope for e in evidence], dtype=bool),
        answerable=case.answerable,
    )


def _is_source(case: Case, evidence: Evidence) -> bool:
    passage = evidence.passage
    return any(
        source.title in passage.title + " ".join(passage.aliases) + (passage.document_number or "")
        and (source.locator is None or source.locator in passage.heading)
        for source in case.sources
    )


def fit(examples: list[Examples]) -> NDArray[np.float64]:
    """Bias and weights, in that order.

    Two losses are added: each question's best clause in scope (a smooth maximum) must tell
    answerable from unanswerable, and among the clauses of an answerable question those of a named
    source must come first.
    """

    def loss(w: NDArray[np.float64]) -> float:
        total = 0.0
        for e in examples:
            margins = w[0] + e.rows @ w[1:]
            inside = margins[e.in_scope]
            if inside.size:
                best = _smooth_max(inside)
                total += float(np.logaddexp(0, -best if e.answerable else best))
            if e.positive.any():
                total += _RANKING * float(_log_sum(margins) - _log_sum(margins[e.positive]))
        return total / len(examples) + _PENALTY * float(w[1:] @ w[1:]) / 2

    bounds = [(None, None)] + [
        (None, _AT_MOST[name]) if name in _AT_MOST else (0.0, None) for name in FEATURES
    ]
    start = np.array([0.0, *(_AT_MOST.get(name, 0.0) for name in FEATURES)])
    return np.asarray(minimize(loss, start, bounds=bounds).x)


def _smooth_max(values: NDArray[np.float64]) -> float:
    return _log_sum(_SHARPNESS * values) / _SHARPNESS


def _log_sum(values: NDArray[np.float64]) -> float:
    return float(np.logaddexp.reduce(values))


def best_threshold(w: NDArray[np.float64], examples: list[Examples]) -> tuple[float, float]:
    """The threshold with the most right decisions, and their share.

    Answering is right when a named source is among the clauses that would be quoted, refusing when
    the question is unanswerable; a question whose source ranks lower is wrong either way.
    """
    tops, answerable, found = [], [], []
    for e in examples:
        support = np.where(e.in_scope, 1 / (1 + np.exp(-(w[0] + e.rows @ w[1:]))), 0.0)
        tops.append(float(support.max()))
        answerable.append(e.answerable)
        found.append(bool(e.positive[np.argsort(-support)[:_QUOTED]].any()))
    tops_, answerable_, found_ = np.array(tops), np.array(answerable), np.array(found)
    candidates = np.unique(tops_)
    rates = [
        float(np.where(tops_ >= t, answerable_ & found_, ~answerable_).mean()) for t in candidates
    ]
    best = int(np.argmax(rates))
    return float(candidates[best]), rates[best]


def main() -> None:
    """Fit on the cases of the files named and print the calibration as TOML."""
    answerer = open_assistant().answerer
    cases = [case for path in sys.argv[1:] for case in read_cases(Path(path))]
    examples = [e for case in cases if (e := collect(answerer, case)) is not None and len(e.rows)]
    w = fit(examples)
    threshold, rate = best_threshold(w, examples)
    lines = [
        "# Written by scripts/calibrate.py from the dev questions; do not edit by hand.",
        f"# {len(examples)} questions, {rate:.1%} decided right by the threshold alone.",
        f"bias = {w[0]:.4f}",
        f"threshold = {threshold - 0.005:.4f}",
        "scope_margin = 0.5",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, w[1:], strict=True)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stderr.write(json.dumps({"questions": len(examples), "right": rate}) + "\n")


if __name__ == "__main__":
    main()
