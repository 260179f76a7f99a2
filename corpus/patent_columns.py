"""Which column of a patent export holds what; the names are in patent_columns.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from corpus.patent_cells import folded_name

_PATENT_FIELDS = frozenset(
    (
        *("abstract", "applicants", "ipc", "main_ipc", "application_number", "published"),
        *("first_claim", "claims"),
    )
)
_VAGUE_NUMBER = "id"
"""A number column of this name alone makes no patent table: every table has one."""


class ColumnNames(BaseModel):
    """The file patent_columns.toml.

    Attributes:
        fields: our field -> column names, the preferred one first.
        extra: Chinese name shown -> column names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: dict[str, tuple[str, ...]]
    extra: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one table, sorted out.

    Attributes:
        fields: our field -> its columns, the preferred one first.
        extra: (Chinese name, column) in table order.
        unknown: columns nobody knows, as printed.
    """

    fields: Mapping[str, Sequence[str]]
    extra: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]

    def missing(self) -> tuple[str, ...]:
        """What keeps this from being a patent table, in Chinese; () when nothing does.

        Lists of applications that are not published yet have an application number only.
        """
        columns = self.fields.get("number") or self.fields.get("application_number", ())
        numbers = [folded_name(column) for column in columns]
        is_vague = numbers == [_VAGUE_NUMBER] and not _PATENT_FIELDS & self.fields.keys()
        faults = ("公开（公告）号",) if not numbers or is_vague else ()
        return faults if self.fields.get("title") else (*faults, "标题")


def sort_columns(columns: Iterable[str]) -> Columns:
    """Assign every column to a field, to the known extras, or to the unknown."""
    fields, extra = _known()
    found: dict[str, list[tuple[int, str]]] = {}
    shown: list[tuple[str, str]] = []
    unknown: list[str] = []
    for column in columns:
        name = folded_name(column)
        if name in fields:
            field, rank = fields[name]
            found.setdefault(field, []).append((rank, column))
        if name in extra:  # some tell two things: 简单法律状态, 授权公告日
            shown.append((extra[name], column))
        elif name and name not in fields:
            unknown.append(column)
    return Columns(
        fields={field: [column for _, column in sorted(ranked)] for field, ranked in found.items()},
        extra=tuple(shown),
        unknown=tuple(unknown),
    )


@cache
def _known() -> tuple[dict[str, tuple[str, int]], dict[str, str]]:
    """Folded column name -> (field, rank), and -> Chinese name of an extra."""
    text = files("corpus").joinpath("patent_columns.toml").read_text(encoding="utf-8")
    names = ColumnNames.model_validate(tomllib.loads(text))
    fields = {
        folded_name(column): (field, rank)
        for field, columns in names.fields.items()
        for rank, column in enumerate(columns)
    }
    extra = {folded_name(c): shown for shown, columns in names.extra.items() for c in columns}
    return fields, extra
