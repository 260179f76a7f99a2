"""A reply in JSON, one sentence an object, as the lines a model writes without: "…[1]"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "claim": {"type": "string"},
                    "clauses": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["claim", "clauses"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
"""What is asked for; only words that every server with schemas knows."""

_BEGINS = re.compile(r"[\s\ufeff]*(?:```\w*\s*)?(?:\{|\[\s*\{)")
_MAY_BEGIN = re.compile(r"[\s\ufeff]*(?:`{0,3}|```\w*\s*\[?\s*|\[\s*)")
_CLAIM_NAMES = ("claim", "text", "sentence")
_CLAUSE_NAMES = ("clauses", "clause", "citations", "sources")
_ENDS = "。！？；：:"
_LONGEST_OBJECT = 4000
"""Characters; a sentence has a few hundred."""


def as_lines(pieces: Iterable[str]) -> Iterator[str]:
    """The reply as it is, or as lines when it is JSON; each as soon as its object is closed.

    What stands outside of the objects, and objects that hold no sentence, are left out.
    """
    begun = ""
    stream = iter(pieces)
    for piece in stream:
        begun += piece
        if _BEGINS.match(begun):
            yield from _lines(begun, stream)
            return
        if not _MAY_BEGIN.fullmatch(begun):
            break
    yield begun
    yield from stream


def _lines(begun: str, rest: Iterator[str]) -> Iterator[str]:
    objects = _Objects()
    yield from objects.read(begun)
    for piece in rest:
        yield from objects.read(piece)


class _Objects:
    """Cuts JSON into its objects as it comes, the inner ones first."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []  # the text of every object not yet closed
        self._in_string = False
        self._escaped = False

    def read(self, text: str) -> Iterator[str]:
        """Lines of the objects that `text` closes."""
        for character in text:
            if not self._in_string and character == "{":
                self._open.append([])
            if self._open:
                self._open[-1].append(character)
                if len(self._open[-1]) > _LONGEST_OBJECT:
                    self._open[-1].clear()  # it parses no longer: nothing will come of it
            if self._in_string:
                self._go_on_in_string(character)
            elif character == '"':
                self._in_string = bool(self._open)
            elif character == "}" and self._open:
                yield from _line("".join(self._open.pop()))

    def _go_on_in_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False


def _line(written: str) -> Iterator[str]:
    try:
        found: object = json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return
    if not isinstance(found, dict):
        return
    claim = next((found[name] for name in _CLAIM_NAMES if isinstance(found.get(name), str)), "")
    bare = " ".join(claim.split())
    if bare:
        yield bare + ("" if bare[-1] in _ENDS else "。") + _marks(found) + "\n"


def _marks(found: dict[str, object]) -> str:
    named = next((found[name] for name in _CLAUSE_NAMES if name in found), None)
    numbers = named if isinstance(named, list) else [named]
    return "".join(f"[{number}]" for number in numbers if type(number) is int and number > 0)
