"""How much two clauses have in common: shared character pairs, the rare ones counting more."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from corpus.compare.clauses import fold

Grams = Counter[str]
"""Pairs of neighbouring characters of a folded text, with how often each occurs."""

_COMMON = 40
"""A pair that more clauses hold proposes no partners; bounds the work on a long code."""

_PARTNERS = 12
"""Partners proposed to one clause."""


def grams_of(text: str) -> Grams:
    """The grams of a text; a single character, or nothing, is a gram of its own."""
    folded = fold(text)
    return Counter(folded[i : i + 2] for i in range(max(1, len(folded) - 1)))


class Rarity:
    """Weighs grams by how few of the clauses at hand hold them."""

    def __init__(self, clauses: Iterable[Grams]) -> None:
        held: Counter[str] = Counter()
        total = 0
        for grams in clauses:
            held.update(grams.keys())
            total += 1
        self._of_gram = {gram: 1.0 + math.log(total / count) for gram, count in held.items()}

    def weight(self, grams: Grams) -> float:
        """Sum of rarities; 0 for no grams."""
        return sum(self._of_gram[gram] * count for gram, count in grams.items())

    def alike(self, one: Grams, other: Grams) -> float:
        """Weighted Sørensen-Dice coefficient: 0 nothing shared, 1 the same grams."""
        return 2.0 * self.weight(one & other) / (self.weight(one) + self.weight(other))

    def contained(self, part: Grams, whole: Grams) -> float:
        """Share of the part's weight that the whole holds too, 0 to 1."""
        return self.weight(part & whole) / self.weight(part)


def proposed(wanting: Mapping[int, Grams], among: Mapping[int, Grams]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: for each that wants a partner, those that share most rare grams."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, grams in among.items():
        for gram in grams:
            holders[gram].append(index)
    for index, grams in wanting.items():
        shared: Counter[int] = Counter()
        for gram in grams:
            if 0 < len(holders.get(gram, ())) <= _COMMON:
                shared.update(holders[gram])
        for partner in heapq.nlargest(_PARTNERS, shared, key=lambda other: (shared[other], -other)):
            yield index, partner
