"""The clauses looked at for an answer, each with why it was left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.evidence import Evidence
from assistant.trace import ClauseSeen

_SHOWN = 12
"""Clauses a reader may want to go through."""


def clauses_considered(
    evidence: Sequence[Evidence],
    answering: Sequence[Evidence],
    support: Callable[[Evidence], float],
) -> tuple[ClauseSeen, ...]:
    """The clauses that answer, in their order, then the others by support.

    Args:
        evidence: all that was gathered.
        answering: those the answer was made from.
        support: probability, 0..1, that a clause answers.
    """
    kept = {item.passage.id for item in answering}
    others = [item for item in evidence if item.passage.id not in kept]
    ranked = [*answering, *sorted(others, key=support, reverse=True)]
    return tuple(
        ClauseSeen(
            passage=item.passage.id,
            title=item.passage.title,
            locator=item.passage.heading,
            support=round(support(item), 3),
            kept=item.passage.id in kept,
            why="" if item.passage.id in kept else _why_left_out(item),
        )
        for item in ranked[: max(_SHOWN, len(answering))]
    )


def _why_left_out(item: Evidence) -> str:
    if not item.in_force:
        return "所问的这一天不在有效期内"
    if not item.in_place:
        return "不是所问地区的规定"
    if item.names_other:
        return "不是问题点名的文件"
    if item.lacks_figure:
        return "没有所问的数字"
    return "不如引用的条款切题"
