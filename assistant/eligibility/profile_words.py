"""A company profile from words: 「我们是2019年成立的，去年营收6000万，研发300万」."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_amounts import AmountReader
from assistant.eligibility.profile_reading import ReadFact, Reading, Unplaced, fill_in, joined
from assistant.eligibility.profile_statements import statements
from assistant.eligibility.written_amounts import folded


def read_words(text: str, *, day: date, before: Profile | None = None) -> Reading:
    """What a message says of the writer's company; nothing is guessed.

    Args:
        day: the day asked about, from which 去年 and 近三年 are reckoned.
        before: what earlier messages said, for corrections that name no field.
    """
    said = tuple(statements(text, today=day))
    figures = AmountReader(today=day, before=before or Profile()).read(folded(text))
    stated = Reading(
        facts=tuple(one for one in said if isinstance(one, ReadFact)),
        unplaced=tuple(one for one in said if isinstance(one, Unplaced)),
    )
    return joined((stated, figures))


def profile_of_turns(turns: Iterable[str], *, day: date) -> tuple[Profile, Reading]:
    """The profile that several messages give, oldest first, and what was taken from the last."""
    profile, taken = Profile(), Reading()
    for text in turns:
        profile, taken = fill_in(profile, read_words(text, day=day, before=profile))
    return profile, taken
