"""Which records are one application or one family, each merge with its reason.

Merged into one record: prints of one publication (over lists), and publications of one application
(A, B). Only linked, because they are rights of their own: 同日申请 pairs, divisions and families.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain, combinations

from assistant.layout.patent_record import PatentKind

_STRAIGHT = re.compile(r"CN(\d{9})(?:[A-Z]\d?)?")
_FIRST_SHARED = 101_000_000
"""From this serial on (July 2007) the publications of one application share their nine digits."""

_PATENT_NUMBER = re.compile(r"[A-Z]{2}\d{4,}[A-Z]?\d?(?:\.[\dX])?")
_FEWEST_DIGITS = 5
"""Of an application number of any office: US 08/123,456 and PCT have more."""

_DRAFTING = re.compile(
    "^一种|^用于|及其(?:[^，]{0,8})(?:方法|工艺|用途|应用|系统|设备)$|[的和与及、，,]"
)

TWIN_TITLES = 0.75
"""Shared pairs of characters of two titles, as a part of the shorter one's."""

TWIN_TEXTS = 0.5
"""Shared pairs of characters of two abstracts, as a part of the shorter one's: pairs filed on one
day repeat each other's words (0.7 and more), two inventions of one firm share a third."""


class MergeKind(StrEnum):
    """Why records belong together; the value is shown to users."""

    DUPLICATE = "同一公开文本"
    PUBLICATIONS = "同一申请的先后公开"
    TWIN = "同日申请"
    DIVISION = "分案"
    FAMILY = "同族"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """What merging looks at in a record.

    Attributes:
        applicants: names as they are shown.
        family, divided_from, twin: see `PatentRecord`.
        text: abstract, or else the first claim; may be cut.
    """

    id: str
    number: str
    title: str
    application: str | None = None
    kind: PatentKind = PatentKind.UNKNOWN
    filed: date | None = None
    applicants: frozenset[str] = frozenset()
    family: str = ""
    divided_from: str = ""
    twin: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two records brought together; `reason` is Chinese and names what they share."""

    kind: MergeKind
    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The groups.

    Attributes:
        group_of: record id → number of its group, groups numbered in the order of their first
            records; every record has one.
        merges: what made groups of more than one record.
        links: 同日申请 pairs, divisional applications and families, between the first records of
            two groups; a pair that goes by several is given once, in this order.
    """

    group_of: Mapping[str, int]
    merges: tuple[Merge, ...]
    links: tuple[Merge, ...]


def merge_records(rows: Sequence[MergeRow], apart: Set[tuple[str, str]] = frozenset()) -> Merged:
    """Group the records; the same rows in the same order give the same groups.

    Args:
        apart: pairs of ids, each ascending, that must not come together by a merge or a link.
    """
    groups = _Groups(apart)
    for kind, key_of, said in _RULES:
        firsts: dict[str, list[str]] = {}
        for row in rows:
            if key := key_of(row):
                groups.join(row.id, firsts.setdefault(key, []), Merge(kind, "", "", said + key))
    numbers: dict[str, int] = {}
    group_of = {row.id: numbers.setdefault(groups.first_of(row.id), len(numbers)) for row in rows}
    heads = [row for row in rows if groups.first_of(row.id) == row.id]
    first_of = {row.id: groups.first_of(row.id) for row in rows}
    found = chain(
        _stated_twins(rows, first_of),
        _twins(heads, apart),
        _divisions(rows, first_of),
        _families(rows, first_of),
    )
    links: dict[tuple[str, ...], Merge] = {}
    for link in found:
        pair = tuple(sorted((link.first, link.second)))
        if link.first != link.second and pair not in apart:
            links.setdefault(pair, link)
    return Merged(group_of, tuple(groups.merges), tuple(links.values()))


@dataclass(slots=True)
class _Groups:
    """Disjoint sets of ids that never bring a pair together which is to stay apart."""

    apart: Set[tuple[str, str]]
    merges: list[Merge] = field(default_factory=list)
    _first: dict[str, str] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)

    def first_of(self, id_: str) -> str:
        """The record its group is named by."""
        return self._first.get(id_, id_)

    def join(self, id_: str, firsts: list[str], why: Merge) -> None:
        """Join the first of `firsts` whose group has nothing to stay apart from, or add to them."""
        own = self.first_of(id_)
        for other in firsts:
            first = self.first_of(other)
            if first == own:
                return
            if not self._is_apart(own, first):
                self._unite(first, own)
                self.merges.append(Merge(why.kind, other, id_, why.reason))
                return
        firsts.append(id_)

    def _is_apart(self, one: str, other: str) -> bool:
        return bool(self.apart) and any(
            tuple(sorted((a, b))) in self.apart
            for a in self._members.get(one, [one])
            for b in self._members.get(other, [other])
        )

    def _unite(self, first: str, second: str) -> None:
        members = self._members.setdefault(first, [first])
        added = self._members.pop(second, [second])
        members += added
        self._first |= dict.fromkeys(added, first)


