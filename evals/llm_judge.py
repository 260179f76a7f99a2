"""A language model's opinion of a run, beside our own labels: how often do they agree?

The opinion changes no figure of the run; it is kept with the model and the rubric it came from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.progress import Progress, no_progress
from evals.chat_client import Messages
from evals.compare_runs import is_right
from evals.errors import EndpointError
from evals.report import expected
from evals.stored_runs import Row

RUBRIC = Path(__file__).parent / "prompts" / "judge.md"
_VERDICT = re.compile(r"结论\s*[：:]\s*(对|错)")


class Completes(Protocol):
    """A model that can be asked; `evals.chat_client.ChatClient` is one."""

    model: str

    def complete(self, messages: Messages) -> str:
        """What it says.

        Raises:
            EndpointError: nothing came that can be read.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the model thinks of one answer.

    Attributes:
        is_right: None when it gave no verdict or could not be asked.
        said: its words, or the error's.
        label: ours.
    """

    case_id: str
    is_right: bool | None
    label: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What the model thinks of a run.

    Attributes:
        model: as the server knows it.
        rubric: first 12 hex digits of the sha256 of the rubric it was given.
    """

    model: str
    rubric: str
    opinions: tuple[Opinion, ...]

    @property
    def agreement(self) -> float | None:
        """Share of the verdicts that are our label; None without verdicts."""
        given = self._given
        return sum(o.is_right == o.label for o in given) / len(given) if given else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: agreement beyond chance, 1 at most; None where chance alone agrees.

        Source: Cohen, "A coefficient of agreement for nominal scales", 1960.
        """
        given = self._given
        if not given or self.agreement is None:
            return None
        said = sum(o.is_right is True for o in given) / len(given)
        labelled = sum(o.label for o in given) / len(given)
        by_chance = said * labelled + (1 - said) * (1 - labelled)
        return None if by_chance == 1 else (self.agreement - by_chance) / (1 - by_chance)

    @property
    def without_verdict(self) -> int:
        """How many answers it gave no verdict on."""
        return len(self.opinions) - len(self._given)

    @property
    def _given(self) -> list[Opinion]:
        return [opinion for opinion in self.opinions if opinion.is_right is not None]


def judge_run(
    rows: Sequence[Row], model: Completes, *, progress: Progress = no_progress
) -> Opinions:
    """Ask the model of every answer of a run; cases that crashed or carry no label are left out."""
    rubric = RUBRIC.read_text(encoding="utf-8")
    opinions = []
    for done, row in enumerate(rows, start=1):
        label = is_right(row.values)
        if row.answer is not None and label is not None:
            opinions.append(_opinion(row, label, model, rubric))
        progress("请模型评判", done, len(rows))
    fingerprint = hashlib.sha256(rubric.encode()).hexdigest()[:12]
    return Opinions(model=model.model, rubric=fingerprint, opinions=tuple(opinions))


def as_text(found: Opinions) -> str:
    """Chinese lines: agreement, and the answers on which model and label part."""
    apart = [o for o in found.opinions if o.is_right is not None and o.is_right != o.label]
    lines = [
        f"模型 {found.model}，评分标准 {found.rubric}：评了 {len(found.opinions)} 题，"
        f"没给出结论 {found.without_verdict} 题",
        f"与标注一致 {_share(found.agreement)}，kappa {_number(found.kappa)}",
        f"意见不同 {len(apart)} 题：",
    ]
    return "\n".join(
        lines + [f"- {o.case_id} 模型说{_word(o.is_right)}，标注{_word(o.label)}" for o in apart]
    )


def _opinion(row: Row, label: bool, model: Completes, rubric: str) -> Opinion:
    assert row.answer is not None
    asked = " → ".join((*row.case.history, row.case.question))
    messages = [
        {"role": "system", "content": rubric},
        {
            "role": "user",
            "content": f"问题：{asked}\n标准答案：{expected(row.case)}\n回答：{row.answer.text}",
        },
    ]
    try:
        said = model.complete(messages)
    except EndpointError as error:
        return Opinion(case_id=row.case.id, is_right=None, label=label, said=str(error))
    verdicts = _VERDICT.findall(said)
    verdict = verdicts[-1] == "对" if verdicts else None
    return Opinion(case_id=row.case.id, is_right=verdict, label=label, said=said)


def _word(is_right_: bool | None) -> str:
    return "对" if is_right_ else "错"


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.1%}"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"
