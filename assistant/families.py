"""Things of one kind, of which a follow-up names another: `families.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class OneWay(BaseModel):
    """Members of `new` replace members of `old`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    old: tuple[str, ...]
    new: tuple[str, ...]


class Deciding(BaseModel):
    """A fact on which an answer may turn.

    Attributes:
        members: values it may have, each with the words that stand for it.
        asks: Chinese, what to ask back for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    members: dict[str, tuple[str, ...]]
    asks: str

    def members_in(self, text: str) -> list[str]:
        """The members a text names, in the order of the file."""
        return [m for m, words in self.members.items() if any(word in text for word in words)]


class Families(BaseModel):
    """`families.toml`; the file says what each list is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    families: tuple[tuple[str, ...], ...]
    one_way: tuple[OneWay, ...]
    deciding: tuple[Deciding, ...]

    def pairs(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """(members an earlier question may name, members that may take their place)."""
        for family in self.families:
            yield family, family
        for pair in self.one_way:
            yield pair.old, pair.new

    def passed_over(self, question: str, *, said: str, known: str) -> str:
        """What the question names and the answer does not, which names another of its kind.

        Args:
            said: the answer.
            known: what could have been said; "" is the result where it names the member no more.
        """
        for fact in self.deciding:
            asked, named = fact.members_in(question), fact.members_in(said)
            if named and not set(asked) & set(named):
                missed = next((member for member in asked if member in fact.members_in(known)), "")
                if missed:
                    return missed
        return ""

    def named_in(self, text: str) -> tuple[str, ...]:
        """The members of the first family of which the text names two at least, in order.

        () when there is none. Of names that stand for one stretch only the longest counts.
        """
        for family in self.families:
            named = _apart(text, family)
            if len(named) > 1:
                return named
        return ()


@cache
def families() -> Families:
    """The lists, read once."""
    text = Path(__file__).with_name("families.toml").read_text(encoding="utf-8")
    return Families.model_validate(tomllib.loads(text))


def longest_in(text: str, family: Sequence[str]) -> str | None:
    """The longest member that occurs."""
    present = [member for member in family if member in text]
    return max(present, key=len) if present else None


def _apart(text: str, family: Sequence[str]) -> tuple[str, ...]:
    left, found = text, {}
    for member in sorted(family, key=len, reverse=True):
        if member in left:
            found[member] = left.index(member)
            left = left.replace(member, "\0" * len(member))
    return tuple(sorted(found, key=lambda member: found[member]))
