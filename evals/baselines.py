"""The values of a committed run, case by case, without its answers: small enough for git."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import RunsError
from evals.measures import MEASURES
from evals.stored_runs import StoredRun, Values

BASELINE = Path(__file__).parent / "baselines" / "answers.json"
"""Of our own questions dev and test, asked of the built-in corpus."""

_NOT_COMPARABLE = "took_ms"
"""Differs from machine to machine."""


class Baseline(BaseModel):
    """What a run had.

    Attributes:
        commit, started: of the run, as in its record.
        values: what is not None, by case id and measure.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    commit: str
    started: str
    values: dict[str, dict[str, float]]

    @property
    def scores(self) -> dict[str, Values]:
        """As a run's own values: measures a case took no part in are None."""
        names = {name for values in self.values.values() for name in values}
        return {
            case: {name: values.get(name) for name in names} for case, values in self.values.items()
        }


def baseline_of(run: StoredRun) -> Baseline:
    """The run's values, but for times."""
    return Baseline(
        commit=run.record.commit,
        started=run.record.started,
        values={case: _kept(values) for case, values in run.values.items()},
    )


def write_baseline(baseline: Baseline, path: Path) -> None:
    """A case a line, sorted, so that a change reads as one."""
    head = json.dumps({"commit": baseline.commit, "started": baseline.started})
    lines = (
        f"{json.dumps(case)}: {json.dumps(values, ensure_ascii=False)}"
        for case, values in sorted(baseline.values.items())
    )
    text = head[:-1] + ', "values": {\n' + ",\n".join(lines) + "\n}}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read_baseline(path: Path) -> Baseline:
    """What `write_baseline` wrote.

    Raises:
        RunsError: it is not there or damaged.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise RunsError(f"没有基线 {path.name}。可用 zhice eval gate --accept 存一份。") from error
    except ValidationError as error:
        raise RunsError(f"基线 {path.name} 已损坏，请从版本库恢复。") from error


def _kept(values: Mapping[str, float | None]) -> dict[str, float]:
    order = [measure.name for measure in MEASURES]
    return {
        name: round(value, 4)
        for name, value in sorted(values.items(), key=lambda item: order.index(item[0]))
        if value is not None and name != _NOT_COMPARABLE
    }
