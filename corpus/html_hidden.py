"""What a web page holds and does not show: by its own attributes and inline styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_HIDDEN = re.compile(
    r"display\s*:\s*none|(?:content-)?visibility\s*:\s*(?:hidden|collapse)"
    r"|opacity\s*:\s*0*(?:\.0*)?%?\s*(?:;|!|$)"
    r"|(?<!-)(?:left|top|right|bottom|text-indent)\s*:\s*-(?:[5-9]\d\d|\d{4,})"
    r"|translate[xy]?\s*\(\s*-(?:[5-9]\d\d|\d{4,})"
    r"|clip\s*:\s*rect\s*\((?:\s*[01](?:px)?[\s,]*){4}\)|clip-path\s*:\s*inset\s*\(\s*(?:50|100)%",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"font(?:-size)?\s*:[^;]*?(?<![\w.#])(\d*\.?\d+)(px|pt|r?em|%)?(?=\s|;|/|!|$)", re.I
)
_SMALLEST = {"%": 15.0, "em": 0.15, "rem": 0.15}
"""Sizes of letters below which nobody reads them; else in pixels or points."""
_SMALLEST_POINTS = 2.0
_NO_ROOM = re.compile(
    r"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)", re.I
)
_CUT_OFF = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_SHOWN_BY_SCRIPT = frozenset(("js_content",))
"""Ids of what is hidden in the file of a WeChat article until its script has run."""

_HIDING_NAMES = frozenset(("hidden", "hide", "d-none"))

_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_COLOUR_NAME = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|\b[a-z]{3,}\b", re.IGNORECASE)
_NAMED = {"white": "#ffffff", "black": "#000000", "snow": "#ffffff", "ivory": "#ffffff"}
_TRANSPARENT = "transparent"
_PAPER = "#ffffff"
_OTHER = "other"
"""A picture, or a colour whose name is not in our list."""
_NO_GROUND = re.compile(r"none|inherit|initial|unset|0\b", re.IGNORECASE)
_NEARLY_WHITE = 0xFA
"""Each of the three parts of a colour from which on nobody reads it on white paper."""


def is_hidden(tag: Tag) -> bool:
    """Whether a reader of the page does not see this element.

    Rules of style sheets are not known: white text with a class of its own, which may give it a
    dark ground, counts as seen.
    """
    if not _SHOWN_BY_SCRIPT.isdisjoint(_names(tag)):
        return False
    if tag.has_attr("hidden") or _attribute(tag, "aria-hidden").lower() == "true":
        return True
    style = _attribute(tag, "style")
    if _HIDDEN.search(style) or _is_too_small(style):
        return True
    if _NO_ROOM.search(style) and _CUT_OFF.search(style):
        return True
    return not _HIDING_NAMES.isdisjoint(_names(tag)) or _is_of_its_grounds_colour(tag, style)


def _is_too_small(style: str) -> bool:
    said = _SIZE.search(style)
    return said is not None and float(said[1]) < _SMALLEST.get(said[2] or "", _SMALLEST_POINTS)


def _is_of_its_grounds_colour(tag: Tag, style: str) -> bool:
    said = _COLOUR.search(style)
    colour = _colour(said[1] if said else _attribute(tag, "color"))
    if not colour:
        return False
    if colour == _TRANSPARENT:
        return True
    ground = next(_grounds(tag), None)
    if ground is None:
        return colour == _PAPER and not _may_be_styled(tag)
    return colour == ground


def _grounds(tag: Tag) -> Iterator[str]:
    """Colours given for the grounds the element stands on, the nearest first."""
    for block in (tag, *tag.parents):
        said = _BACKGROUND.search(_attribute(block, "style"))
        words = (said[1] if said else _attribute(block, "bgcolor")).strip()
        if words and not _NO_GROUND.match(words) and _colour(words) != _TRANSPARENT:
            yield _colour(words) or _OTHER


def _may_be_styled(tag: Tag) -> bool:
    """Whether a style sheet may give the element a ground: it, or what it lies in, has a class."""
    near = [block for block, _ in zip((tag, *tag.parents), range(3), strict=False)]
    return any(_attribute(block, "class") for block in near)


def _colour(words: str) -> str:
    """ "#rrggbb", "transparent", or "" for none that is understood; nearly white is white."""
    found = _COLOUR_NAME.search(words)
    if found is None:
        return ""
    name = _NAMED.get(found[0].lower(), found[0].lower())
    if name == _TRANSPARENT:
        return name
    parts = _parts(name)
    if len(parts) > 3 and parts[3] == 0:
        return _TRANSPARENT
    if len(parts) < 3:
        return ""
    if min(parts[:3]) >= _NEARLY_WHITE:
        return _PAPER
    return "#{:02x}{:02x}{:02x}".format(*parts[:3])


def _parts(name: str) -> list[int]:
    """Red, green, blue and, where it is given, how far it covers, each 0..255."""
    if name.startswith("#"):
        digits = name[1:]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        return [int(digits[at : at + 2], 16) for at in range(0, len(digits) - 1, 2)]
    if not name.startswith("rgb"):
        return []
    *colours, last = [part for part in re.split(r"[\s,/()]+", name)[1:] if part]
    written = [*colours, last]
    numbers = [float(part.rstrip("%")) if _is_number(part) else -1.0 for part in written]
    scale = [1.0, 1.0, 1.0, 255.0]
    return [round(n * s) for n, s in zip(numbers, scale, strict=False) if n >= 0]


def _is_number(part: str) -> bool:
    return re.fullmatch(r"\d*\.?\d+%?", part) is not None


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.attrs.get(name) or "") if tag.attrs else ""


def _names(tag: Tag) -> list[str]:
    """Classes and id of an element."""
    names = (*tag.get_attribute_list("class"), *tag.get_attribute_list("id"))
    return [str(name) for name in names if name]
