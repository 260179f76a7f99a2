"""Effects an abstract promises: phrases with their place in the text, in groups."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.layout.effect_patterns import (
    CHANGED,
    CHANGED_ENDS,
    CLAUSE,
    EITHER,
    JOINT,
    MUCH,
    NOT_BEFORE_VERB,
    OPENING,
    POOR,
    RATED,
    RATED_ENDS,
    REACHED,
    TAIL,
    TAIL_ENDS,
    UP,
    VERB,
)

EFFECT_GROUPS = Path(__file__).with_name("effect_groups.toml")

_REACHABLE = ("化", "性", "度", "率")
"""What can be reached (实现小型化) ends so; 实现安装 says what a part does."""

_LONGEST_OBJECT = 30
_LONGEST_WORD = 8
_LONGEST_STATEMENT = 40
_WHOLE_STATE = 2
"""States of two characters count only when they are all a part says: 方便 does, 不方便 does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectPhrase:
    """One promise of an abstract.

    Attributes:
        text: verbatim `abstract[start:end]`, verb and thing or the statement.
        head: the thing that gets better: 效率 in 提高装配效率.
        group: name of the group of the head.
    """

    text: str
    start: int
    end: int
    head: str
    group: str


@lru_cache(maxsize=20_000)
def find_effects(abstract: str) -> tuple[EffectPhrase, ...]:
    """The promises in an abstract that belong to a group, in text order, each group once a clause.

    A verb such as 提高 alone is no promise, for steps of a process say it too. What counts is that
    the phrase ends with a thing people want more of (rises) or less of (falls), and that the verb
    moves it that way. The last 20,000 abstracts are remembered: a scope is adjusted many times.
    """
    return tuple(
        phrase
        for clause in CLAUSE.finditer(abstract)
        for phrase in _once_a_group(_in_clause(abstract, clause.start(), clause.end()))
    )


def effect_groups() -> tuple[str, ...]:
    """Names of all groups, in the order of the file."""
    return tuple(group.name for group in _file().group)


def words_of(group: str) -> tuple[str, ...]:
    """The things and statements of a group, in the order of the file.

    Raises:
        KeyError: there is no such group.
    """
    words = {one.name: f"{one.rises} {one.falls} {one.states}" for one in _file().group}
    return tuple(words[group].split())


def _once_a_group(phrases: Iterator[EffectPhrase]) -> Iterator[EffectPhrase]:
    seen: set[str] = set()
    for phrase in phrases:
        if phrase.group not in seen:
            seen.add(phrase.group)
            yield phrase


def _in_clause(abstract: str, start: int, end: int) -> Iterator[EffectPhrase]:
    """Promises by a verb before the thing, then by a verb behind it or a statement."""
    clause = abstract[start:end]
    yield from _by_verb(abstract, clause, start)
    ends = _lexicon().statement_ends
    for first, last in _parts(clause, 0, len(clause)):
        if clause[last - 1] in ends:
            said = clause[max(first, last - _LONGEST_STATEMENT) : last]
            head = _changed_head(said) or _state(said)
            if head:
                yield _phrase(abstract, (start + first, start + last), head)


def _by_verb(abstract: str, clause: str, start: int) -> Iterator[EffectPhrase]:
    verbs = [v for v in VERB.finditer(clause) if not _is_denied(clause, v.start())]
    for at, verb in enumerate(verbs):
        limit = verbs[at + 1].start() if at + 1 < len(verbs) else len(clause)
        for part in _parts(clause, verb.end(), min(limit, verb.end() + _LONGEST_OBJECT)):
            head = _head(clause[slice(*part)], verb["verb"])
            if head:
                begin = verb.start() if part[0] == verb.end() else part[0]
                yield _phrase(abstract, (start + begin, start + part[1]), head)


