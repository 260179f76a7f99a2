"""Layout advice being worded by the language model, in the background, for whoever looks on."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator

from assistant.background import BackgroundThreads
from assistant.layout.advice import Advice
from assistant.layout.advice_sections import sections_of
from assistant.layout.advice_writer import AdviceWriter
from assistant.layout.layout_plan import Plan
from assistant.layout.written_advice import WrittenAdvice, WrittenSection
from assistant.listener import Listener
from assistant.open_model import make_advice_writer
from assistant.opening import user_message
from assistant.saved_settings import read_settings
from assistant.settings import AssistantSettings
from corpus.home import Home

PATIENCE_SECONDS = 60.0
"""A page looks every second; one in a tab in the background may take a minute. After it the tab
is taken for closed and the model is let go."""

_AT_ONCE = 4
_KEPT = 50
"""Advice to come back to; older is forgotten and can be had anew."""

Sections = Callable[[Callable[[], Listener]], Iterator[WrittenSection]]


class Writing:
    """One plan being worded; safe to use from several threads.

    Args:
        advice: what is worded.
        patience: seconds nobody looks after which the model is let go.
    """

    def __init__(self, owner: str, advice: Advice, *, patience: float) -> None:
        self.owner = owner
        self.advice = advice
        self.total = len(sections_of(advice))
        self.error = ""
        self._patience = patience
        self._written: tuple[WrittenSection, ...] = ()
        self._is_over = False
        self._has_left = False
        self._listener = Listener()
        self._lock = threading.Lock()
        self._timer = self._begun_timer()

    @property
    def written(self) -> WrittenAdvice:
        """What is written so far."""
        return WrittenAdvice(sections=self._written)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._is_over

    def look(self) -> None:
        """Somebody waits for it."""
        with self._lock:
            self._timer.cancel()
            if not self._is_over:
                self._timer = self._begun_timer()

    def run(self, sections: Sections) -> None:
        """Take the parts as they come; an error ends it and is told."""
        try:
            for section in sections(self._listen):
                self._written += (section,)
        except Exception as error:  # noqa: BLE001 - told to the visitor, logged by user_message
            self.error = user_message(error)
        finally:
            with self._lock:
                self._is_over = True
                self._timer.cancel()

    def _listen(self) -> Listener:
        with self._lock:
            self._listener = Listener()
            if self._has_left:
                self._listener.leave()
            return self._listener

    def _leave(self) -> None:
        with self._lock:
            self._has_left = True
            listener = self._listener
        listener.leave()

    def _begun_timer(self) -> threading.Timer:
        timer = threading.Timer(self._patience, self._leave)
        timer.daemon = True
        timer.start()
        return timer


class AdviceWritings:
    """What is being worded and what was, since the program started; for several threads."""

    def __init__(self, home: Home, *, patience: float = PATIENCE_SECONDS) -> None:
        self._home = home
        self._patience = patience
        self._threads = BackgroundThreads(_AT_ONCE)
        self._changing = threading.Lock()
        self._writings: dict[str, Writing] = {}
        self._writer: tuple[AssistantSettings, AdviceWriter | None] | None = None

    def model(self) -> str:
        """Name of the model that would be asked; "" when none is set up.

        Raises:
            SettingsError: the settings cannot be read.
        """
        settings = read_settings(self._home)
        return (settings.llm_model or settings.llm_url) if settings.llm_url else ""

    def start(self, owner: str, plan: Plan) -> str:
        """Have the advice worded; the number by which to look at it, "" without a model.

        Raises:
            ModelError: the address of the model is none.
            SettingsError: the settings cannot be read.
        """
        writer = self._opened_writer()
        if writer is None:
            return ""
        advice, surveyed = plan.advice, plan.surveyed
        with self._changing:
            for number, known in self._writings.items():
                if known.owner == owner and not known.is_over and known.advice == advice:
                    return number
            number = secrets.token_hex(8)
            writing = Writing(owner, advice, patience=self._patience)
            self._writings[number] = writing
            for old in list(self._writings)[:-_KEPT]:
                del self._writings[old]
        self._threads.submit(
            lambda: writing.run(lambda listen: writer.sections(advice, surveyed, listen))
        )
        return number

    def find(self, number: str, *, owner: str) -> Writing | None:
        """One that is remembered; None for what is forgotten or somebody else's."""
        writing = self._writings.get(number)
        return writing if writing is not None and writing.owner == owner else None

    def _opened_writer(self) -> AdviceWriter | None:
        settings = read_settings(self._home)
        with self._changing:
            if self._writer is None or self._writer[0] != settings:
                made = make_advice_writer(settings, self._home)
                self._writer = settings, None if made is None else AdviceWriter(made)
            return self._writer[1]
