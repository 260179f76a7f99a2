"""The sides of a comparison, each as a question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.asking import Asking
from assistant.families import families
from assistant.understand import ParsedQuestion
from corpus.places import find_places

MOST_SIDES = 3
"""Sides looked for; a comparison of more is a list."""

_COMPARES = re.compile(
    r"区别|不同|不一样|差别|差异|差在|差多少|比较|对比|相比|变化|哪[个边家种版].{0,4}[高低多少长短严松快慢宽优难]|谁.{0,2}[高低多少长短]|分别|各[是为有]|还是"
)
_LINKS = "和与跟同及、,，"
_LINK = rf"(?:[{_LINKS}]|以及|还是|比)"
_LINK_FIRST, _LINK_LAST = re.compile(rf"^\s*{_LINK}\s*"), re.compile(rf"\s*{_LINK}\s*$")
_OF_TWO = re.compile(
    rf"^(?P<first>[^{_LINKS}，,。?？]{{2,16}}?){_LINK}(?P<second>[^{_LINKS}，,。?？]{{2,18}}?)"
    r"(?P<rest>(?:的|在|之间|有|相比|哪|谁|分别|各).*)$"
)
_VERSION = re.compile(
    r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)\s*年?(?:旧|新)?版?|[新旧老](?:版|办法|法|规)|修[订改][前后]|"
    r"(?:现在|目前|如今|眼下)(?=的|和|与|跟|同|比|各|分别)"
)
_OLD_AND_NEW = re.compile(r"新旧(?:两|二)?[个版]?版?|修[订改]前后|前后(?:两|二)[个版]")


def sides_of(question: ParsedQuestion) -> tuple[str, ...]:
    """What is compared, a question a side in the order named; () for no comparison.

    「发明和实用新型的保护期哪个长」 gives 「发明的保护期哪个长」 and 「实用新型的保护期哪个长」.
    """
    text = question.text
    if Asking.COMPARISON not in question.asking and not _COMPARES.search(text):
        return ()
    named = _named(question)
    if len(named) > 1:
        return tuple(_only(text, named, keep) for keep in range(len(named)))[:MOST_SIDES]
    if _OLD_AND_NEW.search(text):
        return tuple(_OLD_AND_NEW.sub(version, text, count=1) for version in ("旧版", "新版"))
    match = _OF_TWO.match(text)
    if match is None:
        return ()
    return tuple(match[side] + match["rest"] for side in ("first", "second"))


def _named(question: ParsedQuestion) -> list[tuple[int, int]]:
    """Spans of the things of one kind that are named, of the surest kind; [] for one."""
    text = question.text
    kinds: Iterator[list[tuple[int, int]]] = (
        _apart(text, spans)
        for spans in (
            [(m.start, m.end) for m in find_places(text)] if len(question.places) > 1 else [],
            [m.span() for m in _VERSION.finditer(text)],
            [(m.start, m.end) for m in question.mentions],
            [(at, at + len(one)) for one in families().named_in(text) for at in [text.index(one)]],
        )
    )
    return next((spans for spans in kinds if len(spans) > 1), [])


def _apart(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of unlike words."""
    unlike: dict[str, tuple[int, int]] = {}
    for start, end in sorted(spans):
        unlike.setdefault(text[start:end], (start, end))
    return sorted(unlike.values())


def _only(text: str, named: Sequence[tuple[int, int]], keep: int) -> str:
    """The question with one of the named things, what stands for the others left out."""
    ends = [(0, 0), *named, (len(text), len(text))]
    before, *between, after = (text[one[1] : other[0]] for one, other in pairwise(ends))
    pieces = [before]
    for number, (start, end) in enumerate(named):
        pieces.append(text[start:end] if number == keep else "")
        pieces += (_LINK_LAST.sub("", _LINK_FIRST.sub("", words)) for words in between[number:][:1])
    return "".join((*pieces, _LINK_FIRST.sub("", after)))
