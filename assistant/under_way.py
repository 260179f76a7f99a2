"""Answers on their way: given in the background, stored, and read along by whoever is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock, Timer

from assistant.answer import Answer, Turn
from assistant.background import BackgroundThreads
from assistant.conversations import ConversationStore, StoredTurn
from assistant.labels import WHOLE_COUNTRY
from assistant.listener import Listener
from assistant.opening import Opening

ASKS_AT_ONCE = 64
"""Questions under way; those that a language model words wait for up to a minute, and idle."""

PATIENCE_SECONDS = 5.0
"""A page that is loaded again reads on within it; a closed tab keeps a model busy no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What stands in the question form; `as_of` as the date field gives it: "2026-11-22"."""

    question: str
    as_of: str
    region: str
    conversation: int | None


@dataclass(slots=True, kw_only=True, eq=False)
class UnderWay:
    """One question from the moment it was taken; safe to use from several threads.

    Attributes:
        conversation: its number.
        turns_before: of the conversation, as it was then.
        listener: of whom the answer is for.
        answered: done once the answer is stored, or will not come.
        patience: seconds without a reader after which the listener leaves.
    """

    question: str
    conversation: int
    turns_before: list[StoredTurn]
    listener: Listener
    answered: Future[Answer]
    patience: float
    _readers: int = 0
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def read(self) -> Iterator[None]:
        """Within the block somebody reads along; when the last one goes, so does the listener."""
        with self._lock:
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
            if not self.answered.done():
                timer = Timer(self.patience, self._leave_unless_read)
                timer.daemon = True
                timer.start()

    def _leave_unless_read(self) -> None:
        with self._lock:
            is_read = self._readers > 0
        if not is_read and not self.answered.done():
            self.listener.leave()


class AnswersUnderWay:
    """Has questions answered, and knows those that are not answered yet.

    Args:
        store: keeps the conversations.
        opening: of whom answers.
        patience: seconds a model goes on after the last reader of its answer went.
    """

    def __init__(self, store: ConversationStore, opening: Opening, *, patience: float) -> None:
        self._store = store
        self._opening = opening
        self._patience = patience
        self._threads = BackgroundThreads(ASKS_AT_ONCE)
        self._newest: dict[int, UnderWay] = {}

    def begin(self, asked: Asked, day: date | None) -> UnderWay:
        """Have it answered in its conversation, or in a new one where that is gone."""
        number = asked.conversation
        if number is None or self._store.title_of(number) is None:
            number = self._store.start(asked.question)
        taken = replace(asked, conversation=number)
        before, listener = self._store.turns(number), Listener()
        under_way = UnderWay(
            question=asked.question,
            conversation=number,
            turns_before=before,
            listener=listener,
            answered=self._threads.submit(lambda: self._answer(taken, day, before, listener)),
            patience=self._patience,
        )
        self._newest[number] = under_way
        under_way.answered.add_done_callback(lambda _: self._end(under_way))
        return under_way

    def of(self, conversation: int | None) -> UnderWay | None:
        """The newest answer under way in a conversation."""
        return None if conversation is None else self._newest.get(conversation)

    def _answer(
        self, asked: Asked, day: date | None, before: Sequence[StoredTurn], listener: Listener
    ) -> Answer:
        """Runs in a thread of ours: waits for the asker, then for its answer, and stores it.

        A question that is not taken is not stored, nor is the conversation it would have begun.
        """
        number, region = asked.conversation or 0, asked.region.strip()
        is_kept = False
        try:
            answer = self._opening.result().ask(
                asked.question,
                as_of=day,
                region=None if region in ("", WHOLE_COUNTRY) else region,
                history=[stored.turn for stored in before],
                listener=listener,
            )
            self._store.append(number, Turn(question=asked.question, answer=answer))
            is_kept = True
        finally:
            if not is_kept and not before:
                self._store.delete(number)
        return answer

    def _end(self, under_way: UnderWay) -> None:
        if self._newest.get(under_way.conversation) is under_way:
            del self._newest[under_way.conversation]
        under_way.listener.stop()
