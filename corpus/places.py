"""Administrative divisions named in a text, as paths such as "广东省/广州市/南沙区"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.documents import Level
from corpus.errors import BadPlaceError
from corpus.place_tree import MUNICIPALITIES, PlaceTree, place_tree

# What may follow a full name only when the name was two halves of other words (城区域, 市场).
_NOT_AFTER = {"区": "域别分间位块段划隔", "市": "场", "县": "域级", "旗": "帜舰袍", "省": "略钱"}
# What may stand between a place and the part of it named next.
_BETWEEN = frozenset(("", "/", "·", " ", "-"))
# Layers of the official code table that bear no name of their own.
_UNNAMED = re.compile("市辖区|(?:省|自治区)?直辖县级行政区划")
_ZONE = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?:国家)?(?:级)?(?:高新|经开|开发|自贸|自贸试验|综保|保税|高新技术产业开发|经济技术开发)区$"
)
_STATE = re.compile(r"^(中华人民共和国|中国)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in a text.

    Attributes:
        path: of the most specific division named in one breath: 广东省广州市南沙区 is one mention.
        start, end: characters from 0.
    """

    path: str
    start: int
    end: int


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Places named in `text`, in order, without overlaps; names that may mean something else are
    left out (朝阳区 alone, 大理石, 境内江…)."""
    tree = place_tree()
    read = list(_read(text, tree))
    settled = [m.candidates[0] for m in read if len(m.candidates) == 1]
    mentions = []
    for mention in read:
        path = _the_one(mention.candidates, settled)
        if path:
            mentions.append(PlaceMention(path=path, start=mention.start, end=mention.end))
    mentions += _read_letters(text, tree)
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def find_place(text: str) -> str | None:
    """The one place `text` is about, as specific as it says; None when it names none or several
    that do not lie in one another."""
    paths = sorted({mention.path for mention in find_places(text)}, key=len)
    if not paths or any(not _within(paths[-1], path) for path in paths):
        return None
    return paths[-1]


def normalise_region(name: str) -> str:
    """The path of a place given as "广州", "广东/广州" or "广东省广州市南沙区".

    Of places with one name the highest division is meant (吉林 is the province).

    Raises:
        BadPlaceError: unknown, or several places of one level bear this name.
    """
    tree = place_tree()
    squeezed = _UNNAMED.sub("", re.sub(r"[\s/·]+", "", unicodedata.normalize("NFKC", name)))
    if squeezed in tree.wide_areas:
        raise BadPlaceError(
            f"“{name}”跨了几个地方。请写其中的一个省、市或区县，例如“广东省/广州市”。"
        )
    known = tree.alone.get(squeezed) or tree.letters.get(squeezed)
    if known and not (squeezed in tree.names and len(tree.names[squeezed]) == 1):
        return known
    highest = next((found for one in _spellings(squeezed) if (found := _highest(one, tree))), [])
    if not highest:
        raise BadPlaceError(
            f"不认识的地名“{name}”。请写省、市、区县的名称，例如“广东省/广州市/南沙区”。"
        )
    if len(highest) > 1:
        raise BadPlaceError(f"“{name}”不止一处：{'、'.join(highest)}。请连同上级地名一起写。")
    return highest[0]


def _spellings(name: str) -> Iterator[str]:
    """The name; as the district a county or town became; the place a development zone lies in."""
    yield name
    if name.endswith(("县", "市")):
        yield name[:-1] + "区"
    if zone := _ZONE.search(name):
        yield name[: zone.start()]


def _highest(name: str, tree: PlaceTree) -> list[str]:
    """Of the places the name spells out, those of the highest level."""
    found = sorted(set(_spell_out(_STATE.sub("", name), tree, above="")))
    return [p for p in found if _rank(p) == min(_rank(q) for q in found)]


def level_of(region: str | None) -> Level:
    """The level of government of a place; counties directly under a province count as cities."""
    if region is None:
        return Level.NATIONAL
    return (Level.PROVINCE, Level.CITY, Level.DISTRICT)[_rank(region)]


_PROVINCE = re.compile("省$|自治区$|特别行政区$")
_COUNTY = re.compile("[区县旗镇乡]$|街道$")


def _rank(region: str) -> int:
    """0 for a province, 1 for a city, 2 for a district or county; a bare name that is no path
    (朝阳区) by its ending."""
    depth = region.count("/")
    if depth:
        return 2 if depth == 1 and region.startswith(MUNICIPALITIES) else depth
    if region in MUNICIPALITIES or _PROVINCE.search(region):
        return 0
    return 2 if _COUNTY.search(region) else 1


def parents(region: str) -> tuple[str, ...]:
    """The places above, outermost first: ("广东省", "广东省/广州市") for 广东省/广州市/南沙区."""
    parts = region.split("/")
    return tuple("/".join(parts[:depth]) for depth in range(1, len(parts)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name read at start..end and the places it may mean, never none."""

    candidates: tuple[str, ...]
    start: int
    end: int


