"""Revisions of programmes: what they are, and what came with the program as the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import SHIPPED, load_programmes
from assistant.eligibility.programme_parts import State

SHIPPED_NUMBER = 0
"""The number of the revision that came with the program."""

STATE_WORDS = {State.DRAFT: "草稿", State.REVIEWED: "已复核", State.PUBLISHED: "已发布"}
"""What pages call the states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What was done with a revision; `at` is UTC."""

    number: int
    state: State
    who: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of a programme's text.

    Attributes:
        number: 0 for what came with the program, then 1, 2, … for each programme.
        rules: TOML, see `programme`.
        examples: TOML, see `worked_examples`.
        state: how far it has come.
    """

    programme: str
    number: int
    rules: str
    examples: str
    state: State


def shipped() -> dict[str, Programme]:
    """The programmes that came with the program, by id."""
    return {programme.id: programme for programme in load_programmes()}


def shipped_revision(programme: str) -> Revision:
    """What came with the program, as a revision."""
    state = shipped()[programme].state
    text = (SHIPPED / f"{programme}.toml").read_text(encoding="utf-8")
    return Revision(
        programme=programme, number=SHIPPED_NUMBER, rules=text, examples="", state=state
    )
