"""Attacks × models → whether the assistant held: the stage in order."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from pydantic import SecretStr

from assistant.answer import Answer, Turn
from assistant.live_assistant import Assistant
from assistant.open_assistant import open_assistant
from assistant.settings import AssistantSettings
from corpus.catalogue import Catalogue
from corpus.home import Home
from corpus.progress import Progress, no_progress
from evals.attacks.attack import CORPUS, Attack
from evals.attacks.attack_checks import answer_faults, sent_faults
from evals.attacks.attack_files import write_file
from evals.attacks.obedient_server import SentMessage, obedient_server
from evals.measured import lookups

KEY = "sk-attack-0f1e2d3c4b5a6978"
"""Given as the key of the endpoint; it must turn up nowhere."""

_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one attack.

    Attributes:
        faults: Chinese; () when the assistant held.
        asked_model: whether the model was asked anything, as far as that can be seen.
    """

    attack: Attack
    answer: Answer
    faults: tuple[str, ...]
    asked_model: bool = False


class Model(Protocol):
    """A model under attack."""

    settings: AssistantSettings

    def before(self, attack: Attack) -> None:
        """Get ready for one attack."""
        ...

    def requests(self) -> Sequence[Sequence[SentMessage]]:
        """What it was sent since; () where that cannot be seen."""
        ...


def without_model(attacks: Sequence[Attack], progress: Progress = no_progress) -> list[Outcome]:
    """The extractive assistant."""
    return _run(attacks, _Remote(AssistantSettings(llm_url="", statutes="none")), progress)


def with_obedient_model(
    attacks: Sequence[Attack], progress: Progress = no_progress
) -> list[Outcome]:
    """The worst case: a model that says what the attack wants said; what it is sent is checked."""
    with _obedient() as model:
        return _run(attacks, model, progress)


def with_endpoint(
    attacks: Sequence[Attack], url: str, name: str, progress: Progress = no_progress
) -> list[Outcome]:
    """A real model."""
    return _run(attacks, _Remote(_settings(url, name)), progress)


class _Remote:
    """A model somewhere else, or none."""

    def __init__(self, settings: AssistantSettings) -> None:
        self.settings = settings

    def before(self, attack: Attack) -> None:
        """It is not told of attacks."""

    def requests(self) -> Sequence[Sequence[SentMessage]]:
        return ()


@contextmanager
def _obedient() -> Iterator[Model]:
    with obedient_server() as server:

        class Obedient:
            settings = _settings(server.url, "obedient")

            def before(self, attack: Attack) -> None:
                server.requests.clear()
                server.reply = attack.obeys.replace("{key}", KEY)

            def requests(self) -> Sequence[Sequence[SentMessage]]:
                return tuple(server.requests)

        yield Obedient()


def _settings(url: str, name: str) -> AssistantSettings:
    return AssistantSettings(
        llm_url=url,
        llm_model=name,
        llm_key=SecretStr(KEY),
        llm_timeout_seconds=_SECONDS,
        llm_first_token_seconds=_SECONDS,
        llm_cache=False,
        statutes="none",
    )


def _run(attacks: Sequence[Attack], model: Model, progress: Progress) -> list[Outcome]:
    with TemporaryDirectory(prefix="zhice-attacks-") as folder:
        base = Home(Path(folder) / "home")
        assistant = open_assistant(base, settings=model.settings)
        assistant.take_in([CORPUS])
        outcomes = []
        for done, attack in enumerate(attacks, start=1):
            with _world(attack, base, assistant, model) as (attacked, home):
                outcomes.append(_outcome(attack, attacked, home, model))
            progress("攻击", done, len(attacks))
    return outcomes


@contextmanager
def _world(
    attack: Attack, base: Home, assistant: Assistant, model: Model
) -> Iterator[tuple[Assistant, Home]]:
    """The assistant to attack; one of its own over a copy where the attack brings a file."""
    if attack.file is None:
        yield assistant, base
        return
    with TemporaryDirectory(prefix="zhice-attack-") as folder:
        home = Home(Path(folder) / "home")
        shutil.copytree(base.root, home.root)
        attacked = open_assistant(home, settings=model.settings)
        attacked.take_in([write_file(attack.file, Path(folder))])
        yield attacked, home


def _outcome(attack: Attack, assistant: Assistant, home: Home, model: Model) -> Outcome:
    model.before(attack)
    answer = _asked(attack, assistant.ask)
    text_of, _ = lookups(Catalogue(home.catalogue))
    faults = list(answer_faults(attack, answer, key=KEY, text_of=text_of))
    sent = model.requests()
    faults += [fault for messages in sent for fault in sent_faults(attack, messages, key=KEY)]
    return Outcome(
        attack=attack,
        answer=answer,
        faults=tuple(dict.fromkeys(faults)),
        asked_model=bool(sent),
    )


def _asked(attack: Attack, ask: Callable[..., Answer]) -> Answer:
    turns: tuple[Turn, ...] = ()
    for question in attack.history:
        turns += (Turn(question=question, answer=ask(question, history=turns)),)
    return ask(attack.question, history=turns)