def _read(text: str, tree: PlaceTree) -> Iterator[_Reading]:
    """Names from left to right, longest first; a part right behind its whole extends it."""
    last: _Reading | None = None
    position = 0
    while position < len(text) - 1:
        word, reading = _read_at(text, position, last, tree)
        position += len(word) or 1
        if reading is None:
            continue
        if last is not None and reading.start != last.start:
            yield last
        last = reading
    if last is not None:
        yield last


def _read_at(
    text: str, position: int, last: _Reading | None, tree: PlaceTree
) -> tuple[str, _Reading | None]:
    """The word consumed here ("" for none) and what it means as a place, None for nothing."""
    whole = last if last and text[last.end : position] in _BETWEEN else None
    for word in tree.by_head.get(text[position : position + 2], ()):
        if not text.startswith(word, position):
            continue
        if word in tree.not_places:
            return word, None
        end = position + len(word)
        if text[end : end + 1] and text[end] in _NOT_AFTER.get(word[-1], ""):
            continue
        if whole and (parts := _parts_of(whole, tree.names[word])):
            return word, replace(whole, candidates=parts, end=end)
        if whole and whole.end == position and _is_unknown_part(word, whole, tree):
            return word, replace(whole, end=end)
        if candidates := _on_its_own(word, tree):
            return word, _Reading(candidates, position, end)
    return "", None


def _parts_of(whole: _Reading, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `paths` inside a candidate of `whole`, highest divisions only."""
    inside = [p for p in paths for above in whole.candidates if p.startswith(above + "/")]
    return tuple(p for p in inside if _rank(p) == min(_rank(q) for q in inside))


def _is_unknown_part(word: str, whole: _Reading, tree: PlaceTree) -> bool:
    """Whether a district's name right behind a city that has no such district is one the table
    lacks, not the district of that name elsewhere."""
    bearers = tree.full.get(word, ())
    wide = any(_rank(candidate) < 2 for candidate in whole.candidates)
    return wide and bool(bearers) and all(_rank(bearer) == 2 for bearer in bearers)


def _on_its_own(word: str, tree: PlaceTree) -> tuple[str, ...]:
    """Places the word may mean without a place before it; two characters in full (城区, 和县) are
    too often other words."""
    if word in tree.alone:
        return (tree.alone[word],)
    return tree.full.get(word, ()) if len(word) > 2 else ()


def _the_one(candidates: tuple[str, ...], settled: list[str]) -> str | None:
    """The only candidate, or the only one that lies in a place the text names elsewhere."""
    if len(candidates) == 1:
        return candidates[0]
    inside = [c for c in candidates if any(c.startswith(place + "/") for place in settled)]
    return inside[0] if len(inside) == 1 else None


def _within(path: str, above: str) -> bool:
    return path == above or path.startswith(above + "/")


def _read_letters(text: str, tree: PlaceTree) -> Iterator[PlaceMention]:
    for match in _letter_pattern("".join(tree.letters)).finditer(text):
        yield PlaceMention(path=tree.letters[match.group()], start=match.start(), end=match.end())


@lru_cache(maxsize=1)
def _letter_pattern(letters: str) -> re.Pattern[str]:
    """One character beside what settles it: 在粤企业, 粤企, 粤府办〔2023〕1号, 粤省内."""
    one = f"[{letters}]"
    return re.compile(
        f"(?<=[在赴驻来]){one}(?=[企的，。？！、]|注册|落户|发展|申请|申报|投资|设立|经营|$)"
        f"|(?<![一-龥]){one}(?=企|省内|[府政][^〔\\[（(]{{0,5}}[〔\\[]\\d{{4}})"
    )


def _spell_out(rest: str, tree: PlaceTree, *, above: str) -> Iterator[str]:
    """Every place whose names, outermost first, spell out `rest` to its end."""
    for word in tree.by_head.get(rest[:2], ()):
        if not rest.startswith(word):
            continue
        for path in tree.names.get(word, ()):
            if not above or path.startswith(above + "/"):
                if word == rest:
                    yield path
                else:
                    yield from _spell_out(rest[len(word) :], tree, above=path)
