"""Patents of two portfolios that are unusually alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.layout.field_space import around_the_middle
from assistant.layout.patent_record import PatentRecord
from indexing.embed import Vectors

UNUSUAL = 0.999
"""Quantile of the likeness of random pairs of the field above which a pair counts as near."""

MOST_PAIRS = 50
_SAMPLED_PAIRS = 20_000
_SLAB = 1_000
_SEED = 20_240_120


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPair:
    """A patent of mine and the one of theirs most like it.

    Attributes:
        likeness: cosine around the middle of the field, -1..1; compares only within one field.
    """

    mine: str
    theirs: str
    likeness: float


def near_pairs(
    records: Sequence[PatentRecord],
    vectors: Vectors,
    *,
    mine: Sequence[str],
    theirs: Sequence[str],
) -> tuple[NearPair, ...]:
    """For each of mine the nearest of theirs, if alike as one random pair in a thousand is.

    A patent held by both is no pair with itself.

    Returns:
        Nearest first, fifty at most; () when a side has none.
    """
    row = {record.id: at for at, record in enumerate(records)}
    mine = [id_ for id_ in mine if id_ not in frozenset(theirs)]
    if not mine or not theirs:
        return ()
    space = around_the_middle(vectors)
    unusual = _unusual_likeness(space, sorted(row), row)
    other = space[[row[id_] for id_ in theirs]]
    found = []
    for id_, likeness in _likenesses(mine, row, space, other):
        best = int(likeness.argmax())
        if likeness[best] >= unusual:
            found.append(NearPair(mine=id_, theirs=theirs[best], likeness=float(likeness[best])))
    found.sort(key=lambda pair: (-pair.likeness, pair.mine))
    return tuple(found[:MOST_PAIRS])


def _likenesses(
    mine: Sequence[str], row: dict[str, int], space: Vectors, other: Vectors
) -> Iterator[tuple[str, Vectors]]:
    """Each of mine with its likeness to all of theirs, in slabs that bound the memory."""
    for start in range(0, len(mine), _SLAB):
        slab = mine[start : start + _SLAB]
        yield from zip(slab, space[[row[id_] for id_ in slab]] @ other.T, strict=True)


def _unusual_likeness(space: Vectors, ids: Sequence[str], row: dict[str, int]) -> float:
    """The quantile, over pairs drawn with a fixed seed from the records in the order of ids."""
    if len(ids) < 2:
        return 1.0
    order = np.array([row[id_] for id_ in ids])
    draw = np.random.default_rng(_SEED)
    first: NDArray[np.int64] = draw.integers(0, len(ids), _SAMPLED_PAIRS)
    second = (first + draw.integers(1, len(ids), _SAMPLED_PAIRS)) % len(ids)
    likeness = np.einsum("ij,ij->i", space[order[first]], space[order[second]])
    return float(np.quantile(likeness, UNUSUAL))
