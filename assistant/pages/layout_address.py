"""A scope, and what the user says of himself, as the query of an address, and back."""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError

from assistant.errors import LayoutError
from assistant.layout.advice import Wishes
from assistant.layout.compare import Sides
from assistant.layout.patent_record import PatentKind, Standing
from assistant.layout.scope import LONGEST_QUESTION, ScopeQuery
from assistant.layout.time_rules import OwnDates
from corpus.places import normalise_region

LAYOUT = "/layout"
LISTS = f"{LAYOUT}/lists"
NAMES = f"{LAYOUT}/names"
LANDSCAPE = f"{LAYOUT}/landscape"
PATENTS = f"{LAYOUT}/patents"
NEAREST = f"{LAYOUT}/nearest"
COMPARISON = f"{LAYOUT}/compare"
ADVICE = f"{LAYOUT}/advice"
WRITING = f"{ADVICE}/writing"

DATE_FIELDS = {
    "disclosed": "首次公开日",
    "first_filed": "首次申请日（优先权日）",
    "filed": "在中国的申请日",
    "noticed": "收到授权通知之日",
    "granted": "授权公告日",
}
"""Fields of `OwnDates` with what they are called."""

KINDS_FILED = tuple(kind for kind in PatentKind if kind is not PatentKind.UNKNOWN)

_SCOPE = ("q", "at", "ipc", "from", "to", "applicant", "kind", "standing", "list", "in", "out")
_WISHES = ("mine", "theirs", "region", "type", *DATE_FIELDS)
_OF_NAMES = re.compile(r"[;；\n]")
_OF_SYMBOLS = re.compile(r"[;；,，、\s]")

_LONG = 300
"""Characters in an address from which on they are packed: a page repeats them in every link."""

_PACKED = "z"
_MOST_UNPACKED = 100_000
"""Bytes; what is longer was not packed by us."""

