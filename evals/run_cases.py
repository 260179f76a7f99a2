"""Cases × assistant → `EvalRun`: every answer judged, and the record of what ran."""

from __future__ import annotations

import platform
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, Turn
from corpus.progress import Progress, no_progress
from evals.answer_figures import Figures, figures
from evals.answer_measures import Judgement, StatusOn, judge
from evals.cases import Case
from evals.quote_measures import TextOf
from evals.significance import SEED


class Answers(Protocol):
    """What is measured; `assistant.asker.Asker` is one."""

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        """Answer on the texts valid on `as_of` in `region`; any exception counts as wrong."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """What ran; a figure without it is not a result.

    Attributes:
        started: UTC; cases that name no day are asked on that one.
        commit: of the code, "-dirty" when files differ from it; "unknown" outside a checkout.
        settings: names to values as text: index record, corpus revision, models, thresholds.
        kinds: 政策, 法律法规 … of every document cited, by its id, as far as that is known.
        seed: of whatever is drawn by lot: perturbations, intervals.
    """

    started: str
    commit: str
    python: str
    machine: str
    settings: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    seed: int = SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalRun:
    """Every case judged, in the order of the file, with the measures over them."""

    judgements: tuple[Judgement, ...]
    figures: Figures
    record: RunRecord


def run_cases(
    cases: Sequence[Case],
    assistant: Answers,
    *,
    text_of: TextOf,
    status_on: StatusOn,
    settings: Mapping[str, str] | None = None,
    progress: Progress = no_progress,
) -> EvalRun:
    """Ask every case and judge the answers; a crash is a wrong answer, never a missing one."""
    record = record_run(settings or {})
    judgements = []
    for done, case in enumerate(cases, start=1):
        judgements.append(_judge_one(case, assistant, text_of=text_of, status_on=status_on))
        progress("提问", done, len(cases))
    return EvalRun(judgements=tuple(judgements), figures=figures(judgements), record=record)


def _judge_one(
    case: Case, assistant: Answers, *, text_of: TextOf, status_on: StatusOn
) -> Judgement:
    try:
        turns = _earlier_turns(case, assistant)
        before = time.perf_counter()
        answer = assistant.ask(case.question, as_of=case.as_of, region=case.region, history=turns)
        took_ms = (time.perf_counter() - before) * 1000
    # Whatever goes wrong inside the assistant is a finding of this case; the run must go on.
    except Exception as error:  # noqa: BLE001
        return Judgement(case=case, answer=None, crashed=f"{type(error).__name__}: {error}")
    return judge(case, answer, text_of=text_of, status_on=status_on, took_ms=took_ms)


def _earlier_turns(case: Case, assistant: Answers) -> tuple[Turn, ...]:
    turns: tuple[Turn, ...] = ()
    for question in case.history:
        answer = assistant.ask(question, as_of=case.as_of, region=case.region, history=turns)
        turns += (Turn(question=question, answer=answer),)
    return turns


def record_run(settings: Mapping[str, str]) -> RunRecord:
    """Note when, with what code and on what machine a run happens."""
    return RunRecord(
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()} {platform.processor()}".strip(),
        settings=dict(settings),
    )


def _commit() -> str:
    folder = Path(__file__).parent
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return said.stdout.strip()