def _same_print(row: MergeRow) -> str:
    """The publication number; with the title where it may be a number of the list's own."""
    return row.number if _PATENT_NUMBER.fullmatch(row.number) else f"{row.number} {row.title}"


def _same_serial(row: MergeRow) -> str:
    match = _STRAIGHT.fullmatch(row.number)
    return f"CN{match[1]}" if match and int(match[1]) >= _FIRST_SHARED else ""


def _same_application(row: MergeRow) -> str:
    """The application number; what has fewer digits is a remark such as 待补."""
    digits = sum(map(str.isdigit, row.application or ""))
    return row.application or "" if digits >= _FEWEST_DIGITS else ""


_RULES = (
    (MergeKind.DUPLICATE, _same_print, "公开号相同："),
    (MergeKind.PUBLICATIONS, _same_serial, "公开号的数字部分相同："),
    (MergeKind.PUBLICATIONS, _same_application, "申请号相同："),
)


def _twins(heads: Iterable[MergeRow], apart: Set[tuple[str, str]]) -> Iterable[Merge]:
    """发明 and 实用新型 of the same applicants, filed on one day, that say nearly the same."""
    days: dict[tuple[date, frozenset[str]], list[MergeRow]] = {}
    for row in heads:
        if row.filed and row.applicants and row.kind in (PatentKind.INVENTION, PatentKind.UTILITY):
            days.setdefault((row.filed, row.applicants), []).append(row)
    for rows in days.values():
        taken: set[str] = set()
        for one, other in combinations(rows, 2):
            is_free = not {one.id, other.id} & taken and _pair(one, other) not in apart
            if is_free and one.kind is not other.kind and _says_the_same(one, other):
                taken |= {one.id, other.id}
                reason = f"申请人相同、申请日同为 {one.filed}，一件发明一件实用新型，标题和摘要相近"
                yield Merge(MergeKind.TWIN, one.id, other.id, reason)


def _stated_twins(rows: Sequence[MergeRow], first_of: Mapping[str, str]) -> Iterable[Merge]:
    """Pairs that the list itself gives as filed on one day, by either number of the other."""
    known: dict[str, str] = {}
    for row in rows:
        for number in filter(None, (row.number, row.application)):
            known.setdefault(number, first_of[row.id])
    for row in rows:
        if other := row.twin and known.get(row.twin):
            pair = sorted((other, first_of[row.id]))
            yield Merge(MergeKind.TWIN, pair[0], pair[1], f"清单写明一案双申：{row.twin}")


def _divisions(rows: Sequence[MergeRow], first_of: Mapping[str, str]) -> Iterable[Merge]:
    """Divisional applications with their parent, or with each other when it is not there."""
    parents: dict[str, str] = {}
    for row in rows:
        if row.application:
            parents.setdefault(row.application, first_of[row.id])
    for row in rows:
        if parent := row.divided_from:
            first = parents.setdefault(parent, first_of[row.id])
            yield Merge(MergeKind.DIVISION, first, first_of[row.id], f"母案申请号：{parent}")


def _families(rows: Sequence[MergeRow], first_of: Mapping[str, str]) -> Iterable[Merge]:
    """Records that share a priority, an international application or a stated family, and the
    record whose application is that priority."""
    firsts: dict[str, str] = {}
    for row in rows:
        for key in row.family.split():
            firsts.setdefault(key, first_of[row.id])
    for row in rows:
        for key in (*row.family.split(), *filter(None, (row.application,))):
            if first := firsts.get(key):
                yield Merge(MergeKind.FAMILY, first, first_of[row.id], f"优先权或同族号相同：{key}")


def _pair(one: MergeRow, other: MergeRow) -> tuple[str, ...]:
    return tuple(sorted((one.id, other.id)))


def _says_the_same(one: MergeRow, other: MergeRow) -> bool:
    titles = _shared(_DRAFTING.sub("", one.title), _DRAFTING.sub("", other.title))
    if titles < TWIN_TITLES:
        return False
    return not (one.text and other.text) or _shared(one.text, other.text) >= TWIN_TEXTS


def _shared(one: str, other: str) -> float:
    """Pairs of characters both have, as a part of those of the one with fewer, 0 to 1."""
    first = {one[i : i + 2] for i in range(len(one) - 1)} or {one}
    second = {other[i : i + 2] for i in range(len(other) - 1)} or {other}
    return len(first & second) / min(len(first), len(second))
