"""What to ask back when a fact the question leaves open decides the answer."""

from __future__ import annotations

from assistant.answer import Answer


def reply_to(answer: Answer, reply: str, asked: str) -> str | None:
    """The question a reply completes; None when it is no reply."""
    return None
