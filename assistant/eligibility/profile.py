"""`Profile`: what is known of one company; every field optional, absent means unknown."""

from __future__ import annotations

from functools import cache
from typing import get_args

from pydantic.fields import FieldInfo

from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.profile_parts import (
    PARTS,
    Application,
    Basics,
    Conduct,
    Financing,
    Operations,
    Property,
)


class Profile(Application, Financing, Conduct, Property, Operations, Basics):
    """One company, one patent matter of it at most; units are those `fields()` tells."""

    def known(self) -> frozenset[str]:
        """Names of the fields that were filled in."""
        return frozenset(name for name in FIELD_NAMES if getattr(self, name) is not None)


@cache
def fields() -> tuple[ProfileField, ...]:
    """All fields, in the order of the form."""
    return tuple(
        _described(name, info, part.GROUP)
        for part in PARTS
        for name, info in part.model_fields.items()
    )


@cache
def field_by_label() -> dict[str, ProfileField]:
    """Fields by their Chinese label, which is also their name in expressions."""
    return {field.label: field for field in fields()}


def field_by_name(name: str) -> ProfileField:
    """The field of that attribute.

    Raises:
        KeyError: there is none.
    """
    return _by_name()[name]


@cache
def _by_name() -> dict[str, ProfileField]:
    return {field.name: field for field in fields()}


def _described(name: str, info: FieldInfo, group: str) -> ProfileField:
    extra = info.json_schema_extra
    if not isinstance(extra, dict) or info.title is None:
        raise ValueError(f"field {name} is not declared with ask()")
    return ProfileField(
        name=name,
        label=info.title,
        kind=FieldKind(str(extra["kind"])),
        unit=str(extra["unit"]),
        help=info.description or "",
        group=group,
        choices=_choices(info) if extra["kind"] == FieldKind.CHOICE else (),
        may_be_negative=name in ("net_profit", "taxable_income"),
    )


def _choices(info: FieldInfo) -> tuple[str, ...]:
    literal = next(kind for kind in get_args(info.annotation) if kind is not type(None))
    return tuple(str(choice) for choice in get_args(literal))


FIELD_NAMES = tuple(Profile.model_fields)
