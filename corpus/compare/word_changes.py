"""What changed inside a pair of texts, in words a reader would mark with a pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise

from corpus.compare.clauses import fold
from corpus.compare.references import REFERENCE, Numbering, own_references
from corpus.quantities import CALENDAR, locate_quantities

MODAL_WORDS = re.compile(
    "应当|可以|不得|不应|不予|不能|必须|禁止|严禁|无须|无需|有权|无权|应(?=[予在按经由依])"
)
"""Words that say whether something is owed, allowed or forbidden."""

MEASURE = r"\d+(?:[.,]\d+)*(?:[-~～—]\d+(?:\.\d+)?)?[a-zA-Z%‰℃°μΩ]*"
"""A figure or a range with the unit that is printed to it."""

_WORD = re.compile(rf"{MODAL_WORDS.pattern}|[A-Za-z]+|{MEASURE}|\S", re.DOTALL)
_PART_OF_ARTICLE = re.compile(
    "第?[（(][一二三四五六七八九十]+[）)]项?|第[一二三四五六七八九十]+[款项]"
)
_ITEM_LABEL = re.compile(r"(?<![^\n])[（(][一二三四五六七八九十]+[）)]")
_ANY_ITEM = "（项）"
_STOPS = frozenset(fold("。；："))
_LONGEST_ISLAND = 4
"""Tokens; a longer run is kept whatever changed around it."""
_SHORTEST_ISLAND = 2
"""Characters; so few are taken out even where little changed on one side: 知识产权[管理]处."""
_LONG = 3000
"""Tokens; above, difflib passes over the commonest ones, or a page-long clause takes minutes."""


class SpanKind(StrEnum):
    """What a stretch of the two texts is; the value is the one JSON output gives."""

    EQUAL = "equal"
    RENUMBERED = "renumbered"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSpan:
    """A stretch of the old text and what stands for it in the new one.

    Attributes:
        old_start, old_end: in the old text; equal when something was inserted.
        new_start, new_end: in the new text; equal when something was deleted.
    """

    kind: SpanKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch that is kept or replaced as a whole, blanks behind it included; compared by key.

    Attributes:
        is_stop: whether a sentence, an item or a paragraph ends with it.
    """

    start: int
    end: int
    key: str
    is_stop: bool


_Block = tuple[int, int, int]
"""A run of equal tokens: index in the old ones, index in the new ones, length."""


def word_changes(old: str, new: str, numbering: Numbering) -> tuple[WordSpan, ...]:
    """The two texts as stretches, in order; together they are both texts, character for character.

    Width, case and blanks make no difference. Quantities with their units, dates and words such
    as 应当 are never cut. References whose number merely followed its clause are `RENUMBERED`; what
    was replaced is `DELETED`, then `INSERTED`.
    """
    left, right = _tokens(old, numbering), _tokens(new, {})
    spans: list[WordSpan] = []
    at_old = at_new = 0
    for old_index, new_index, size in _kept(left, right):
        spans += _replaced(left[at_old:old_index], right[at_new:new_index], spans)
        at_old, at_new = old_index + size, new_index + size
        spans += _same(old, new, left[old_index:at_old], right[new_index:at_new])
    return tuple(spans)


def _tokens(text: str, numbering: Numbering) -> list[_Token]:
    starts: dict[int, str] = {}
    done = 0
    for start, (end, key) in sorted(_atoms(text, numbering).items()):
        if start >= done:
            starts |= {word.start(): word.group() for word in _WORD.finditer(text, done, start)}
            starts[start] = key
            done = end
    starts |= {word.start(): word.group() for word in _WORD.finditer(text, done)}
    if text and 0 not in starts:
        starts = {0: "", **starts}
    edges = [*starts, len(text)]
    return [_token(text, start, end, fold(starts[start])) for start, end in pairwise(edges)]


def _token(text: str, start: int, end: int, key: str) -> _Token:
    return _Token(start, end, key, key in _STOPS or "\n" in text[start:end])


def _atoms(text: str, numbering: Numbering) -> dict[int, tuple[int, str]]:
    """Stretches kept whole, by start: their end and what they are compared by."""
    atoms: dict[int, tuple[int, str]] = {}
    for reference in own_references(text):
        label = numbering.get(reference.label, reference.label)
        atoms[reference.start] = (reference.end, label)
    for item in _ITEM_LABEL.finditer(text):
        atoms[item.start()] = (item.end(), _ANY_ITEM)
    for pattern in (REFERENCE, _PART_OF_ARTICLE, CALENDAR):
        for match in pattern.finditer(text):
            atoms.setdefault(match.start(), (match.end(), match.group()))
    for located in locate_quantities(text):
        atoms.setdefault(located.start, (located.end, text[located.start : located.end]))
    return atoms


