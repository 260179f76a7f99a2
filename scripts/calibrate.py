"""Fit the weights that decide whether a clause answers a question.

    python scripts/calibrate.py evals/questions/dev.jsonl > assistant/calibration.toml

Every dev question is asked of the real index; each clause found is one example, positive when it
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

from assistant.ask import Assistant
from assistant.evidence import Evidence
from assistant.focus import focus
from assistant.judge import FEATURES, features
from assistant.open_assistant import open_assistant
from assistant.understand import understand
from evals.cases import Case, read_cases

_PENALTY = 0.02
_SIGNS = {"heaviest_missing": -1, "lacks_figure": -1, "names_other": -1}
"""Features that may only lower the support; all others may only raise it."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of one question: features, whether the clause is a named source, in scope."""

    rows: NDArray[np.float64]
    positive: NDArray[np.bool_]
    in_scope: NDArray[np.bool_]
    answerable: bool


def collect(assistant: Assistant, case: Case) -> Examples | None:
    """What the judge sees for one case; `None` for follow-ups, whose wording depends on history."""
    if case.history:
        return None
    parsed = understand(focus(case.question), assistant.instruments)
    if not parsed.terms or parsed.clauses:
        return None
    day = case.as_of or parsed.day or date.today()
    places = parsed.places or ((case.region,) if case.region else ())
    evidence = assistant.gather(parsed, day=day, places=places)
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
    """Bias and weights, in that order; each question's rows weigh 1 in total."""
    rows = np.vstack([e.rows for e in examples])
    labels = np.concatenate([e.positive for e in examples]).astype(float)
    weight = np.concatenate([np.full(len(e.rows), 1 / len(e.rows)) for e in examples])
    weight[labels > 0] *= (weight[labels == 0].sum()) / weight[labels > 0].sum()

    def loss(w: NDArray[np.float64]) -> float:
        margin = (w[0] + rows @ w[1:]) * (2 * labels - 1)
        return float(
            (weight * np.logaddexp(0, -margin)).sum() / weight.sum() + _PENALTY * w[1:] @ w[1:] / 2
        )

    bounds = [(None, None)] + [
        (None, 0.0) if _SIGNS.get(name) == -1 else (0.0, None) for name in FEATURES
    ]
    return np.asarray(minimize(loss, np.zeros(len(FEATURES) + 1), bounds=bounds).x)


def best_threshold(w: NDArray[np.float64], examples: list[Examples]) -> tuple[float, float]:
    """The threshold with the most right answer-or-refuse decisions, and their share."""
    tops, answerable = [], []
    for e in examples:
        support = 1 / (1 + np.exp(-(w[0] + e.rows @ w[1:])))
        inside = support[e.in_scope]
        tops.append(float(inside.max()) if inside.size else 0.0)
        answerable.append(e.answerable)
    tops_, answerable_ = np.array(tops), np.array(answerable)
    candidates = np.unique(tops_)
    rates = [float(((tops_ >= t) == answerable_).mean()) for t in candidates]
    best = int(np.argmax(rates))
    return float(candidates[best]), rates[best]


def main() -> None:
    """Fit on the cases of the file named and print the calibration as TOML."""
    assistant = open_assistant()
    cases = read_cases(Path(sys.argv[1]))
    examples = [e for case in cases if (e := collect(assistant, case)) is not None and len(e.rows)]
    w = fit(examples)
    threshold, rate = best_threshold(w, examples)
    lines = [
        "# Written by scripts/calibrate.py from the dev questions; do not edit by hand.",
        f"# {len(examples)} questions, {rate:.1%} decided right by the threshold alone.",
        f"bias = {w[0]:.4f}",
        f"threshold = {threshold - 0.005:.4f}",
        "scope_margin = 0.05",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, w[1:], strict=True)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stderr.write(json.dumps({"questions": len(examples), "right": rate}) + "\n")


if __name__ == "__main__":
    main()
