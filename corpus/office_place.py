"""The place of a local office or title whose name alone does not settle it: 朝阳区人民政府, 雄县….

Without it a text of one of many 朝阳区 would pass for a text of the whole country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.errors import BadPlaceError
from corpus.place_tree import MUNICIPALITIES, place_tree
from corpus.places import find_places, level_of, normalise_region, parents

_OFFICE = re.compile(
    "(?:中共|中国共产党)?"
    "(?P<place>[\u4e00-\u9fff]{0,12}?"
    "(?:省|自治区|市(?!场)|自治州|盟|地区|区(?!域)|县|旗|镇|乡|街道))"
    "(?=人民政府|人民代表大会|人大|管理委员会|管委会|委|"
    "[\u4e00-\u9fff]{1,20}?(?:局|委员会|厅|办公室|中心)(?:$|[、，\\s]))"
)
_NAMELESS = re.compile("自治区|自治州|地区|街道|[省市区县盟旗镇乡]")
_BEGINNING = 3000
"""Characters in which a local office's text names its place."""


def place_of_office(issuer: str, *, text: str) -> str | None:
    """The place an office is of by its name.

    A name that several places bear, and 市…局 without one, are settled by the places the text
    names; where nothing settles them, the bare name ("朝阳区", "某市") stands for a place nobody
    knows, which lies in no other and holds no other.

    Returns:
        None for an office that is not local by its name.
    """
    office = _OFFICE.match(issuer)
    if office is None:
        return None
    name = office["place"]
    if _NAMELESS.fullmatch(name):
        unknown = f"某{name}"
        alike = (place for place in _named_in(text) if _is_of_level(place, unknown))
        return next(alike, unknown)
    return _settled(name, text)


def place_of_title(title: str, *, text: str) -> str | None:
    """The place whose full name a title begins with, settled likewise; None when it begins with
    none."""
    tree = place_tree()
    for word in tree.by_head.get(title[:2], ()):
        # 城区, 矿区 and 郊区 are ordinary words too.
        is_full = word in tree.full if len(word) > 2 else word.endswith("县")
        if is_full and word not in tree.not_places and title.startswith(word):
            return _settled(word, text)
    return None


def _is_of_level(place: str, other: str) -> bool:
    """Whether a 市…局 may be of this place: a city, or one that is a province."""
    is_city = other.endswith("市") and place in MUNICIPALITIES
    return is_city or level_of(place) is level_of(other)


def _settled(name: str, text: str) -> str:
    for above in ("", *_named_in(text)):
        try:
            return normalise_region(above + name)
        except BadPlaceError:
            continue
    return name


def _named_in(text: str) -> Iterator[str]:
    """Places the text names and those around them, each once, in text order."""
    found = (mention.path for mention in find_places(text[:_BEGINNING]))
    yield from dict.fromkeys(place for path in found for place in (path, *parents(path)))
