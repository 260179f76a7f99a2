"""Text objects of an OFD page -> printed lines; pure functions.

OFD measures in millimetres from the upper left corner. A character stands at its place in the
object, turned and scaled by the object's CTM, moved by the object's boundary (GB/T 33190, 11).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat
from xml.etree.ElementTree import Element

from corpus.clean_text import clean_line
from corpus.ofd_package import children
from corpus.page_lines import Line

POINTS = 72 / 25.4
"""In a millimetre."""

MAX_CHARACTERS = 100_000
"""Of one text object: what a count of repeats may ask for."""

_FAR = 1.2
"""A gap wider than this, in type sizes, is no blank between words but the next cell or column."""

_ASCENT = 0.85
"""Share of the type size above the baseline."""

_HALF_WIDTH = 0.5
"""Advance of Latin letters in type sizes when the object states none."""


@dataclass(frozen=True, slots=True)
class _Matrix:
    """a b c d e f of a transformation: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character and its place on the page, in millimetres; `size` as it appears there."""

    text: str
    x: float
    y: float
    size: float
    advance: float


def text_lines(content: Element, *, height: float) -> Iterator[Line]:
    """The lines of all visible text objects below `content`, in the order of the file.

    Args:
        height: of the page in millimetres.
    """
    for item in content.iterfind(".//{*}TextObject"):
        if item.get("Visible", "true").lower() != "false":
            yield from _object_lines(item, height)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute such as "0 0 210 297"; what is no number ends them."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            break
        if not math.isfinite(number):
            break
        found.append(number)
    return found


def deltas(text: str | None) -> list[float]:
    """Steps between characters, with "g 3 4.2" standing for 4.2 three times (GB/T 33190, 11.3)."""
    steps: list[float] = []
    pending = iter((text or "").split())
    for word in pending:
        if word == "g":
            count, step = (numbers(next(pending, "")) or [0.0] for _ in range(2))
            steps += islice(repeat(step[0]), max(0, min(int(count[0]), MAX_CHARACTERS)))
        else:
            steps += numbers(word)
        if len(steps) > MAX_CHARACTERS:
            break
    return steps


def _object_lines(item: Element, height: float) -> Iterator[Line]:
    box = numbers(item.get("Boundary"))
    matrix = _Matrix(*numbers(item.get("CTM"))) if len(numbers(item.get("CTM"))) == 6 else _Matrix()
    left, top = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    size = (numbers(item.get("Size")) or [0.0])[0] or 4.2
    across = (numbers(item.get("HScale")) or [1.0])[0]
    x, y = 0.0, 0.0
    for code in children(item, "TextCode"):
        x = (numbers(code.get("X")) or [x])[0]  # absent: where the one before began
        y = (numbers(code.get("Y")) or [y])[0]
        glyphs = [
            _placed(glyph, matrix, left, top) for glyph in _glyphs(code, (x, y), size, across)
        ]
        yield from _lines(glyphs, height)


def _glyphs(code: Element, start: tuple[float, float], size: float, across: float) -> list[_Glyph]:
    text = (code.text or "").strip("\r\n\t")
    right, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
    x, y = start
    glyphs = []
    for character, step, fall in zip(
        text, chain(right, repeat(None)), chain(down, repeat(0.0)), strict=False
    ):
        own = size * across * (_HALF_WIDTH if character.isascii() else 1)
        glyphs.append(_Glyph(character, x, y, size, own))
        # Vertical text moves by DeltaY alone; otherwise a missing step is the character's width.
        x += step if step is not None else (0.0 if down else own)
        y += fall
    return glyphs


def _placed(glyph: _Glyph, matrix: _Matrix, left: float, top: float) -> _Glyph:
    x, y = matrix.apply(glyph.x, glyph.y)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    along = math.hypot(matrix.a, matrix.b) or 1.0
    return _Glyph(glyph.text, left + x, top + y, glyph.size * scale, glyph.advance * along)


def _lines(glyphs: list[_Glyph], height: float) -> Iterator[Line]:
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and _is_apart(run[-1], glyph):
            yield from _line(run, height)
            run = []
        run.append(glyph)
    yield from _line(run, height)


def _is_apart(before: _Glyph, after: _Glyph) -> bool:
    """Whether a wide gap or a new line lies between two characters of one object.

    Characters set below each other without moving sideways are vertical text and stay together.
    """
    size = max(before.size, after.size)
    gap = after.x - before.x - before.advance
    sinks = abs(after.y - before.y) > 0.5 * size
    return gap > _FAR * size or after.x < before.x - size or (sinks and after.x > before.x + size)


def _line(run: list[_Glyph], height: float) -> list[Line]:
    """One line, or none when nothing is printed."""
    text = clean_line("".join(glyph.text for glyph in run))
    inked = [glyph for glyph in run if not glyph.text.isspace()]
    if not text or not inked:
        return []
    return [
        Line(
            text=text,
            left=min(glyph.x for glyph in inked) * POINTS,
            right=max(glyph.x + glyph.advance for glyph in inked) * POINTS,
            bottom=(height - max(g.y + g.size * (1 - _ASCENT) for g in inked)) * POINTS,
            top=(height - min(g.y - g.size * _ASCENT for g in inked)) * POINTS,
        )
    ]
