"""Fit the weights that decide whether the best clauses together are grounds for an answer.

    python -m scripts.fit_grounds > grounds.toml

Examples, each asked of the real index of ZHICE_HOME, which should hold the shipped corpus alone:

- the dev questions, answerable or not;
- `evals/questions/grounds.jsonl`, the half marked tune;
- answerable dev questions with one thing swapped (`grounds_swaps.toml`): unanswerable;
- answerable dev questions without the texts that answer them: unanswerable, unless what is left
  states the same facts.

Questions that other rules decide take no part. A logistic model is fitted whose features may only
act in the direction they mean.

The threshold is the highest log odds, in tenths, at which no answerable question of dev or tune
that its best clause supports is refused by a model fitted without it: a second look that refuses
no more of them than the first. The half marked check and the made-up questions have no say in it.

Refused shares, on held-out folds, of the questions that the best clause supports go to stderr.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from assistant.answer import Reason
from assistant.ask import Answerer
from assistant.calibration import load_calibration
from assistant.focus import focus
from assistant.grounds import FEATURES, ground_features
from assistant.judge import Judge
from assistant.message import read_message
from assistant.open_assistant import open_assistant
from assistant.understand import understand
from corpus.catalogue import Catalogue
from corpus.home import Home, default_home
from evals.cases import QUESTIONS, Case, named_cases
from evals.same_words import says
from scripts.grounds_swaps import swapped

_PENALTY = 0.003
_FOLDS = 8
_WORLDS = 6
_AT_MOST = {
    "heaviest_missing": 0.0,
    "lacks_figure": -1.5,
    "lacks_exact": -1.0,
    "matter_missing": 0.0,
    "matter_missing_in_all": 0.0,
    "matter_foreign": 0.0,
    "matter_foreign_in_all": 0.0,
    "right_missing": 0.0,
    "body_missing": -1.5,
    "out_of_reach": -2.5,
}
"""Features that speak against answering, by this much at least; all others may only favour it."""

_WEIGHTS = {"dev": 1.0, "own": 1.5, "removed": 0.6, "swapped": 0.35}
"""Of one example: made-up ones count less than questions that people wrote."""


class OwnQuestion(BaseModel):
    """A line of `grounds.jsonl`; kind names what it is about, half is tune or check."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    question: str
    answerable: bool
    kind: str
    half: str


@dataclass(frozen=True, slots=True)
class Example:
    """One question with what the model sees of it.

    Attributes:
        supported: the best clause alone would have it answered, so that this model decides.
        origin: key of `_WEIGHTS`, or "check" for those that only measure.
        group: examples made of one question share it.
    """

    values: tuple[float, ...]
    supported: bool
    answerable: bool
    origin: str
    group: str


def seen(
    answerer: Answerer, question: str, case: Case | None = None
) -> tuple[tuple[float, ...], bool] | None:
    """The features of a question, and whether the best clause alone would have it answered.

    None where something else decides it.
    """
    parsed = understand(focus(read_message(question).asks), answerer.instruments)
    if parsed.clauses or not parsed.terms:
        return None
    day = (case.as_of if case else None) or parsed.day or date.today()
    places = parsed.places or ((case.region,) if case and case.region else ())
    evidence = answerer.gatherer.gather(parsed, day=day, places=places)
    judge = Judge(load_calibration())
    reason = judge.decide(parsed, evidence, places=places).reason
    inside = sorted((e for e in evidence if e.in_scope), key=judge.support, reverse=True)
    if reason not in (None, Reason.NOT_IN_CORPUS) or not inside:
        return None
    values = ground_features(parsed, inside, [judge.support(e) for e in inside])
    return values, reason is None


def examples_of(answerer: Answerer, cases: Iterable[Case]) -> Iterator[Example]:
    """The dev questions, those of our own, and the swapped ones, asked of the whole corpus."""
    usable = [c for c in cases if not c.history and c.reason in (None, Reason.NOT_IN_CORPUS)]
    for case in usable:
        yield from _example(answerer, case.question, "dev", case.id, case.answerable, case)
    for line in (QUESTIONS / "grounds.jsonl").read_text(encoding="utf-8").splitlines():
        own = OwnQuestion.model_validate_json(line)
        origin = "own" if own.half == "tune" else "check"
        yield from _example(answerer, own.question, origin, own.id, own.answerable)
    for question, group in swapped([case for case in usable if case.answerable]):
        yield from _example(answerer, question, "swapped", group, answerable=False)


