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
from functools import cached_property
from typing import Annotated

from pydantic import Field

from assistant.eligibility.programme_parts import (
    Conflict,
    Id,
    Kind,
    Link,
    Parameter,
    Part,
    State,
    Words,
)
from assistant.eligibility.programme_rules import Rules
from assistant.eligibility.programme_version import Version
from corpus.documents import Level


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
        return Rules(self.id, self.parameters, self.versions)

    def version_on(self, day: date) -> Version | None:
        """The version that decides an application of `day`; None when none is in force."""
        return next((v for v in self.versions if v.start <= day <= (v.until or date.max)), None)
