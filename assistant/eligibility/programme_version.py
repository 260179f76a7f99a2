"""The rules of a programme from one day until another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from assistant.eligibility.programme_parts import (
    Amount,
    Criterion,
    Deadline,
    Id,
    Material,
    Part,
    References,
    Step,
    Words,
)


class Version(Part):
    """The rules from one day until another.

    Attributes:
        id: e.g. "2026".
        start: the first day of an application these rules decide ("from" in the file).
        until: the last such day; None for no end.
        minimum_score: points the scored criteria must reach; None when none is published, and
            then they decide nothing.
        valid_months: how long what it gives lasts; None when unpublished or without end.
        notes: what an applicant should know, in our words.
    """

    id: Id
    start: Annotated[date, Field(alias="from")]
    until: date | None = None
    references: References
    minimum_score: Annotated[Decimal, Field(gt=0, le=10_000)] | None = None
    valid_months: Annotated[int, Field(gt=0, le=1200)] | None = None
    notes: tuple[Words, ...] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    amounts: tuple[Amount, ...] = ()
    steps: tuple[Step, ...] = ()
    materials: tuple[Material, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
