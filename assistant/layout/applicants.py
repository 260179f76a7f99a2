"""Which printed names are one applicant, under which name it is shown, and why; users may edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from assistant.layout.applicant_names import (
    applicant_key,
    clean_name,
    person_name,
    reason_for,
    shown_alias,
    split_names,
)
from assistant.layout.name_pairs import NamePair, is_eastern, joined_keys

BY_USER = "人工指定"

_LEAST_SAID = 2
"""Characters of a short name: one character stands in too many names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """One row of the mapping shown to users.

    Attributes:
        printed: as it stands in a list.
        name: the applicant it is counted under.
        records: records that print it so.
        reason: Chinese, what was put aside to bring them together; "" when printed is the name.
    """

    printed: str
    name: str
    records: int
    reason: str


class ApplicantNames:
    """Names of the applicants of some records; deterministic for the same names.

    Args:
        printed: cells as printed, with the number of records that print them.
        given: printed name → name, as users decided; goes before every rule. A name given to
            what is shown elsewhere joins it.
        pairs: Chinese and foreign names that records give for one applicant.
    """

    def __init__(
        self,
        printed: Mapping[str, int],
        given: Mapping[str, str],
        pairs: Iterable[NamePair] = (),
    ) -> None:
        self._joined = joined_keys(pairs)
        self._counts: Counter[str] = Counter()
        for cell, count in printed.items():
            for name in split_names(cell):
                self._counts[name] += count
        self._given = {clean_name(one): name for one, name in given.items()}
        self._shown = self._shown_names()

    def of(self, cells: Iterable[str]) -> tuple[str, ...]:
        """The applicants of a record in order, each once."""
        names = (self.of_name(name) for cell in cells for name in split_names(cell))
        return tuple(dict.fromkeys(filter(None, names)))

    def of_name(self, printed: str) -> str:
        """The applicant a printed name is counted under."""
        clean = clean_name(printed)
        return self._given.get(clean) or self.by_rule(printed)

    def by_rule(self, printed: str) -> str:
        """The applicant a printed name is counted under when nobody says otherwise."""
        key = self._key(printed)
        return self._shown.get(key) or shown_alias(key) or clean_name(printed)

    def prints_of(self, printed: str) -> tuple[str, ...]:
        """The name itself and, when an applicant is shown under it, its other prints.

        Whoever says that the applicant is another one means them all.
        """
        others = self._prints.get(printed, ())
        return (printed, *(other for other in others if other != printed))

    @cached_property
    def _prints(self) -> Mapping[str, list[str]]:
        """Applicant by the rules → its prints, ascending."""
        found: dict[str, list[str]] = {}
        for printed in sorted(self._counts):
            found.setdefault(self.by_rule(printed), []).append(printed)
        return found

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """Every name as printed → the applicant it is counted under."""
        return {name: self.of_name(name) for name in self._counts}

    def rows(self) -> tuple[NameRow, ...]:
        """The whole mapping: by name shown, then by printed name."""
        rows = (
            NameRow(
                printed=printed,
                name=self.of_name(printed),
                records=count,
                reason=self._reason(printed),
            )
            for printed, count in self._counts.items()
        )
        return tuple(sorted(rows, key=lambda row: (row.name, row.printed)))

    def _reason(self, printed: str) -> str:
        if clean_name(printed) in self._given:
            return BY_USER
        if self.of_name(printed) == printed:
            return ""
        return self._joined.reason_of.get(applicant_key(printed)) or reason_for(printed)

    def _key(self, printed: str) -> str:
        key = applicant_key(printed)
        return self._joined.key_of.get(key, key)

    def _shown_names(self) -> dict[str, str]:
        """Key → the well-known name, or else the print most records have (then the longest)."""
        prints: dict[str, Counter[str]] = {}
        for printed, count in self._counts.items():
            prints.setdefault(self._key(printed), Counter())[person_name(printed)] += count
        return {key: shown_alias(key) or _most_usual(key, names) for key, names in prints.items()}


def applicants_called(
    shown: Iterable[str], said: Iterable[str], printed: Mapping[str, str] = MappingProxyType({})
) -> frozenset[str]:
    """The applicants people mean, who hardly ever write a name out: 比亚迪, Huawei.

    For each name said: the one shown so; else those that are the same applicant by the rules; else
    all that hold it, subsidiaries included.

    Args:
        shown: names of the applicants of some records.
        printed: other names they go by → the name shown: what a user renamed is found under its
            old name too.
    """
    names = {name: {name} for name in shown}
    for other, name in printed.items():
        names.setdefault(other, set()).add(name)
    return frozenset(name for one in said for name in _called(names, one))


def _called(names: Mapping[str, Collection[str]], said: str) -> Iterable[str]:
    if said in names:
        return names[said]
    if not (key := applicant_key(said)):
        return ()
    if same := [shown for name in names if applicant_key(name) == key for shown in names[name]]:
        return same
    part = clean_name(said).casefold()
    if len(part) < _LEAST_SAID:
        return ()
    return [shown for name in names if part in name.casefold() for shown in names[name]]


def _most_usual(key: str, names: Mapping[str, int]) -> str:
    """Of a university and its institutes the university, else the Chinese print, or without one
    any, with most records."""
    if key.endswith("大学"):
        return key
    return max(names, key=lambda name: (is_eastern(name), names[name], len(name), name))
