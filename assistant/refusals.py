"""An `Answer` that refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Reason, Sentence


def refusal(reason: Reason, text: str, *, day: date, region: str | None) -> Answer:
    """A refusal; its question is set by who was asked."""
    return Answer(
        question="",
        as_of=day,
        region=region,
        text=text,
        sentences=(),
        refused=True,
        reason=reason,
    )


def with_nearest(refused: Answer, sentences: Sequence[Sentence]) -> Answer:
    """The refusal with what these sentences cite to look at."""
    return replace(refused, nearest=tuple(c for s in sentences for c in s.citations))
