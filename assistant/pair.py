"""Two things a conversation spoke of: which they are, and questions about one of them or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.asking import Asking, what_is_asked
from assistant.families import families, longest_in
from assistant.thread import Thread, places_in, standing_alone, subject_of, things_in

_LOOKED_BACK = 4
"""Turns in which the other of 「这两个」 is looked for."""

_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)\s*年?版?")
_AND = "(?:和|与|跟|同|及|以及|、|,|，)?"
_BOTH = re.compile(
    r"^(?:那么?)?(?:这|那)?(?:两(?:个|种|者|项|家|版|部|类|边|地)(?:版本|地方|城市|办法)?|俩)|"
    r"^(?:那么?)?(?:二者|它们|他们)(?:俩|两个)?"
)
_OF_EACH = re.compile(r"哪[个种边一]|各|分别|都")
_COMPARES = re.compile(
    r"^(?:它们?|这个?|那个?|该)?(?:跟|和|与|同|比起?|相比)(?P<other>[^,，。?？]{2,16}?)"
    r"(?:的|那边|那里|那个)?(?P<rest>(?:相?比(?:较|起来)?)?[,，]?"
    r"(?:有.{0,3}(?:区别|不同|不一样|差)|哪[个种边]|谁|是?不是?一样|区别|不同|不一样|差|变|怎么样|比).*)$"
)
"""Not 「和解协议有什么要求」."""
_FORMER = re.compile(r"^(?:那么?)?(?:前者|前一[个种项版]|前面那[个种项版])")
_LATTER = re.compile(r"^(?:那么?)?(?:后者|后一[个种项版]|后面那[个种项版])")


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


def last_pair(history: Sequence[Turn]) -> Pair | None:
    """The two things spoken of last; None when there was but one."""
    said = [standing_alone(turn) for turn in history]
    if not said:
        return None
    last = said[-1]
    both = families().named_in(last) or places_in(last) or _versions_in(last)
    if len(both) == 2:
        return Pair(both[0], both[1], last)
    for former in reversed(said[-1 - _LOOKED_BACK : -1]):
        pair = next(_pairs(former, last), None)
        if pair is not None:
            return pair
    return None


def _pairs(former: str, last: str) -> Iterator[Pair]:
    """What the two questions name of one kind, the surest kind first."""
    both = families().named_in(former)
    of_both = [name for name in both if name in last]
    if len(both) == 2 and len(of_both) == 1:
        yield Pair(both[0], both[1], last.replace(of_both[0], "和".join(both), 1))
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
        (places_in(former), places_in(last)),
        (_versions_in(former), _versions_in(last)),
    ):
        if old_named and new_named:
            yield old_named[-1], new_named[-1]


def _versions_in(text: str) -> list[str]:
    return [match.group().strip() for match in _YEAR.finditer(text)]


def of_two(core: str, history: Sequence[Turn]) -> str | None:
    """「这两个有什么区别」, 「前者要多久」, 「跟实用新型比呢」 as asked without the conversation.

    Args:
        core: of the follow-up.

    Returns:
        None when it speaks of no two things, or the conversation of no other.
    """
    compared = _COMPARES.match(core)
    if compared is not None:
        return _with_another(standing_alone(history[-1]), compared["other"], compared["rest"])
    pair = last_pair(history)
    return None if pair is None else _of_pair(core, pair)


def is_of_two(core: str) -> bool:
    """Whether the words speak of two things one of which they do not name."""
    return any(cue.search(core) for cue in (_BOTH, _FORMER, _LATTER, _COMPARES))


def _with_another(last: str, other: str, rest: str) -> str | None:
    """What was spoken of and another thing, compared."""
    for old, new in _of_one_kind(last, other):
        if old != new:
            return f"{subject_of(last.replace(old, f'{old}和{new}', 1))}{rest}"
    name = _first_name_in(last)
    return f"{name}和{other}{rest}" if name else None


def _first_name_in(text: str) -> str:
    """The first thing named, of as many words as stand side by side; "" for none."""
    name = ""
    for term in things_in(text):
        if name and f"{name}{term.word}" not in text:
            break
        name += term.word
    return name


def _of_pair(core: str, pair: Pair) -> str | None:
    for pattern, named in ((_FORMER, pair.first), (_LATTER, pair.second)):
        if pattern.search(core):
            rest = pattern.sub("", core).removeprefix("的")
            one = pair.question_of(named)
            return Thread(one).followed_by(rest, asks=True) if rest else one
    if not _BOTH.search(core) or not (
        Asking.COMPARISON in what_is_asked(core) or _OF_EACH.search(core)
    ):
        return None
    rest = _BOTH.sub("", core)
    if not pair.asked:
        return f"{pair.first}和{pair.second}{rest}"
    return Thread(pair.asked).followed_by(rest, asks=_OF_EACH.search(core) is not None)
