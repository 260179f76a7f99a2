"""Kleene's strong three-valued logic: true, false, or unknown (None)."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def negated(truth: Truth) -> Truth:
    """Not; unknown stays unknown."""
    return None if truth is None else not truth


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """Whether `count` of them are true, whatever the unknown ones turn out to be."""
    true = unknown = 0
    for truth in truths:
        if truth:
            true += 1
        elif truth is None:
            unknown += 1
    if true >= count:
        return True
    return None if true + unknown >= count else False


def all_of(truths: Iterable[Truth]) -> Truth:
    """False as soon as one is false; true of none."""
    unknown = False
    for truth in truths:
        if truth is None:
            unknown = True
        elif not truth:
            return False
    return None if unknown else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """True as soon as one is true; false of none."""
    unknown = False
    for truth in truths:
        if truth:
            return True
        unknown = unknown or truth is None
    return None if unknown else False
