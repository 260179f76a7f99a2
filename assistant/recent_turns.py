"""A conversation cut to what a model can take in: the newest turns, and the names of the older."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Turn
from assistant.defuse import defused_line
from assistant.thread import standing_alone, things_in
from assistant.tokens import PER_MESSAGE, tokens_at_most
from corpus.places import find_places

_ANSWER_SHOWN = 120
"""Characters of an answer that say what it was about."""

_SHARE_FOR_NAMES = 4
"""At most one in so many tokens goes to the names of the turns left out."""


def recent_turns(history: Sequence[Turn], *, tokens: int) -> str:
    """The conversation as a model reads it, oldest line first, in `tokens` tokens at most.

    Whole turns are left out, the oldest first; what they named is kept as far as it fits. "" when
    not even the last turn fits.
    """
    turns = [_shown(turn) for turn in history]
    kept = _newest(turns, tokens)
    if kept == len(turns):
        return "\n".join(turns)
    for_names = tokens // _SHARE_FOR_NAMES
    kept = _newest(turns, tokens - for_names)
    shown = turns[len(turns) - kept :]
    return "\n".join(filter(None, (_named(history[: len(turns) - kept], for_names), *shown)))


def _newest(turns: Sequence[str], tokens: int) -> int:
    """How many of the newest turns fit."""
    fitting = 0
    for turn in reversed(turns):
        tokens -= tokens_at_most(turn) + 1
        if tokens < 0:
            break
        fitting += 1
    return fitting


def _shown(turn: Turn) -> str:
    said = defused_line(turn.answer.text)[:_ANSWER_SHOWN]
    return f"问：{defused_line(standing_alone(turn))}\n答：{said}"


def _named(turns: Sequence[Turn], tokens: int) -> str:
    """What the questions left out named, the newest first to be kept; "" for nothing."""
    names: dict[str, None] = {}
    for turn in reversed(turns):
        question = standing_alone(turn)
        names |= dict.fromkeys(question[p.start : p.end] for p in find_places(question))
        names |= dict.fromkeys(term.word for term in things_in(question))
    opening, room = "更早提到：", tokens - PER_MESSAGE
    kept: list[str] = []
    for name in names:
        room -= tokens_at_most(name) + 1
        if room < 0:
            break
        kept.append(name)
    return opening + "、".join(kept) if kept else ""
