"""What a conversation is about: its last question that stands alone, and what was added to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.families import families, longest_in
from assistant.terms import Term, content_terms
from corpus.places import find_places
from indexing.tagged_words import Role
from indexing.words import normalise

_LOOKED_BACK = 4
"""Turns in which the other of 「这两个」 is looked for."""

_ASKED_TAIL = re.compile(
    r"(?:的话)?(?:最[高低多少长短迟晚]|一般|大概|一共|都|还|可以|应当|应该|需要|能|会|要|得|须|有|是|为|给|补|奖|减|罚|赔|做|交){0,4}"
    r"(?:哪些|哪几|哪个|哪里|什么|啥|多少|几[年天个件项种类家]|怎么|怎样|如何|咋|多久|多长|多大|是否|能否|可否|"
    r"能不能|可不可以|有没有|是不是|要不要|为什么|为啥|谁|吗)[^，,。]*$"
)
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)\s*年?版?")
_AND = "(?:和|与|跟|同|及|以及|、|,|，)?"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of one kind that the conversation spoke of one after the other.

    Attributes:
        first, second: as they were named.
        asked: the question about both, 「first和second…」; "" when the two were asked about in
            questions of different wording.
    """

    first: str
    second: str
    asked: str

    def question_of(self, name: str) -> str:
        """What was asked, of one of the two."""
        both = f"{re.escape(self.first)}{_AND}{re.escape(self.second)}"
        return re.sub(both, name, self.asked, count=1) or name


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
        matter = (
            subject_of(self.base) if asks and not self.detail else self.base.rstrip("?？。!！ ")
        )
        return "，".join(filter(None, (matter, self.detail, core)))

    def after(self, question: str, alone: str) -> Thread:
        """The thread once `question` was asked, which meant `alone`."""
        opening = f"{subject_of(self.base)}"
        goes_on = bool(self.base) and alone != question and alone.startswith(opening)
        if not goes_on or "，" not in alone[len(opening) :]:
            return Thread(alone)
        said = alone.rpartition("，")[2]
        return Thread(self.base, said if _brings_a_thing(said, self.base) else self.detail)


def thread_of(history: Sequence[Turn]) -> Thread:
    """The matter of a conversation at its end; empty for none."""
    thread = Thread()
    for turn in history:
        thread = thread.after(turn.question, standing_alone(turn))
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
        return text[text.rindex(target) :]
    tail = _ASKED_TAIL.search(text)
    return tail.group() if tail else ""


def without_places(text: str) -> str:
    """The text with the places in it left out."""
    folded = normalise(text)
    for place in reversed(find_places(folded)):
        folded = folded[: place.start] + folded[place.end :]
    return folded


def last_pair(history: Sequence[Turn]) -> Pair | None:
    """The two things spoken of last; None when there was but one."""
    said = [standing_alone(turn) for turn in history]
    if not said:
        return None
    last = said[-1]
    both = families().named_in(last) or _places_in(last) or _versions_in(last)
    if len(both) == 2:
        return Pair(both[0], both[1], last)
    for former in reversed(said[-1 - _LOOKED_BACK : -1]):
        pair = next(_pairs(former, last), None)
        if pair is not None:
            return pair
    return None


def _pairs(former: str, last: str) -> Iterator[Pair]:
    """What the two questions name of one kind, the surest kind first."""
    for old, new in _of_one_kind(former, last):
        if old != new and old not in last and new not in former:
            yield Pair(old, new, last.replace(new, f"{old}和{new}", 1))
    old_things, new_things = things_in(former), things_in(last)
    if old_things and new_things and old_things[0].word != new_things[0].word:
        yield Pair(old_things[0].word, new_things[0].word, "")


def _of_one_kind(former: str, last: str) -> Iterator[tuple[str, str]]:
    for old_members, new_members in families().pairs():
        old, new = longest_in(former, old_members), longest_in(last, new_members)
        if old and new:
            yield old, new
    for old_named, new_named in (
        (_places_in(former), _places_in(last)),
        (_versions_in(former), _versions_in(last)),
    ):
        if old_named and new_named:
            yield old_named[-1], new_named[-1]


def _places_in(text: str) -> list[str]:
    return [text[place.start : place.end] for place in find_places(text)]


def _versions_in(text: str) -> list[str]:
    return [match.group().strip() for match in _YEAR.finditer(text)]


def _brings_a_thing(said: str, base: str) -> bool:
    return any(term.word not in base for term in things_in(said))
