"""How good a ranking is: pure functions of it and of the documents that count as right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2


def ndcg_at(k: int, ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first k, 0..1; 0 for an empty ranking.

    DCG = Σ gain(i) / log2(i + 1) over ranks i = 1..k; divided by the DCG of the best order.
    Source: Järvelin & Kekäläinen, 2002, with linear gains as trec_eval computes it.

    Args:
        ranking: document ids, best first, each once.
        gains: document id → gain, above 0 for what is right; 0 when nothing is right.
    """
    ideal = _dcg(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:k])
    return _dcg([max(gains.get(id_, 0), 0) for id_ in ranking[:k]]) / ideal if ideal else 0.0


def recall_at(k: int, ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """Share of the right documents among the first k, 0..1; 0 when nothing is right."""
    right = {id_ for id_, gain in gains.items() if gain > 0}
    return len(right.intersection(ranking[:k])) / len(right) if right else 0.0


def reciprocal_rank_at(k: int, ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """1 / rank of the first right document, from 1; 0 when none is among the first k."""
    for rank, id_ in enumerate(ranking[:k], start=1):
        if gains.get(id_, 0) > 0:
            return 1 / rank
    return 0.0


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
