"""A comparison as the rows, filters and links that its page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from corpus.compare.align import ChangeKind
from corpus.compare.changes import Change, ComparedPair, Occurrence
from corpus.compare.compare_documents import Comparison
from corpus.compare.sides import MarkedClause, new_side, old_side
from corpus.compare.substance import NUMBERS, Category
from corpus.compare.summary import around, change_words, clause_names, pair_name


class Show(StrEnum):
    """Which clauses the page lists; the value is what the address says."""

    ALL = "all"
    CHANGED = "changed"
    NUMBERS = "numbers"


FILTERS = ((Show.CHANGED, "只看改动"), (Show.NUMBERS, "只看数字与期限"), (Show.ALL, "全部条款"))

_SAME = frozenset((ChangeKind.UNCHANGED, ChangeKind.RENUMBERED))
_CLASSES = {
    ChangeKind.ADDED: "is-added",
    ChangeKind.DELETED: "is-deleted",
    ChangeKind.UNCHANGED: "is-same",
    ChangeKind.RENUMBERED: "is-same",
    ChangeKind.MOVED: "is-moved",
    ChangeKind.MOVED_AND_CHANGED: "is-moved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair of clauses.

    Attributes:
        style: class of its badge.
        is_folded: whether it has nothing to look at and shows its text only when opened.
    """

    anchor: str
    name: str
    kind: ChangeKind
    style: str
    is_folded: bool
    old: tuple[MarkedClause, ...]
    new: tuple[MarkedClause, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A link to the row in which a change stands."""

    anchor: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of substance with its places; `around` is what stands beside bare words."""

    words: str
    around: str
    places: tuple[Place, ...]


def rows_of(comparison: Comparison, show: Show) -> tuple[Row, ...]:
    """The rows the filter lets through, in reading order; anchors do not depend on the filter."""
    chosen = _with_numbers(comparison) if show is Show.NUMBERS else None
    rows = []
    for number, each in enumerate(comparison.pairs):
        same = each.pair.kind in _SAME
        if (show is Show.CHANGED and same) or (chosen is not None and number not in chosen):
            continue
        rows.append(
            Row(
                anchor=_anchor(number),
                name=pair_name(each.pair),
                kind=each.pair.kind,
                style=_CLASSES.get(each.pair.kind, "is-changed"),
                is_folded=same,
                old=old_side(each),
                new=new_side(each),
            )
        )
    return tuple(rows)


def changes_by_category(
    comparison: Comparison, show: Show
) -> list[tuple[Category, list[ChangeLine]]]:
    """The changes of substance the filter lets through, with links to their rows."""
    numbers = _row_numbers(comparison.pairs)
    shown = [c for c in comparison.changes if show is not Show.NUMBERS or c.category in NUMBERS]
    return [
        (category, [_line(change, numbers) for change in group])
        for category, group in groupby(shown, key=lambda change: change.category)
    ]


def _line(change: Change, numbers: dict[tuple[bool, int], int]) -> ChangeLine:
    places: dict[str, Place] = {}
    for occurrence in change.occurrences:
        place = _place(occurrence, numbers)
        places.setdefault(place.anchor, place)
    return ChangeLine(change_words(change), around(change), tuple(places.values()))


def _place(occurrence: Occurrence, numbers: dict[tuple[bool, int], int]) -> Place:
    quote = occurrence.new or occurrence.old
    sentence = quote.sentence if quote is not None else ""
    return Place(_anchor(_number(occurrence, numbers)), clause_names(occurrence), sentence)


def _with_numbers(comparison: Comparison) -> frozenset[int]:
    numbers = _row_numbers(comparison.pairs)
    return frozenset(
        _number(occurrence, numbers)
        for change in comparison.changes
        if change.category in NUMBERS
        for occurrence in change.occurrences
    )


def _number(occurrence: Occurrence, numbers: dict[tuple[bool, int], int]) -> int:
    if occurrence.new is not None:
        return numbers[True, occurrence.new.clause.start]
    if occurrence.old is not None:
        return numbers[False, occurrence.old.clause.start]
    raise ValueError("an occurrence without a side")


def _row_numbers(pairs: Sequence[ComparedPair]) -> dict[tuple[bool, int], int]:
    """Position of the pair that holds the clause beginning there: (whether new, start)."""
    return dict(_placed(pairs))


def _placed(pairs: Sequence[ComparedPair]) -> Iterator[tuple[tuple[bool, int], int]]:
    for number, each in enumerate(pairs):
        for is_new, side in ((False, each.pair.old), (True, each.pair.new)):
            for clause in side:
                yield (is_new, clause.start), number


def _anchor(number: int) -> str:
    return f"c{number + 1}"
