"""Finds which clause corresponds to which: equal texts, then alike ones, then parts of others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.compare.clauses import Clause, Role, fold
from corpus.compare.similarity import Grams, Rarity, grams_of, proposed

_ALIKE = 0.5
"""From this similarity on, two clauses correspond wherever they stand."""

_ALIKE_IN_PLACE = 0.22
"""Between the same neighbours less is needed: a rewritten clause keeps its place."""

_PART = 0.6
"""Share of a clause that must come from another for the one to be a part of the other."""

_SHORTEST_PART = 10
"""In different character pairs; less is a turn of phrase that any clause may hold."""


@dataclass(slots=True)
class Links:
    """The correspondence, by position in the two sequences of clauses.

    Attributes:
        new_of: old clause -> its new clause; one to one.
        split_off: further new clause -> the old clause it was a part of.
        merged_in: further old clause -> the new clause it became a part of.
    """

    new_of: dict[int, int] = field(default_factory=dict)
    split_off: dict[int, int] = field(default_factory=dict)
    merged_in: dict[int, int] = field(default_factory=dict)


def link(old: Sequence[Clause], new: Sequence[Clause]) -> Links:
    """The correspondence of two documents' clauses; clauses of different roles never correspond."""
    finder = _Finder(old, new)
    finder.take_equal_texts()
    finder.take_alike({Role.CLAUSE})
    # A chapter's title is short: where it stands tells more than its few words.
    finder.take_in_place()
    finder.take_alike(set(Role))
    finder.take_split_off()
    finder.take_merged_in()
    return finder.links


def in_order(new_of: dict[int, int]) -> list[tuple[int, int]]:
    """The most links that do not cross, as (old, new) in order: what kept its place.

    Longest increasing subsequence by patience sorting, O(n log n).
    """
    links = sorted(new_of.items())
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, new) in enumerate(links):
        length = bisect_left(tails, new)
        tails[length:] = [new, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
        before.append(ends[length - 1] if length else None)
    at = ends[-1] if ends else None
    kept: list[tuple[int, int]] = []
    while at is not None:
        kept.append(links[at])
        at = before[at]
    return kept[::-1]


class _Finder:
    """The links as they grow."""

    def __init__(self, old: Sequence[Clause], new: Sequence[Clause]) -> None:
        self._old, self._new = old, new
        self._old_grams = {index: grams_of(clause.body) for index, clause in enumerate(old)}
        self._new_grams = {index: grams_of(clause.body) for index, clause in enumerate(new)}
        self._rarity = Rarity((*self._old_grams.values(), *self._new_grams.values()))
        self.links = Links()

    def take_equal_texts(self) -> None:
        """Same text on both sides; when it occurs several times, equally often, in order."""
        places: defaultdict[tuple[Role, str], tuple[list[int], list[int]]]
        places = defaultdict(lambda: ([], []))
        for side, clauses in enumerate((self._old, self._new)):
            for index, clause in enumerate(clauses):
                places[clause.role, fold(clause.body)][side].append(index)
        for olds, news in places.values():
            if len(olds) == len(news):
                self.links.new_of.update(zip(olds, news, strict=True))

    def take_alike(self, roles: Collection[Role]) -> None:
        """What is alike wherever it stands."""
        old = [index for index in self._free_old() if self._old[index].role in roles]
        self._take(old, self._free_new(), at_least=_ALIKE)

    def take_in_place(self) -> None:
        """What stands between the same neighbours and is not wholly another."""
        kept = [(-1, -1), *in_order(self.links.new_of), (len(self._old), len(self._new))]
        free_old, free_new = set(self._free_old()), set(self._free_new())
        for (first_old, first_new), (last_old, last_new) in pairwise(kept):
            old = [index for index in range(first_old + 1, last_old) if index in free_old]
            new = [index for index in range(first_new + 1, last_new) if index in free_new]
            self._take(old, new, at_least=_ALIKE_IN_PLACE)

    def take_split_off(self) -> None:
        """Free new clauses that hold what an old one has beyond its own partner."""
        links = self.links
        rest = {
            old: grams - self._new_grams[links.new_of[old]] if old in links.new_of else grams
            for old, grams in self._old_grams.items()
        }
        for new, old in self._parts(_chosen(self._new_grams, self._free_new()), rest):
            if self._old[old].role is not self._new[new].role:
                continue
            if old in links.new_of:
                links.split_off[new] = old
            else:
                links.new_of[old] = new

    def take_merged_in(self) -> None:
        """Free old clauses that went into a new one beside its own partner."""
        links = self.links
        split = {*links.split_off, *(links.new_of[old] for old in links.split_off.values())}
        rest = {
            new: self._new_grams[new] - self._old_grams[old]
            for old, new in links.new_of.items()
            if new not in split
        }
        for old, new in self._parts(_chosen(self._old_grams, self._free_old()), rest):
            if self._old[old].role is self._new[new].role:
                links.merged_in[old] = new

    def _free_old(self) -> list[int]:
        taken = {*self.links.new_of, *self.links.merged_in}
        return [index for index in range(len(self._old)) if index not in taken]

    def _free_new(self) -> list[int]:
        taken = {*self.links.new_of.values(), *self.links.split_off}
        return [index for index in range(len(self._new)) if index not in taken]

    def _take(self, old: Collection[int], new: Collection[int], *, at_least: float) -> None:
        """Link the most similar first; among equals what keeps its number, then its place."""
        pairs = proposed(_chosen(self._old_grams, old), _chosen(self._new_grams, new))
        ranked = sorted(self._rank(*pair) for pair in pairs)
        gone = set(self.links.new_of.values())
        for unlike, _, _, one, other in ranked:
            if unlike <= 1 - at_least and one not in self.links.new_of and other not in gone:
                self.links.new_of[one] = other
                gone.add(other)

    def _rank(self, old: int, new: int) -> tuple[float, bool, float, int, int]:
        one, other = self._old[old], self._new[new]
        alike = self._rarity.alike(self._old_grams[old], self._new_grams[new])
        unlike = round(1 - alike, 2) if one.role is other.role else 1.0
        drift = abs(old / len(self._old) - new / len(self._new))
        return unlike, one.label != other.label, drift, old, new

    def _parts(
        self, parts: Mapping[int, Grams], wholes: Mapping[int, Grams]
    ) -> Iterator[tuple[int, int]]:
        """Each part that has one, with the whole that holds most of it."""
        long_enough = {i: grams for i, grams in parts.items() if len(grams) >= _SHORTEST_PART}
        best: dict[int, tuple[float, int]] = {}
        for part, whole in proposed(long_enough, wholes):
            share = self._rarity.contained(parts[part], wholes[whole])
            best[part] = max(best.get(part, (_PART, -1)), (share, whole))
        yield from ((part, whole) for part, (_, whole) in best.items() if whole >= 0)


def _chosen(grams: Mapping[int, Grams], indexes: Iterable[int]) -> dict[int, Grams]:
    return {index: grams[index] for index in indexes}
