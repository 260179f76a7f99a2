"""The clauses looked at for an answer, each with why it was left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Citation
from assistant.evidence import Evidence
from assistant.trace import ClauseSeen
from indexing.passages import Passage

_SHOWN = 12
"""Clauses a reader may want to go through."""


def clauses_considered(
    evidence: Sequence[Evidence],
    answering: Sequence[Evidence],
    support: Callable[[Evidence], float],
    *,
    cited: Sequence[Citation],
) -> tuple[ClauseSeen, ...]:
    """The clauses chosen for the answer, in their order, then the others by support.

    Args:
        evidence: all that was gathered.
        answering: chosen for the answer, which need not quote every one of them.
        support: probability, 0..1, that a clause answers.
        cited: by the answer.
    """
    chosen = {item.passage.id: number for number, item in enumerate(answering, start=1)}
    others = [item for item in evidence if item.passage.id not in chosen]
    ranked = [*answering, *sorted(others, key=support, reverse=True)]
    return tuple(
        _seen(item, number=chosen.get(item.passage.id, 0), support=support(item), cited=cited)
        for item in ranked[: max(_SHOWN, len(answering))]
    )


def _seen(item: Evidence, *, number: int, support: float, cited: Sequence[Citation]) -> ClauseSeen:
    kept = any(_holds(item.passage, citation) for citation in cited)
    why_left = "看过，没有比引用的条款多说什么" if number else _why_left_out(item)
    return ClauseSeen(
        passage=item.passage.id,
        title=item.passage.title,
        locator=item.passage.heading,
        support=round(support, 3),
        kept=kept,
        why="" if kept else why_left,
        number=number,
    )


def _holds(passage: Passage, citation: Citation) -> bool:
    is_of_document = passage.document_id == citation.document_id
    ends = passage.start + len(passage.text)
    return is_of_document and passage.start <= citation.start and citation.end <= ends


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
