"""A company on the day of its application, as rules look at it: exact figures, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from assistant.eligibility.honours import Honour, days_given, is_valid
from assistant.eligibility.periods import add_months
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_fields import ProfileField
from assistant.eligibility.rules.kleene import Truth, all_of, any_of
from assistant.eligibility.rules.units import UNITS

LeafKey = tuple[str, str]
"""A figure a rule uses: name of the field, and the span of years ("" for a field without)."""


class Case:
    """A profile, a day, and figures assumed instead of the profile's own.

    Attributes:
        assumed: changes to figures, by key, in base units; added to what the profile gives. The
            search for what is missing tries values with it.
    """

    __slots__ = ("_numbers", "_yearly", "assumed", "day", "profile")

    def __init__(
        self, profile: Profile, day: date, *, assumed: Mapping[LeafKey, Fraction] | None = None
    ) -> None:
        self.profile = profile
        self.day = day
        self.assumed = assumed or {}
        self._numbers: dict[str, Fraction | None] = {}
        self._yearly: dict[str, dict[int, Fraction]] = {}

    def assuming(self, assumed: Mapping[LeafKey, Fraction]) -> Case:
        """The same company on the same day with other figures."""
        return Case(self.profile, self.day, assumed=assumed)

    def on(self, day: date) -> Case:
        """The same company, with the same figures assumed, on another day."""
        return Case(self.profile, day, assumed=self.assumed)

    def number(self, field: ProfileField) -> Fraction | None:
        """A single figure in base units, without what is assumed."""
        try:
            return self._numbers[field.name]
        except KeyError:
            given = getattr(self.profile, field.name)
            value = None if given is None else Fraction(given) * UNITS[field.unit].factor
            self._numbers[field.name] = value
            return value

    def figures(self, field: ProfileField) -> Mapping[int, Fraction]:
        """Figures by year in base units; empty when none is known."""
        try:
            return self._yearly[field.name]
        except KeyError:
            factor = UNITS[field.unit].factor
            given: Mapping[int, Fraction] = getattr(self.profile, field.name) or {}
            by_year = {year: Fraction(value) * factor for year, value in given.items()}
            self._yearly[field.name] = by_year
            return by_year

    def full_years(self, count: int) -> range:
        """The last `count` calendar years before the day's, from the year of registration on."""
        first = self.day.year - count
        registered = self.profile.registered
        if registered is not None:
            first = max(first, registered.year)
        return range(first, self.day.year)

    def has_honour(self, name: str) -> Truth:
        """Whether an honour is valid on the day; unknown when the list may be incomplete."""
        named = self._named(name)
        return named if isinstance(named, bool | None) else any_of(h[0] for h in named)

    def honour_for(self, name: str, months: int) -> Truth:
        """Whether an honour is valid on the day and was given at least `months` before."""
        named = self._named(name)
        if isinstance(named, bool | None):
            return named
        return any_of(all_of((valid, self._since(honour, months))) for valid, honour in named)

    def honour_text(self, name: str) -> str:
        """What is known of an honour: "2024 年获得，有效至 2027-06-30"; "" when nothing is."""
        honour = next((h for h in self.profile.honours or () if h.name == name), None)
        if honour is None:
            return "没有" if self.has_honour(name) is False else ""
        if not honour.held:
            return "没有"
        since = honour.obtained.isoformat() if honour.obtained else honour.year
        words = [f"{since} {'' if honour.obtained else '年'}获得" if since else "已获得"]
        if honour.expires:
            words.append(f"有效至 {honour.expires.isoformat()}")
        elif self.has_honour(name) is False:
            words.append("已过有效期")
        return "，".join(words)

    def _named(self, name: str) -> Truth | list[tuple[Truth, Honour]]:
        """The honours of that name with their validity; a verdict when there is none."""
        honours = self.profile.honours
        if honours is None:
            return False if self.profile.no_other_honours else None
        named = [(is_valid(honour, self.day), honour) for honour in honours if honour.name == name]
        if named:
            return named
        return False if self.profile.no_other_honours or not honours else None

    def _since(self, honour: Honour, months: int) -> Truth:
        first, last = days_given(honour)
        if first is None or last is None:
            return None
        if add_months(last, months) <= self.day:
            return True
        return False if add_months(first, months) > self.day else None