Pairs = tuple[tuple[str, str], ...]
_ENTRIES = TypeAdapter(list[tuple[str, str]])
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visitor stands: the entries of the address that later pages take along."""

    given: Pairs = ()

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> Place:
        """The entries that say something and that we know, in a fixed order, each once.

        Raises:
            LayoutError: a packed entry was cut off.
        """
        written = (pair for name, value in entries for pair in _spread(name, value))
        said = [(name, value.strip()) for name, value in written if value.strip()]
        known = [pair for key in (*_SCOPE, *_WISHES) for pair in said if pair[0] == key]
        return cls(tuple(dict.fromkeys(known)))

    def to(self, path: str, **more: str | int) -> str:
        """A page for the same scope; `more` entries follow."""
        own: Pairs = self.given
        if sum(len(value) for _, value in own) > _LONG:
            own = ((_PACKED, _packed(own)),)
        pairs = [*own, *((name, str(value)) for name, value in more.items())]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def with_entry(self, name: str, value: str) -> Place:
        """One entry more; a patent that is put in is no longer left out, and the other way."""
        opposite = {"in": "out", "out": "in"}.get(name, "")
        kept = self.without(opposite, value).given
        return Place.of((*kept, (name, value)))

    def without(self, name: str, value: str) -> Place:
        """Without one entry."""
        return Place(tuple(pair for pair in self.given if pair != (name, value)))

    def only_wishes(self) -> Place:
        """What the user says of himself, without the scope."""
        return Place(tuple(pair for pair in self.given if pair[0] in _WISHES))

    def all(self, name: str) -> tuple[str, ...]:
        """The values of an entry, as written."""
        return tuple(value for key, value in self.given if key == name)

    def one(self, name: str) -> str:
        """The last value of an entry; "" for none."""
        return next(reversed(self.all(name)), "")

    @property
    def has_scope(self) -> bool:
        """Whether any entry says which patents are meant; a boundary alone does not."""
        return any(name in _SCOPE and name != "at" for name, _ in self.given)

    def hidden(self, *names: str) -> Iterator[tuple[str, str]]:
        """Entries that a form of these fields must carry along."""
        return (pair for pair in self.given if pair[0] not in names)


def scope_of(place: Place) -> ScopeQuery:
    """The scope of an address.

    Raises:
        LayoutError: an entry cannot be read; the message names it.
    """
    written: dict[str, list[str]] = defaultdict(list)
    for name, value in place.given:
        written[name].append(value)
    question = place.one("q")
    if len(question) > LONGEST_QUESTION:
        raise LayoutError(f"检索用语太长，请精简到 {LONGEST_QUESTION} 字以内。")
    named = bool(question or written["in"])
    try:
        return ScopeQuery(
            question=question,
            threshold=_boundary(place.one("at")) if named else None,
            ipc=_parts(written["ipc"], _OF_SYMBOLS),
            filed_from=_day(written, "from", "申请日起点"),
            filed_to=_day(written, "to", "申请日终点"),
            applicants=_parts(written["applicant"], _OF_NAMES),
            kinds=_choices(PatentKind, written["kind"], "专利类型"),
            standings=_choices(Standing, written["standing"], "法律状态"),
            lists=tuple(written["list"]),
            include=tuple(written["in"]),
            exclude=tuple(written["out"]),
        )
    except ValidationError as error:
        raise LayoutError("申请日的起点晚于终点，请改正后重试。") from error


def place_of_scope(query: ScopeQuery) -> Place:
    """The address of a scope."""
    entries: list[tuple[str, str]] = [("q", query.question)]
    if query.threshold is not None:
        entries.append(("at", f"{query.threshold:g}"))
    entries += [("from", _iso(query.filed_from)), ("to", _iso(query.filed_to))]
    several: dict[str, Sequence[str]] = {
        "ipc": query.ipc,
        "applicant": query.applicants,
        "kind": query.kinds,
        "standing": query.standings,
        "list": query.lists,
        "in": query.include,
        "out": query.exclude,
    }
    entries += [(name, value) for name, values in several.items() for value in values]
    return Place.of(entries)


def wishes_of(place: Place) -> Wishes:
    """What the user says of himself.

    Raises:
        LayoutError: a day or a type of patent cannot be read.
        BadQuestionError: there is no such place.
    """
    written: dict[str, list[str]] = {name: list(place.all(name)) for name in _WISHES}
    days = {name: _day(written, name, words) for name, words in DATE_FIELDS.items()}
    kinds = _choices(PatentKind, written["type"], "专利类型")
    kind = kinds[0] if kinds else PatentKind.INVENTION
    region = place.one("region")
    return Wishes(
        sides=Sides(
            mine=_parts(written["mine"], _OF_NAMES), theirs=_parts(written["theirs"], _OF_NAMES)
        ),
        dates=OwnDates(kind=kind, **days) if any(days.values()) else None,
        region=normalise_region(region) if region else None,
    )


def _packed(pairs: Pairs) -> str:
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()


def _spread(name: str, value: str) -> Iterable[tuple[str, str]]:
    """An entry; the entries that are packed in it."""
    if name != _PACKED:
        return [(name, value)]
    try:
        packed = base64.urlsafe_b64decode(value)
        text = zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
        return _ENTRIES.validate_json(text)
    except (ValueError, zlib.error) as error:
        raise LayoutError("网址不完整，读不出检索范围。请复制完整的网址，或从头检索。") from error


def _parts(written: Iterable[str], between: re.Pattern[str]) -> tuple[str, ...]:
    parts = (part.strip() for value in written for part in between.split(value))
    return tuple(dict.fromkeys(filter(None, parts)))


def _boundary(written: str) -> float | None:
    if not written:
        return None
    try:
        value = float(written)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise LayoutError(f"边界“{written[:20]}”不是数，请写成 4.5 这样的数。")
    return value


def _day(written: Mapping[str, Sequence[str]], name: str, words: str) -> date | None:
    values = written.get(name, ())
    if not values:
        return None
    try:
        return date.fromisoformat(values[-1])
    except ValueError as error:
        raise LayoutError(
            f"{words}“{values[-1][:20]}”不是日期，请写成 2026-11-22 这样的日期。"
        ) from error


def _choices(kind: type[_Choice], written: Iterable[str], words: str) -> tuple[_Choice, ...]:
    found = []
    for value in dict.fromkeys(written):
        if value not in list(kind):
            raise LayoutError(f"没有“{value[:20]}”这种{words}，请从{'、'.join(kind)}里选。")
        found.append(kind(value))
    return tuple(found)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
