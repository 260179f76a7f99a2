"""How far answers hold when the same question is written differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from corpus.progress import Progress, no_progress
from evals.answer_measures import Judgement
from evals.cases import Case
from evals.measured import Measured
from evals.perturb import PERTURBATIONS, Perturbation, perturbed
from evals.run_cases import EvalRun
from evals.significance import SEED, Difference, paired_difference

IsRight = Callable[[Judgement], bool]


def _is_right(judgement: Judgement) -> bool:
    return judgement.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """One change of the questions, or of the corpus, over the cases it fits.

    Attributes:
        name: key in records.
        label: Chinese, for people.
        cases: how many it fits.
        right_before, right_after: share answered, or refused, as it should be.
        same: share whose answer is the same: refused for the same reason, or the same clauses
            cited.
        difference: of being right, paired, after minus before.
        lost: ids of cases that were right and no longer are.
    """

    name: str
    label: str
    cases: int
    right_before: float
    right_after: float
    same: float
    difference: Difference
    lost: tuple[str, ...]


def robustness(
    cases: Sequence[Case],
    measured: Measured,
    *,
    perturbations: Iterable[Perturbation] = PERTURBATIONS,
    progress: Progress = no_progress,
) -> tuple[Robustness, ...]:
    """Ask every case as it is and once in each way that fits it; ways that fit none are left out.

    Only the last question of a conversation is changed.
    """
    before = measured.run(cases, asked="原题", progress=progress)
    found = []
    for perturbation in perturbations:
        changed = [c for case in cases if (c := _written(case, perturbation)) is not None]
        if changed:
            run = measured.run(changed, asked=perturbation.label, progress=progress)
            found.append(held(perturbation.name, perturbation.label, before, run))
    return tuple(found)


def same_answer(one: Answer | None, other: Answer | None) -> bool:
    """Whether a user learns the same: refused for one reason, or the same clauses cited."""
    if one is None or other is None or one.refused != other.refused:
        return False
    return one.reason == other.reason if one.refused else _cited(one) == _cited(other)


def as_table(found: Iterable[Robustness]) -> str:
    """Markdown, a row for each way of writing."""
    lines = [
        "| 改动 | 题数 | 原来答对 | 改动后答对 | 差（95% 区间） | p | 回答不变 |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.label} | {r.cases} | {r.right_before:.1%} | {r.right_after:.1%} "
        f"| {r.difference.mean * 100:+.1f} 点（{r.difference.low * 100:+.1f}～"
        f"{r.difference.high * 100:+.1f}） | {r.difference.p_value:.3f} | {r.same:.1%} |"
        for r in found
    ]
    return "\n".join(lines)


def as_json(found: Iterable[Robustness]) -> dict[str, object]:
    """The same by the name of the perturbation, with the ids of the cases lost."""
    return {
        r.name: {
            "cases": r.cases,
            "right_before": r.right_before,
            "right_after": r.right_after,
            "same": r.same,
            "difference": r.difference.mean,
            "low": r.difference.low,
            "high": r.difference.high,
            "p_value": r.difference.p_value,
            "lost": list(r.lost),
        }
        for r in found
    }


def _written(case: Case, perturbation: Perturbation) -> Case | None:
    """The case with its question in other words; None where this way does not fit."""
    question = perturbed(case.question, perturbation, seed=SEED)
    return None if question is None else case.model_copy(update={"question": question})


def held(
    name: str, label: str, before: EvalRun, after: EvalRun, is_right: IsRight = _is_right
) -> Robustness:
    """Compare the cases of `after` with themselves in `before`.

    Args:
        is_right: whether an answer of `after` is what it should be there.
    """
    earlier = {judgement.case.id: judgement for judgement in before.judgements}
    pairs = [(earlier[judged.case.id], judged) for judged in after.judgements]
    old, new = [float(b.right) for b, _ in pairs], [float(is_right(a)) for _, a in pairs]
    return Robustness(
        name=name,
        label=label,
        cases=len(pairs),
        right_before=sum(old) / len(pairs),
        right_after=sum(new) / len(pairs),
        same=sum(same_answer(b.answer, a.answer) for b, a in pairs) / len(pairs),
        difference=paired_difference(old, new),
        lost=tuple(a.case.id for b, a in pairs if b.right and not is_right(a)),
    )


def _cited(answer: Answer) -> set[tuple[str, int, int]]:
    return {(c.document_id, c.start, c.end) for s in answer.sentences for c in s.citations}
