"""Which foreign and Chinese names of applicants are one, learnt from the records themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.layout.applicant_names import applicant_key, split_names

BOTH_NAMES = "清单同时给出中外文名"
BY_FAMILY = "同族专利的申请人"

LEAST_FAMILIES = 2
"""Families in which two names stand for each other: one may have changed hands."""

_EASTERN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names of one applicant as printed, and what says so, in Chinese."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class JoinedKeys:
    """Keys of foreign names -> key of the Chinese name, and why."""

    key_of: Mapping[str, str]
    reason_of: Mapping[str, str]


def joined_keys(pairs: Iterable[NamePair]) -> JoinedKeys:
    """The foreign names that stand beside one Chinese name alone.

    A name beside two Chinese ones is left alone: a group files under its own name abroad for
    several firms at home. Both columns of a record count at once, families when there are
    `LEAST_FAMILIES` of them.
    """
    beside: dict[str, dict[str, Counter[str]]] = {}
    for pair in pairs:
        keys = sorted((applicant_key(pair.one), applicant_key(pair.other)), key=is_eastern)
        if all(keys) and [is_eastern(key) for key in keys] == [False, True]:
            beside.setdefault(keys[0], {}).setdefault(keys[1], Counter())[pair.reason] += 1
    key_of: dict[str, str] = {}
    reason_of: dict[str, str] = {}
    for foreign, partners in beside.items():
        [(chinese, reasons), *others] = partners.items()
        if not others and (reasons[BOTH_NAMES] or reasons[BY_FAMILY] >= LEAST_FAMILIES):
            key_of[foreign] = chinese
            reason_of[foreign] = BOTH_NAMES if reasons[BOTH_NAMES] else BY_FAMILY
    return JoinedKeys(key_of, reason_of)


def pairs_in_columns(names: Sequence[str], others: Sequence[str]) -> list[NamePair]:
    """The pairs of two columns of one record; none when one has more names."""
    if len(names) != len(others):
        return []
    return [NamePair(*pair, BOTH_NAMES) for pair in zip(names, others, strict=True)]


def pairs_in_families(members: Iterable[tuple[str, Sequence[str]]]) -> list[NamePair]:
    """Pairs of members of one family that have one applicant each, one pair a family.

    Args:
        members: keys of the family, between blanks, and applicants' cells of each record. Who
            shares a key with somebody, or with somebody of theirs, is of the family.
    """
    single: dict[str, tuple[set[str], set[str]]] = {}
    told = [(keys.split(), cells) for keys, cells in members]
    family_of = _families(keys for keys, _ in told)
    for keys, cells in told:
        names = [name for cell in cells for name in split_names(cell)]
        if keys and len(names) == 1:
            family = family_of[keys[0]]
            single.setdefault(family, (set(), set()))[is_eastern(names[0])].add(names[0])
    return [
        NamePair(min(foreign), min(chinese), BY_FAMILY)
        for foreign, chinese in single.values()
        if len({*map(applicant_key, foreign)}) == len({*map(applicant_key, chinese)}) == 1
    ]


def _families(together: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """Key -> the key its family goes by: keys of one record are of one family."""
    members: dict[str, list[str]] = {}
    for keys in together:
        for key in keys:
            few, many = sorted((members.setdefault(key, [key]), members[keys[0]]), key=len)
            if few is not many:
                many += few
                members |= dict.fromkeys(few, many)
    return {key: family[0] for key, family in members.items()}


def is_eastern(name: str) -> bool:
    """Whether a name is written in Chinese characters, be it in part."""
    return bool(_EASTERN.search(name))
