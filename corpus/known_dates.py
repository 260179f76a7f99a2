"""Validity of versions whose own text does not say it, from a small sourced table."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, model_validator

STATE = "中华人民共和国"


class KnownVersion(BaseModel):
    """One version of one instrument, or of all whose title begins alike.

    Attributes:
        title: without 中华人民共和国.
        titles_starting: what the titles of several instruments amended on one day begin with.
        published: day of adoption or promulgation of this version.
        effective, expires: first and last day in force, both inclusive.
        source: the public order or decision that fixes them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    titles_starting: str | None = None
    published: date
    effective: date
    expires: date | None = None
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _names_something(self) -> KnownVersion:
        if (self.title is None) == (self.titles_starting is None):
            raise ValueError("give either title or titles_starting")
        return self

    def is_of(self, title: str) -> bool:
        """Whether `title`, without 中华人民共和国, names this instrument."""
        if self.title is not None:
            return title == self.title
        return title.startswith(str(self.titles_starting))


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: tuple[KnownVersion, ...]


@cache
def _known_versions() -> tuple[KnownVersion, ...]:
    text = files("corpus").joinpath("known_dates.toml").read_text(encoding="utf-8")
    return _Table.model_validate(tomllib.loads(text)).version


def find_known_version(title: str, *, published: date | None) -> KnownVersion | None:
    """The table's entry for the version of `title` published that day; None when it has none."""
    short = title.removeprefix(STATE)
    for version in _known_versions():
        if version.published == published and version.is_of(short):
            return version
    return None