def removed(home: Home, cases: Iterable[Case]) -> Iterator[Example]:
    """Dev questions asked of the corpus without the texts that answer them."""
    asked = [case for case in cases if case.answerable and not case.history]
    with TemporaryDirectory(prefix="zhice-grounds-") as folder:
        titles = sorted({case.sources[0].title for case in asked})
        for number in range(_WORLDS):
            group = [c for c in asked if titles.index(c.sources[0].title) % _WORLDS == number]
            assistant = open_assistant(_without_sources(home, group, Path(folder) / str(number)))
            for case in group:
                answer = assistant.ask(case.question, as_of=case.as_of, region=case.region)
                if all(any(says(answer.text, fact) for fact in either) for either in case.facts):
                    continue
                yield from _example(
                    assistant.answerer, case.question, "removed", case.id, False, case
                )


def _without_sources(home: Home, cases: Iterable[Case], folder: Path) -> Home:
    place = Home(folder)
    shutil.copytree(home.root, place.root)
    wanted = {source.title for case in cases for source in case.sources}
    catalogue = Catalogue(place.catalogue)
    with catalogue.batch():
        for summary in catalogue.summaries():
            if any(title in summary.title or title in summary.source for title in wanted):
                catalogue.remove(summary.id)
    return place


def _example(
    answerer: Answerer,
    question: str,
    origin: str,
    group: str,
    answerable: bool,
    case: Case | None = None,
) -> Iterator[Example]:
    found = seen(answerer, question, case)
    if found is not None:
        values, supported = found
        yield Example(values, supported, answerable, origin, group)


def fit(examples: list[Example]) -> NDArray[np.float64]:
    """Bias and weights, in that order."""
    rows = np.array([example.values for example in examples])
    signs = np.where([example.answerable for example in examples], 1.0, -1.0)
    share = np.array([_WEIGHTS[example.origin] for example in examples])
    share /= share.sum()

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (w[0] + rows @ w[1:])
        pull = -share * signs / (1 + np.exp(margins))
        total = float(share @ np.logaddexp(0, -margins) + _PENALTY * (w[1:] @ w[1:]) / 2)
        return total, np.array([pull.sum(), *(rows.T @ pull + _PENALTY * w[1:])])

    bounds = [(None, None)] + [
        (None, _AT_MOST[name]) if name in _AT_MOST else (0.0, None) for name in FEATURES
    ]
    start = np.array([0.0, *(_AT_MOST.get(name, 0.0) for name in FEATURES)])
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


def held_out(examples: list[Example]) -> NDArray[np.float64]:
    """Log odds of each example, by a model that saw neither it nor another of its group."""
    odds, groups = np.zeros(len(examples)), [example.group for example in examples]
    rows = np.array([example.values for example in examples])
    for known, unknown in GroupKFold(_FOLDS).split(rows, groups=groups):
        w = fit([examples[i] for i in known if examples[i].origin in _WEIGHTS])
        odds[unknown] = w[0] + rows[unknown] @ w[1:]
    return odds


def threshold(examples: Sequence[Example], odds: NDArray[np.float64]) -> float:
    """Log odds from which on a question is answered, by the rule at the top."""
    kept = [
        value
        for example, value in zip(examples, odds, strict=True)
        if example.answerable and example.supported and example.origin in _WEIGHTS
    ]
    return math.floor(float(min(kept)) * 10) / 10


def report(examples: Sequence[Example], odds: NDArray[np.float64], least: float) -> str:
    """By origin, how many of the supported questions are refused, as JSON."""
    found: dict[str, dict[str, str]] = {}
    for origin in sorted({example.origin for example in examples}):
        here = [
            (example.answerable, bool(value < least))
            for example, value in zip(examples, odds, strict=True)
            if example.supported and example.origin == origin
        ]
        refused = {yes: [no for is_so, no in here if is_so == yes] for yes in (False, True)}
        found[origin] = {
            "refused rightly": f"{sum(refused[False])}/{len(refused[False])}",
            "refused falsely": f"{sum(refused[True])}/{len(refused[True])}",
        }
    return json.dumps(found, indent=1)


def main() -> None:
    """Fit and print the model as TOML."""
    home, cases = default_home(), named_cases(["dev"])
    examples = [*examples_of(open_assistant(home).answerer, cases), *removed(home, cases)]
    odds = held_out(examples)
    least = threshold(examples, odds)
    sys.stderr.write(report(examples, odds, least) + "\n")
    w = fit([example for example in examples if example.origin in _WEIGHTS])
    lines = [
        "# Written by scripts/fit_grounds.py; do not edit by hand.",
        f"bias = {w[0]:.4f}",
        f"threshold = {1 / (1 + np.exp(-least)):.4f}",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, w[1:], strict=True)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