def _kept(left: Sequence[_Token], right: Sequence[_Token]) -> list[_Block]:
    """Runs of equal tokens, an empty one at the very end."""
    matcher = SequenceMatcher(
        None,
        [token.key for token in left],
        [token.key for token in right],
        autojunk=max(len(left), len(right)) > _LONG,
    )
    blocks = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]
    _merge_islands(blocks, right)
    _slide_to_stops(blocks, left, right)
    return blocks


def _merge_islands(blocks: list[_Block], right: Sequence[_Token]) -> None:
    """Take out short runs between larger changes: reading on is easier than stepping over.

    After the semantic cleanup of Neil Fraser's diff-match-patch; a run that ends a sentence, or
    says whether something is owed or allowed, stays.
    """
    index = 0
    while index < len(blocks) - 1:
        _, start, size = blocks[index]
        before = blocks[index - 1] if index else (0, 0, 0)
        gaps = (_gap(before, blocks[index]), _gap(blocks[index], blocks[index + 1]))
        if min(gaps) and _is_island(right[start : start + size], gaps):
            del blocks[index]
            index = max(0, index - 1)
        else:
            index += 1


def _is_island(run: Sequence[_Token], gaps: tuple[int, int]) -> bool:
    if any(token.is_stop or MODAL_WORDS.fullmatch(token.key) for token in run):
        return False
    characters = sum(len(token.key) for token in run)
    return len(run) <= min(*gaps, _LONGEST_ISLAND) or characters <= min(max(gaps), _SHORTEST_ISLAND)


def _slide_to_stops(blocks: list[_Block], left: Sequence[_Token], right: Sequence[_Token]) -> None:
    """Let what was only inserted, or only deleted, begin behind a stop where it can as well."""
    for index in range(len(blocks) - 1):
        (old, new, size), (next_old, next_new, next_size) = blocks[index : index + 2]
        if next_old == old + size:
            by = _slide(right, new + size, next_new, most=size)
        elif next_new == new + size:
            by = _slide(left, old + size, next_old, most=size)
        else:
            continue
        blocks[index] = (old, new, size - by)
        blocks[index + 1] = (next_old - by, next_new - by, next_size + by)


def _slide(tokens: Sequence[_Token], start: int, end: int, *, most: int) -> int:
    """How far left start..end may begin with the same keys and behind a stop; 0 when nowhere."""
    for by in range(most + 1):
        if by and tokens[start - by].key != tokens[end - by].key:
            return 0
        if start == by or tokens[start - by - 1].is_stop:
            return by
    return 0


def _gap(before: _Block, after: _Block) -> int:
    return max(after[0] - before[0] - before[2], after[1] - before[1] - before[2])


def _replaced(
    left: Sequence[_Token], right: Sequence[_Token], done: Sequence[WordSpan]
) -> Iterator[WordSpan]:
    old, new = (done[-1].old_end, done[-1].new_end) if done else (0, 0)
    old_end = left[-1].end if left else old
    new_end = right[-1].end if right else new
    if left:
        yield WordSpan(
            kind=SpanKind.DELETED, old_start=old, old_end=old_end, new_start=new, new_end=new
        )
    if right:
        yield WordSpan(
            kind=SpanKind.INSERTED,
            old_start=old_end,
            old_end=old_end,
            new_start=new,
            new_end=new_end,
        )


def _same(
    old: str, new: str, left: Sequence[_Token], right: Sequence[_Token]
) -> Iterator[WordSpan]:
    """Equal tokens as spans, those whose number followed apart."""

    def kind(pair: tuple[_Token, _Token]) -> SpanKind:
        one, other = pair
        printed = fold(old[one.start : one.end]) == fold(new[other.start : other.end])
        return SpanKind.EQUAL if printed else SpanKind.RENUMBERED

    for found, run in groupby(zip(left, right, strict=True), key=kind):
        pairs = list(run)
        (first, other_first), (last, other_last) = pairs[0], pairs[-1]
        yield WordSpan(
            kind=found,
            old_start=first.start,
            old_end=last.end,
            new_start=other_first.start,
            new_end=other_last.end,
        )
