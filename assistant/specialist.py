"""What answers a kind of question by other means than looking for clauses: the protocol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assistant.answer import Answer, Turn
from assistant.listener import Listener


class Specialist(Protocol):
    """Answers questions of one kind; safe to call from several threads."""

    def answer(
        self,
        question: str,
        *,
        as_of: date | None,
        region: str | None,
        history: Sequence[Turn],
        listener: Listener | None = None,
    ) -> Answer | None:
        """The answer, its `question` and `took_ms` set; None when the question is not of its kind.

        Args:
            as_of: None for today.
            region: "省/市/区"; None for the whole country.
            history: earlier turns, oldest first; what they said may decide whose turn it is.
            listener: who waits for the answer; is shown what is sure of it already.

        Raises:
            BadQuestionError: it is of the kind and cannot be taken.
        """
        ...