def _parts(clause: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans, never empty, of what 、 and 和 join."""
    for joint in JOINT.finditer(clause, start, end):
        if joint.start() > start:
            yield start, joint.start()
        start = joint.end()
    if start < end:
        yield start, end


def _phrase(abstract: str, span: tuple[int, int], head: str) -> EffectPhrase:
    start, end = span
    return EffectPhrase(
        text=abstract[start:end], start=start, end=end, head=head, group=_lexicon().groups[head]
    )


def _is_denied(clause: str, at: int) -> bool:
    return clause.endswith(NOT_BEFORE_VERB, max(0, at - 2), at)


def _head(part: str, verb: str) -> str:
    """The thing a part ends with, if the verb moves it to the better; "" if not."""
    lexicon = _lexicon()
    things = (part, _without_tail(part))
    if verb in UP:
        return _ending(things, lexicon.rises)
    if verb in REACHED:
        head = _ending(things, lexicon.rises)
        return head if head.endswith(_REACHABLE) else ""
    moved = lexicon.either if verb in EITHER else lexicon.falls
    return _said_badly(things) or _ending(things, moved)


def _said_badly(things: tuple[str, str]) -> str:
    """The thing of 避免效率低下, 解决成本过高的问题; "" if it is called neither poor nor much."""
    poor = tuple(POOR.sub("", thing) for thing in things)
    much = tuple(MUCH.sub("", thing) for thing in things)
    head = _ending(poor, _lexicon().rises) if poor != things else ""
    return head or (_ending(much, _lexicon().falls) if much != things else "")


def _changed_head(part: str) -> str:
    """The thing of 效率明显提高; "" if the part is no such statement."""
    change = CHANGED.search(part) if part.endswith(CHANGED_ENDS) else None
    if not change or not change.start():
        return ""
    lexicon = _lexicon()
    return _ending((part[: change.start()],), lexicon.rises if change["up"] else lexicon.falls)


def _state(part: str) -> str:
    """The statement a part ends with: 成本低; "" if it is none."""
    said = _without_tail(part)
    found = _ending((said,), _lexicon().states)
    if len(found) > _WHOLE_STATE or (found and OPENING.sub("", said) == found):
        return found
    rated = RATED.search(said) if said.endswith(RATED_ENDS) else None
    if not rated:
        return ""
    words = _lexicon().rises if rated["up"] else _lexicon().falls
    return _ending((said[: rated.start()],), words)


def _without_tail(part: str) -> str:
    """Without 的问题, 的发生 and the like; most parts end otherwise, and the pattern is slow."""
    return TAIL.sub("", part) if part[-1:] in TAIL_ENDS else part


def _ending(texts: tuple[str, ...], words: frozenset[str]) -> str:
    """The longest word that one of the texts, the first of them first, ends with."""
    for text in texts:
        for length in range(min(len(text), _LONGEST_WORD), 1, -1):
            if text[-length:] in words:
                return text[-length:]
    return ""


class _Group(BaseModel):
    """One group of `effect_groups.toml`; words parted by blanks."""

    model_config = ConfigDict(extra="forbid")

    name: str
    rises: str
    falls: str
    states: str


class _GroupFile(BaseModel):
    """`effect_groups.toml`."""

    model_config = ConfigDict(extra="forbid")

    group: list[_Group]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words of all groups; the group of each; what a statement can end with."""

    groups: Mapping[str, str]
    rises: frozenset[str]
    falls: frozenset[str]
    either: frozenset[str]
    states: frozenset[str]
    statement_ends: frozenset[str]


@cache
def _file() -> _GroupFile:
    return _GroupFile.model_validate(tomllib.loads(EFFECT_GROUPS.read_text(encoding="utf-8")))


@cache
def _lexicon() -> _Lexicon:
    groups: dict[str, str] = {}
    rises, falls, states = set[str](), set[str](), set[str]()
    for group in _file().group:
        for words, printed in ((rises, group.rises), (falls, group.falls), (states, group.states)):
            words.update(printed.split())
            groups |= dict.fromkeys(printed.split(), group.name)
    return _Lexicon(
        groups=groups,
        rises=frozenset(rises),
        falls=frozenset(falls),
        either=frozenset(rises | falls),
        states=frozenset(states),
        statement_ends=TAIL_ENDS.union(w[-1] for w in (*states, *RATED_ENDS, *CHANGED_ENDS)),
    )
