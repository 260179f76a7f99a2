"""Unanswerable questions made of answerable ones, for `scripts.fit_grounds`."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.cases import Case

_SEED = 7
_SIDES_EACH = 6
"""Sides drawn for each topic."""


class Swap(BaseModel):
    """What is found in a question, and what may be put in its place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    found: str
    put: tuple[str, ...]


class Sides(BaseModel):
    """Topics, and what no clause says of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: tuple[str, ...]
    asked: tuple[str, ...]


class Swaps(BaseModel):
    """`grounds_swaps.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    swaps: tuple[Swap, ...]
    sides: Sides


def swapped(cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    """Unanswerable questions made of answerable ones, each with its group; always the same."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    swaps, draw = Swaps.model_validate(tomllib.loads(text)), random.Random(_SEED)
    for case in cases:
        for swap in swaps.swaps:
            found = re.search(swap.found, case.question)
            if found:
                put = draw.choice(swap.put)
                yield case.question.replace(found[0], put), case.id
    for topic in swaps.sides.topics:
        for asked in draw.sample(swaps.sides.asked, _SIDES_EACH):
            yield topic + asked, topic
