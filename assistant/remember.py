"""Whether a follow-up is still about the texts that the last answer cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.evidence import Evidence

_SLACK = 0.02
"""Of coverage: a text at hand must speak of what is asked as much as any other."""


def within_conversation(
    evidence: Sequence[Evidence],
    cited: frozenset[str],
    *,
    support: Callable[[Evidence], float],
    threshold: float,
) -> list[Evidence]:
    """The evidence of the texts cited last, when one of their clauses answers as well as any.

    A general rule elsewhere often says the same words (质权自…设立) about another matter; who asks
    on means the text before them. All of the evidence when no clause of it covers the question as
    much as the best one does, which is what a change of subject looks like.

    Args:
        cited: ids of the documents the last answer cites.
        support: probability that a clause answers.
        threshold: support at which a clause counts as an answer.
    """
    inside = [e for e in evidence if e.in_scope]
    near = [e for e in inside if e.passage.document_id in cited]
    if not near:
        return list(evidence)
    best, nearest = max(inside, key=support), max(near, key=support)
    covers = nearest.coverage.share >= best.coverage.share - _SLACK
    covers = covers and (best.lacks_figure or not nearest.lacks_figure)
    if not covers or support(nearest) < threshold:
        return list(evidence)
    return [e for e in evidence if e.passage.document_id in cited]
