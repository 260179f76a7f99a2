"""Staff's word on a document: checked when given, laid over the document when read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from corpus.documents import Basis, Document, Ground, Kind, Level, Verification
from corpus.errors import CatalogueError
from corpus.history import Correction
from corpus.places import normalise_region

Given = str | date | None
"""A value as a caller gives it; None for "there is none"."""

Value = str | date | None
"""A value as `Document` holds it."""

WHOLE_COUNTRY = "全国"
"""What stands for a text of the whole country, whose region is None."""


def _day(given: Given) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given).strip())
    except ValueError as error:
        raise CatalogueError(f"日期“{given}”不对。请写成 2026-11-22 这样的年-月-日。") from error


def _words(given: Given) -> str:
    words = " ".join(str(given).split())
    if not words:
        raise CatalogueError("更正的内容是空的。请写明内容；若要清除这一项，请按“无”处理。")
    return words


def _one_of(choices: type[StrEnum]) -> Callable[[Given], str]:
    def parse(given: Given) -> str:
        try:
            return choices(str(given).strip())
        except ValueError as error:
            raise CatalogueError(f"没有“{given}”这一项。只能是：{'、'.join(choices)}。") from error

    return parse


def _region(given: Given) -> str | None:
    return None if given == WHOLE_COUNTRY else normalise_region(_words(given))


_PARSERS: MappingProxyType[str, Callable[[Given], Value]] = MappingProxyType(
    {
        "title": _words,
        "kind": _one_of(Kind),
        "verification": _one_of(Verification),
        "issuer": _words,
        "document_number": _words,
        "version": _words,
        "level": _one_of(Level),
        "region": _region,
        "published": _day,
        "effective": _day,
        "expires": _day,
        "superseded_by": _words,
    }
)
_HELD: MappingProxyType[str, Callable[[str], Value]] = MappingProxyType(
    {
        "kind": Kind,
        "verification": Verification,
        "level": Level,
        "published": date.fromisoformat,
        "effective": date.fromisoformat,
        "expires": date.fromisoformat,
    }
)
_NEVER_NONE = frozenset(("title", "kind", "verification", "level"))

FIELDS: tuple[str, ...] = tuple(_PARSERS)
"""Fields of `Document` that staff may correct."""

FIELD_NAMES: MappingProxyType[str, str] = MappingProxyType(
    {
        "title": "标题",
        "kind": "类别",
        "verification": "核验级别",
        "issuer": "发布机关",
        "document_number": "文号",
        "version": "版本",
        "level": "层级",
        "region": "地域",
        "published": "公布日期",
        "effective": "施行日期",
        "expires": "失效日期",
        "superseded_by": "代替它的文件",
    }
)
"""What users call the fields of `FIELDS`."""


def as_text(field: str, given: Given) -> str | None:
    """The value a correction keeps: an ISO date, the path of a place, a name of a kind.

    Raises:
        BadPlaceError: an unknown place, or a name several places bear.
        CatalogueError: no such field, or not a value it can have.
    """
    if field not in _PARSERS:
        known = "、".join(f"{field}（{name}）" for field, name in FIELD_NAMES.items())
        raise CatalogueError(f"{field} 这一项不能更正。可更正的有：{known}。")
    if given is None:
        if field in _NEVER_NONE:
            raise CatalogueError(f"{FIELD_NAMES[field]}不能为空。请写明更正后的内容。")
        return None
    value = _PARSERS[field](given)
    return value.isoformat() if isinstance(value, date) else value


def overlay(document: Document, corrections: Iterable[Correction]) -> Document:
    """The document with the corrections in place of what was read, and as their grounds."""
    values = {correction.field: correction.value for correction in corrections}
    if not values:
        return document
    grounds = [ground for ground in document.grounds if ground.fact not in values]
    grounds += [
        Ground(fact=field, value=value or "", basis=Basis.CORRECTION)
        for field, value in sorted(values.items())
    ]
    facts = {field: _as_held(field, value) for field, value in values.items()}
    return replace(document, **facts, grounds=tuple(grounds))  # type: ignore[arg-type]


def _as_held(field: str, value: str | None) -> Value:
    """What `as_text` gave, as `Document` holds it."""
    return None if value is None else _HELD.get(field, str)(value)


def check_consistent(document: Document) -> None:
    """Refuse what cannot be true of one document.

    Raises:
        CatalogueError: it ends before it begins.
    """
    if document.effective and document.expires and document.expires < document.effective:
        raise CatalogueError(
            f"失效日期 {document.expires} 早于施行日期 {document.effective}。请核对后重新更正。"
        )
