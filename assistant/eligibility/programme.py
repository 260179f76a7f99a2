"""`Programme`: what can be applied for, with its rules by date; read from TOML files.

The format, top to bottom (every reference is {document, locator, quote?, note?}):

    id = "little-giant"                  lower-case words, stable
    name = "…"                           kind, issuer, level, region ("省/市", "" for the country)
    honour = "…"                         the title it gives, as in `honours.KNOWN_HONOURS`
    [[requires]] / [[leads_to]] / [[conflicts]]
    [[parameters]]                       figures by date, for 参数(…) in expressions
    [[versions]]                         rules by date: from, until, references
    [[versions.criteria]]                id, text, expression?, kind, level, references, weight?
    [[versions.amounts]] [[versions.steps]] [[versions.materials]] [[versions.deadlines]]
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import Field

from assistant.eligibility.programme_parts import (
    Amount,
    Conflict,
    Criterion,
    Deadline,
    Id,
    Kind,
    Link,
    Material,
    Parameter,
    Part,
    References,
    State,
    Step,
    Words,
)
from assistant.eligibility.programme_rules import Rules
from corpus.documents import Level


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


class Programme(Part):
    """A programme in all its versions.

    Attributes:
        region: where it applies, "省/市/区"; "" for the whole country.
        honour: the title it gives; "" for none.
        state: as shipped; the store of the staff's pages may know better.
    """

    id: Id
    name: Words
    kind: Kind
    level: Level
    region: Annotated[str, Field(max_length=100)] = ""
    issuer: Words
    summary: Words
    honour: Annotated[str, Field(max_length=100)] = ""
    state: State = State.DRAFT
    requires: tuple[Link, ...] = ()
    leads_to: tuple[Link, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]

    @cached_property
    def rules(self) -> Rules:
        """Its expressions, checked and ready to be evaluated.

        Raises:
            ProgrammeError: one of them cannot be read; names criterion and position.
        """
        return Rules(self)

    def version_on(self, day: date) -> Version | None:
        """The version that decides an application of `day`; None when none is in force."""
        return next((v for v in self.versions if v.start <= day <= (v.until or date.max)), None)
