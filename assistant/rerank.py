"""Passages found put in the order of a slower and better judge of fit; optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.errors import ModelError
from indexing.passages import Passage, ScoredPassage

POOL = 4
"""Times as many passages are found as are kept, for the order to matter."""


class Reranker(Protocol):
    """Scores texts against a question; safe to use from several threads."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One score a text, in the order given; higher fits better, the scale is the model's.

        Raises:
            ModelError: it cannot say.
        """
        ...


def rerank(
    question: str, found: Sequence[ScoredPassage], reranker: Reranker, *, limit: int
) -> list[ScoredPassage]:
    """The `limit` passages that fit best, best first, with the reranker's scores.

    Passages it scores alike keep their order; all keep order and scores when it fails.
    """
    try:
        scores = reranker.scores(question, [text_to_rank(scored.passage) for scored in found])
    except ModelError:  # what was found is good enough to go on with
        return list(found[:limit])
    ranked = [replace(one, score=float(s)) for one, s in zip(found, scores, strict=True)]
    return sorted(ranked, key=lambda one: -one.score)[:limit]


def best_of(
    question: str, found: Sequence[ScoredPassage], reranker: Reranker, *, limit: int
) -> list[ScoredPassage]:
    """The same passages with the scores and in the order they were found with.

    What weighs them as evidence was fitted to those scores.
    """
    kept = {one.passage.id for one in rerank(question, found, reranker, limit=limit)}
    return [one for one in found if one.passage.id in kept]


def text_to_rank(passage: Passage) -> str:
    """Title, heading and text: a clause says seldom what law it stands in."""
    return "\n".join(filter(None, (passage.title, passage.heading, passage.text)))
