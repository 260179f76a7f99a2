"""The versions of an instrument as bars on one scale of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.validity import ValidityChain, Version

_MARGIN = 0.04
"""Share of the scale left free at each end."""
_MOST_TICKS = 7
_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A version on the scale; offsets in percent of its width, from the left.

    Attributes:
        start, width: None when its first day is not known: nothing can be drawn.
        is_open: nothing ends it.
        name: Chinese, short, to tell the versions apart.
    """

    version: Version
    start: float | None
    width: float | None
    is_open: bool
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bars, oldest version first, with the years below them as (percent, year).

    Attributes:
        today: place of the day asked for, in percent.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    today: float


def timeline_of(chain: ValidityChain) -> Timeline:
    """The bars of a chain on a scale that holds all known days and the day asked for."""
    days = [chain.day]
    for version in chain.versions:
        days += [day for day in (version.effective, version.expires) if day is not None]
    first, last = min(days).toordinal(), max(days).toordinal()
    margin = max((last - first) * _MARGIN, _YEAR / 2)
    scale = _Scale(first - margin, last + margin)
    return Timeline(
        bars=tuple(_bar(version, scale) for version in chain.versions),
        ticks=tuple(_ticks(scale)),
        today=scale.at(chain.day.toordinal()),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    left: float
    right: float

    def at(self, ordinal: float) -> float:
        return round(100 * (ordinal - self.left) / (self.right - self.left), 2)


def _bar(version: Version, scale: _Scale) -> Bar:
    first = version.published or version.effective
    name = f"{first.year} 年{'公布' if version.published else '施行'}" if first else "日期不明"
    if version.effective is None:
        return Bar(version=version, start=None, width=None, is_open=False, name=name)
    start = scale.at(version.effective.toordinal())
    end = scale.at(version.expires.toordinal() + 1) if version.expires else 100.0
    width = max(round(end - start, 2), 0.6)
    is_open = version.expires is None
    return Bar(version=version, start=start, width=width, is_open=is_open, name=name)


def _ticks(scale: _Scale) -> list[tuple[float, int]]:
    """The first days of years, evenly spaced, at most `_MOST_TICKS`."""
    first = date.fromordinal(int(scale.left)).year + 1
    last = date.fromordinal(int(scale.right)).year
    step = max(1, -(-(last - first + 1) // _MOST_TICKS))
    return [(scale.at(date(year, 1, 1).toordinal()), year) for year in range(first, last + 1, step)]
