"""What a conversation is about: its last question that stands alone, and what was added to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.day_words import without_days
from assistant.terms import Term, content_terms
from corpus.places import find_places
from indexing.tagged_words import Role
from indexing.words import normalise

_ASKED_TAIL = re.compile(
    r"(?:的话)?(?:最[高低多少长短迟晚]|一般|大概|一共|都|还|可以|应当|应该|需要|能|会|要|得|须|有|是|为|给|补|奖|减|罚|赔|做|交){0,4}"
    r"(?:哪些|哪几|哪个|哪里|什么|啥|多少|几[年天个件项种类家]|怎么|怎样|如何|咋|多久|多长|多大|是否|能否|可否|"
    r"能不能|可不可以|有没有|是不是|要不要|为什么|为啥|谁|吗)[^，,。]*$"
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The matter at hand.

    Attributes:
        base: the last question that stood alone.
        detail: what a later follow-up brought to it and the next one may mean; "" for nothing.
    """

    base: str = ""
    detail: str = ""

    def followed_by(self, core: str, *, asks: bool) -> str:
        """The matter and what is said of it now.

        Args:
            core: of the follow-up.
            asks: it has a question of its own, which takes the place of the former one.
        """
        matter = subject_of(self.base) if asks else self.base.rstrip("?？。!！ ")
        detail = "" if things_in(core) else self.detail
        return "，".join(filter(None, (matter, detail, core)))

    def after(self, question: str, alone: str) -> Thread:
        """The thread once `question` was asked, which meant `alone`; both normalised."""
        day, rest = _apart(alone)
        timeless = Thread(_apart(self.base)[1], self.detail)
        said = "" if alone == question else timeless._said_in(rest)
        if not said:
            return Thread(alone)
        brings = _brings_a_thing(said, self.base)
        return Thread(f"{day}{timeless.base}", said if brings else self.detail)

    def _said_in(self, alone: str) -> str:
        """What a question joined to this matter says of it; "" for another matter."""
        matters = (self.base.rstrip("?？。!！ "), subject_of(self.base))
        openings = [f"{m},{d}" for d in (f"{self.detail},", "") for m in matters if m and d != ","]
        return next((alone.removeprefix(o) for o in openings if alone.startswith(o)), "")


def thread_of(history: Sequence[Turn]) -> Thread:
    """The matter of a conversation at its end; empty for none."""
    thread = Thread()
    for turn in history:
        thread = thread.after(normalise(turn.question), standing_alone(turn))
    return thread


def standing_alone(turn: Turn) -> str:
    """The question of a turn as it was understood."""
    return normalise(turn.answer.standalone_question or turn.question)


def subject_of(question: str) -> str:
    """A question without the words that ask; whole when they say what it is about."""
    text = question.rstrip("?？。!！ ")
    tail = _ASKED_TAIL.search(text)
    if tail is None or things_in(tail.group()):
        return text
    subject = text[: tail.start()].rstrip("的,，、 ")
    return subject if things_in(subject) else text


def things_in(text: str) -> list[Term]:
    """Things named, commonplaces and places left out, in order."""
    named = content_terms(without_places(text))
    return [t for t in named if t.role in (Role.NAME, Role.PROPER) and not t.is_generic]


def asked_of(question: str) -> str:
    """The words of a question that ask, with the thing they ask for: 「保护期是多久」."""
    text = question.rstrip("?？。!！ ")
    target = next((term.word for term in content_terms(text) if term.is_target), "")
    if target and target in text:
        behind = text[text.rindex(target) + len(target) :]
        asked = _ASKED_TAIL.search(behind)
        is_asked_for = asked is None or not behind[: asked.start()].strip("的")
        return text[text.rindex(target) :] if is_asked_for else behind.removeprefix("的")
    tail = _ASKED_TAIL.search(text)
    return tail.group() if tail else ""


def places_in(text: str) -> list[str]:
    """Places as they are written in a text, in order."""
    return [text[place.start : place.end] for place in find_places(text)]


def without_places(text: str) -> str:
    """The text with the places in it left out."""
    folded = normalise(text)
    for place in reversed(find_places(folded)):
        folded = folded[: place.start] + folded[place.end :]
    return folded


def _apart(question: str) -> tuple[str, str]:
    """The day at the head of a question, with its comma, and the rest."""
    rest = without_days(question)
    is_ahead = rest and question.endswith(rest)
    return (question.removesuffix(rest), rest) if is_ahead else ("", question)


def _brings_a_thing(said: str, base: str) -> bool:
    return any(term.word not in base for term in things_in(said))
