"""Conversations for tests."""

from __future__ import annotations

from datetime import date

from assistant.answer import Answer, Turn
from tests.assistant.small_corpus import TODAY


def turn(
    question: str,
    *,
    meant: str = "",
    said: str = "",
    asks_back: str = "",
    as_of: date = TODAY,
) -> Turn:
    """A question and its answer; `meant` is what a follow-up was completed to."""
    answer = Answer(
        question=question,
        as_of=as_of,
        region=None,
        text=said,
        sentences=(),
        standalone_question=meant or question,
        asks_back=asks_back,
    )
    return Turn(question=question, answer=answer)


def turns(*questions: str) -> tuple[Turn, ...]:
    """Questions that each stood alone."""
    return tuple(turn(question) for question in questions)
