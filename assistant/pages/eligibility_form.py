"""The form of a company profile: its fields as they are shown, and what was sent read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import Depends, Request
from pydantic import ValidationError

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import Profile, fields
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.table_cells import cell_value, honour_text
from assistant.eligibility.table_headings import Heading

_MOST_FIELDS = 1000
_YEARS = 3
FIRST = (
    "name",
    "region",
    "registered",
    "size",
    "revenue",
    "rd_expense",
    "staff",
    "technical_staff",
    "invention_patents",
    "utility_patents",
    "certificate",
    "honours",
)
"""The fields that most programmes turn on; the rest is folded away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One thing to fill in.

    Attributes:
        key: name of the input; "revenue.2025" for a figure of a year.
        label: of a figure by year the year alone.
        kind: "text", "date", "number", "area" or "choice".
        choices: to choose from, for a choice.
        fault: Chinese, why what was filled in cannot be taken; "" when it can.
    """

    key: str
    label: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field with its boxes: one, or one a year."""

    field: ProfileField
    boxes: tuple[Box, ...]

    @property
    def is_filled(self) -> bool:
        """Whether something stands in it."""
        return any(box.value for box in self.boxes)

    @property
    def is_faulty(self) -> bool:
        """Whether something in it cannot be taken."""
        return any(box.fault for box in self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of the form; `is_open` when it is the first or something stands in it."""

    title: str
    rows: tuple[Row, ...]
    is_open: bool

    @property
    def filled(self) -> int:
        """How many fields are filled in."""
        return sum(row.is_filled for row in self.rows)


async def _fields_sent(request: Request) -> dict[str, str]:
    async with request.form(max_fields=_MOST_FIELDS, max_files=0) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


ProfileFields = Annotated[dict[str, str], Depends(_fields_sent)]
"""What the form sent; a profile has more fields than other forms."""


def form_of(values: Mapping[str, str], faults: Mapping[str, str], *, day: date) -> list[Group]:
    """The form in its groups, the most asked first.

    Args:
        values: by key, see `values_of`.
        faults: by key.
        day: figures are asked for the full years before it, and those there are.
    """
    rows = {field.name: _row(field, values, faults, day) for field in fields()}
    first = tuple(rows.pop(name) for name in FIRST)
    groups = [Group(title="先填这些", rows=first, is_open=True)]
    for title in dict.fromkeys(field.group for field in fields()):
        inside = tuple(row for row in rows.values() if row.field.group == title)
        is_open = any(row.is_faulty or row.is_filled for row in inside)
        groups.append(Group(title=title, rows=inside, is_open=is_open))
    return groups


def values_of(profile: Profile) -> dict[str, str]:
    """A profile as the form shows it: by key, as text."""
    values: dict[str, str] = {}
    for field in fields():
        value = getattr(profile, field.name)
        if isinstance(value, dict):
            values |= {f"{field.name}.{year}": _text(one) for year, one in value.items()}
        elif value is not None:
            values[field.name] = _text(value)
    return values


def read_form(sent: Mapping[str, str]) -> tuple[Profile, dict[str, str]]:
    """The profile of what was sent, and by key why a value cannot be taken, Chinese."""
    given: dict[str, object] = {}
    faults = {}
    for field in fields():
        for key in _keys_of(field, sent):
            words = sent[key].strip()
            if not words:
                continue
            try:
                _put(given, field, key, words)
            except ValidationError:
                faults[key] = "超出可填的范围，请核对"
            except ValueError as error:
                faults[key] = f"{error}。"
    return Profile.model_validate(given), faults


def _put(given: dict[str, object], field: ProfileField, key: str, words: str) -> None:
    """Add one value.

    Raises:
        ValueError: it cannot be taken; a `ValidationError` when it is out of range.
    """
    _, _, year = key.partition(".")
    heading = Heading(
        column=0,
        words=field.label,
        field=field,
        year=int(year) if year else None,
        assumed=False,
        factor=(1, 1),
    )
    value: object = cell_value(words, heading)
    if year:
        old = given.get(field.name)
        value = {**(old if isinstance(old, dict) else {}), int(year): value}
    Profile.model_validate({field.name: value})
    given[field.name] = value


def _keys_of(field: ProfileField, sent: Mapping[str, str]) -> Iterator[str]:
    if field.kind is not FieldKind.YEARLY:
        yield from ((field.name,) if field.name in sent else ())
        return
    for key in sent:
        name, _, year = key.partition(".")
        if name == field.name and year.isascii() and year.isdigit() and len(year) == 4:
            yield key


def _row(
    field: ProfileField, values: Mapping[str, str], faults: Mapping[str, str], day: date
) -> Row:
    if field.kind is not FieldKind.YEARLY:
        return Row(field=field, boxes=(_box(field, field.name, field.label, values, faults),))
    asked = {f"{field.name}.{day.year - ago}" for ago in range(1, _YEARS + 1)}
    keys = sorted(asked | set(_keys_of(field, values)))
    boxes = (_box(field, key, f"{key[-4:]} 年", values, faults) for key in keys)
    return Row(field=field, boxes=tuple(boxes))


def _box(
    field: ProfileField,
    key: str,
    label: str,
    values: Mapping[str, str],
    faults: Mapping[str, str],
) -> Box:
    choices = ("是", "否") if field.kind is FieldKind.YES_NO else field.choices
    kinds = {FieldKind.DATE: "date", FieldKind.HONOURS: "area"}
    numbers = (FieldKind.NUMBER, FieldKind.COUNT, FieldKind.YEARLY)
    kind = "choice" if choices else "number" if field.kind in numbers else "text"
    return Box(
        key=key,
        label=label,
        kind=kinds.get(field.kind, kind),
        value=values.get(key, ""),
        choices=choices,
        fault=faults.get(key, ""),
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return honour_text([one for one in value if isinstance(one, Honour)])
    return value.isoformat() if isinstance(value, date) else str(value)
