"""Who waits for an answer: sees what is sure of it already, and may leave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from assistant.answer import Sentence
from assistant.trace import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What can be shown of an answer that is on its way.

    Attributes:
        settled: of the parts of the message that are done; they stay as they are.
        drafted: of the part being written; each was checked, yet all may be taken back.
        ahead: questions before this one in the queue for the model; 0 when it is its turn, None
            when no model is asked.
    """

    settled: tuple[Sentence, ...] = ()
    drafted: tuple[Sentence, ...] = ()
    ahead: int | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in order."""
        return self.settled + self.drafted


def with_first_shown(trace: Trace | None, *, listener: Listener, since: float) -> Trace | None:
    """The trace with the time its listener could read the first sentence.

    Args:
        since: `time.perf_counter()` of the question.
    """
    if trace is None or listener.first_shown is None:
        return trace
    return replace(trace, first_shown_ms=(listener.first_shown - since) * 1000)


class Listener:
    """One for each message; safe to use from several threads.

    Attributes:
        heard: as it stands now.
        first_shown: `time.perf_counter()` of its first sentence; None before.
    """

    def __init__(self) -> None:
        self.heard = Heard()
        self.first_shown: float | None = None
        self._part = ""
        self._model_began: float | None = None
        self._left = threading.Event()
        self._lock = threading.Lock()
        self._news = threading.Condition()
        self._to_end: list[Callable[[], None]] = []

    @property
    def has_left(self) -> bool:
        """Whether nobody waits any more."""
        return self._left.is_set()

    def begin(self, part: str) -> None:
        """What follows answers this one of several questions."""
        self._part = part

    def deadline(self, seconds: float) -> float:
        """`time.monotonic()` at which a model that has that long for the whole message stops.

        Args:
            seconds: counted from the first call on, whichever model made it.
        """
        if self._model_began is None:
            self._model_began = time.monotonic()
        return self._model_began + seconds

    def show(self, sentences: Sequence[Sentence]) -> None:
        """The part being written as far as it was checked, in place of what stood there."""
        self._note_first(sentences)
        self._hear(replace(self.heard, drafted=self._opened(sentences)))

    def settle(self, sentences: Sequence[Sentence]) -> None:
        """The part is done and says this, whatever was shown of it."""
        self._note_first(sentences)
        self._hear(Heard(settled=self.heard.settled + self._opened(sentences)))

    def wait_behind(self, ahead: int) -> None:
        """The model has that many other questions to answer first."""
        self._hear(replace(self.heard, ahead=ahead))

    def news(self, known: Heard, *, seconds: float) -> Heard:
        """What is heard, as soon as it is other than `known`, or after that time."""
        with self._news:
            self._news.wait_for(lambda: self.heard is not known, seconds)
        return self.heard

    def stop(self) -> None:
        """Nothing more will be heard; whoever waits for news looks again."""
        self._hear(replace(self.heard))

    def leave(self) -> None:
        """Nobody waits any more: end what is under way for this message."""
        with self._lock:
            self._left.set()
            to_end = tuple(self._to_end)
        for end in to_end:
            end()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Within the block `end` is called, in another thread, when the listener leaves."""
        with self._lock:
            self._to_end.append(end)
            is_late = self.has_left
        try:
            if is_late:
                end()
            yield
        finally:
            with self._lock:
                self._to_end.remove(end)

    def _hear(self, heard: Heard) -> None:
        with self._news:
            self.heard = heard
            self._news.notify_all()

    def _note_first(self, sentences: Sequence[Sentence]) -> None:
        if sentences and self.first_shown is None:
            self.first_shown = time.perf_counter()

    def _opened(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The first one named after the question it begins to answer, where there are several."""
        if not sentences or not self._part:
            return tuple(sentences)
        return (replace(sentences[0], opens=self._part), *sentences[1:])
