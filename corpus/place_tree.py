"""The tree of administrative divisions and the names people use for them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DIVISIONS = Path(__file__).with_name("places.toml")
SPOKEN_NAMES = Path(__file__).with_name("place_names.toml")
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")

# Longest first where one ends in another; what is left is the short name.
_ENDINGS = (
    *("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区"),
    *("省", "市", "盟", "区", "县", "旗"),
)
_SPOKEN_ENDING = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """Names to paths such as "广东省/广州市/南沙区"; every mapping is in the order of the tree.

    Attributes:
        names: any name, full or short, to all places that bear it.
        full: names with the kind of division (also 延边州) to all places that bear them.
        alone: short names, former names and zones that name one place without any context.
        letters: one-character names.
        by_head: every readable name and `not_places` word under its first two characters,
            longest first.
        not_places: words that hold or begin a false name.
        wide_areas: names of areas over several provinces or cities.
    """

    names: Mapping[str, tuple[str, ...]]
    full: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, str]
    letters: Mapping[str, str]
    by_head: Mapping[str, tuple[str, ...]]
    not_places: frozenset[str]
    wide_areas: frozenset[str]


@lru_cache(maxsize=1)
def place_tree() -> PlaceTree:
    """The tree, read from the two data files beside this module on first use (about 50 ms)."""
    spoken = tomllib.loads(SPOKEN_NAMES.read_text(encoding="utf-8"))
    zones: dict[str, str] = spoken["zones"] | spoken["former"]
    words = {key: tuple(text.split()) for key, text in spoken["words"].items()}
    divisions = tuple(_divisions())
    paths = tuple(dict.fromkeys([*(path for path, _ in divisions), *zones.values()]))
    shorts = {path: short_name(_last(path), words["peoples"]) for path in paths}
    former: dict[str, str] = spoken["former_parts"]
    bearers = [*((path, path) for path in paths), *former.items()]
    shorts |= {old: short_name(_last(old), words["peoples"]) for old in former}
    names = _grouped((name, p) for one, p in bearers for name in _names_of(one, shorts[one]))
    major = {shorts[path]: path for path, is_major in reversed(divisions) if is_major}
    alone = {name: path for name, path in major.items() if name not in words["ordinary"]}
    alone |= {name: names[name][0] for name in words["well_known"]}
    alone |= zones | spoken["preferred"]
    names |= {name: (path,) for name, path in zones.items() if name not in names}
    return PlaceTree(
        names=names,
        full=_grouped(
            (name, path)
            for one, path in bearers
            for name in _names_of(one, shorts[one]) - {shorts[one]}
        ),
        alone=alone,
        letters=spoken["letters"],
        by_head=_by_head({*names, *words["not_places"]}),
        not_places=frozenset(words["not_places"]),
        wide_areas=frozenset(words["wide_areas"]),
    )


def short_name(name: str, peoples: tuple[str, ...]) -> str:
    """Without the kind of division and the peoples: "广州", "延边", "长阳"; the name itself when
    nothing of two characters would be left."""
    short = name.removesuffix(next((e for e in _ENDINGS if name.endswith(e)), ""))
    while people := next((p for p in peoples if short[2:].endswith(p)), ""):
        short = short.removesuffix(people)
    return short if len(short) > 1 else name


def _divisions() -> Iterator[tuple[str, bool]]:
    """Paths, provinces first, and whether each is a province or a city with a table entry."""
    tree: dict[str, dict[str, str]] = tomllib.loads(DIVISIONS.read_text(encoding="utf-8"))
    yield from ((province, True) for province in tree)
    for province, cities in tree.items():
        for city, counties in cities.items():
            above = f"{province}/{city}" if city else province
            if city:
                yield above, True
            yield from ((f"{above}/{county}", False) for county in counties.split())


def _names_of(path: str, short: str) -> set[str]:
    """Full and short name, and forms such as 延边州 and 长阳县."""
    name = _last(path)
    return {name, short, *(short + s for e, s in _SPOKEN_ENDING.items() if name.endswith(e))}


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, path in pairs:
        groups[name].append(path)
    return {name: tuple(dict.fromkeys(paths)) for name, paths in groups.items()}


def _by_head(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    heads: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        heads[word[:2]].append(word)
    return {head: tuple(sorted(group, key=len, reverse=True)) for head, group in heads.items()}
