"""A technical question or paragraph -> the patents it is about, with a boundary one can move."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import not_

import numpy as np
from numpy.typing import NDArray

from assistant.errors import LayoutError
from assistant.layout.applicants import applicants_called
from assistant.layout.ipc import ipc_prefix, under
from assistant.layout.patent_index import OpenPatents, Scores
from assistant.layout.patent_table import Mask, PatentTable
from assistant.layout.scope_query import (
    LONGEST_QUESTION,
    ScopeQuery,
    load_scope,
    narrowed,
    save_scope,
)
from assistant.layout.scope_size import BOUNDARY_SHIFT, SizeEstimate, estimated_size
from corpus.patent_numbers import read_number
from indexing.embed import Vectors
from indexing.words import normalise

__all__ = [
    "LONGEST_QUESTION",
    "Scope",
    "ScopeHit",
    "ScopeQuery",
    "admitted_by",
    "find_scope",
    "load_scope",
    "narrowed",
    "save_scope",
]

DEFAULT_THRESHOLD = 4.5
"""In standard deviations above an average patent, see `OpenPatents.scores`. Chosen by reading the
patents on both sides for six questions over 10,796: about half of those at the boundary fit, few
below do. The user sees both sides and moves it."""

_LONGEST_TERM = 12
"""Characters of a question that is one term. Common words tell patents apart so little that titles
with 电池 scored 2.2 to 5 among 3,440 patents, and 9 of 62 were inside; a title that names the whole
question is at the boundary at least."""

TOWARDS_INCLUDED = 1.0
AWAY_FROM_EXCLUDED = 0.5
"""How far examples move the question, after Rocchio (in Salton, The SMART Retrieval System, 1971),
measured from the mean of all vectors because E5 puts every text into a narrow cone."""

NEAR_BOUNDARY = 5
"""Patents shown on each side of the boundary."""


@dataclass(frozen=True, slots=True)
class ScopeHit:
    """One patent: the record that stands for its application.

    Attributes:
        score: see `OpenPatents.scores`; of its best publication.
        by_hand: it is in because the user named it.
    """

    id: str
    number: str
    score: float
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The patents of a query.

    Attributes:
        threshold: the boundary that was used; None when filters alone decided.
        hits: applications inside, best first.
        below: the best few just outside the boundary, for the user to judge.
        admitted: applications that pass the filters, whatever their score.
        size: how many of the admitted are likely about the question; None without a question.
        unknown: numbers of examples that are not in the data.
        unindexed: texts that have no vector yet and are found by words alone.
        revision: of the store.
    """

    query: ScopeQuery
    threshold: float | None
    hits: tuple[ScopeHit, ...]
    below: tuple[ScopeHit, ...]
    admitted: int
    size: SizeEstimate | None
    unknown: tuple[str, ...]
    unindexed: int
    revision: int

    @property
    def near_boundary(self) -> tuple[ScopeHit, ...]:
        """The last few inside, the worst last."""
        return self.hits[-NEAR_BOUNDARY:]


def find_scope(patents: OpenPatents, query: ScopeQuery) -> Scope:
    """The patents of a query; the same data and query give the same scope.

    Raises:
        LayoutError: neither question nor filter, or an IPC prefix nobody can read.
    """
    _check(query)
    table = patents.table
    admitted = admitted_by(table, query)
    included, unknown_in = _rows_of(table, query.include)
    excluded, unknown_out = _rows_of(table, query.exclude)
    threshold = _threshold(query)
    scores = _scores(patents, query, included, excluded)
    admitted[included] = True
    admitted[np.isin(table.group, table.group[excluded])] = False
    ranked = _ranked(table, scores, _worth_ranking(scores, admitted, included, threshold))
    by_hand = set(table.group[included].tolist())
    hits = [_hit(table, row, score, by_hand) for row, score in ranked]
    is_in = [threshold is None or hit.score >= threshold or hit.by_hand for hit in hits]
    return Scope(
        query=query,
        threshold=threshold,
        hits=tuple(compress(hits, is_in)),
        below=tuple(compress(hits, map(not_, is_in)))[:NEAR_BOUNDARY],
        admitted=table.applications(admitted),
        size=_size(ranked, threshold),
        unknown=(*unknown_in, *unknown_out),
        unindexed=patents.unindexed,
        revision=table.revision,
    )


def admitted_by(table: PatentTable, query: ScopeQuery) -> Mask:
    """Records that pass every filter of the query, shape (n,).

    Raises:
        LayoutError: an IPC prefix nobody can read, or applicants nobody of whom is in the data.
    """
    found = np.ones(len(table.ids), dtype=np.bool_)
    prefixes = [ipc_prefix(written) for written in query.ipc]
    if prefixes:
        found &= table.ipc.where(lambda symbol: any(under(symbol, p) for p in prefixes))
    for labels, wanted in (
        (table.applicants, _applicants(table, query.applicants)),
        (table.kinds, {kind.value for kind in query.kinds}),
        (table.standings, {standing.value for standing in query.standings}),
        (table.lists, set(query.lists)),
    ):
        if wanted:
            found &= labels.where(wanted.__contains__)
    if query.filed_from:
        found &= table.filed >= query.filed_from.toordinal()
    if query.filed_to:
        found &= (table.filed > 0) & (table.filed <= query.filed_to.toordinal())
    return found


def _applicants(table: PatentTable, said: tuple[str, ...]) -> frozenset[str]:
    meant = applicants_called(table.applicants.names, said, table.printed)
    if said and not meant:
        raise LayoutError(
            f"数据里没有叫“{'、'.join(said)}”的申请人。请换一种写法，或先查看申请人名称的归并。"
        )
    return meant


def _check(query: ScopeQuery) -> None:
    filters = (
        *(query.ipc, query.applicants, query.kinds, query.standings, query.lists),
        *(query.filed_from, query.filed_to, query.include),
    )
    if not query.question.strip() and not any(filters):
        raise LayoutError("请写出技术问题或一段技术描述，或至少选一个筛选条件。")


def _threshold(query: ScopeQuery) -> float | None:
    if not query.question.strip() and query.threshold is None and not query.include:
        return None
    return DEFAULT_THRESHOLD if query.threshold is None else query.threshold


def _rows_of(table: PatentTable, numbers: tuple[str, ...]) -> tuple[NDArray[np.int64], list[str]]:
    """Rows of the numbers named, and the numbers nobody has."""
    rows: list[int] = []
    unknown: list[str] = []
    for printed in numbers:
        found = table.rows_of_number.get(read_number(printed).text, [])
        rows += found
        if not found:
            unknown.append(printed)
    return np.array(rows, dtype=np.int64), unknown


def _scores(
    patents: OpenPatents,
    query: ScopeQuery,
    included: NDArray[np.int64],
    excluded: NDArray[np.int64],
) -> Scores:
    question = query.question.strip()
    if not question and not len(included):
        return np.zeros(len(patents.table.ids), dtype=np.float32)
    start = patents.embed(question) if question else np.zeros_like(patents.mean)
    towards = (start + TOWARDS_INCLUDED * _towards(patents, included)).astype(np.float32)
    scores = patents.scores(question, towards)
    if len(excluded):
        away = towards - np.float32(AWAY_FROM_EXCLUDED) * _towards(patents, excluded)
        moved = patents.scores(question, away)
        scores = _at_level(moved, scores, _threshold(query), excluded)
    named = _naming_it(patents.table, question)
    scores[named] = np.maximum(scores[named], DEFAULT_THRESHOLD)
    return scores


def _naming_it(table: PatentTable, question: str) -> NDArray[np.int64]:
    """Rows whose title names the question, if that is a single term."""
    term = normalise(question).strip()
    is_term = 1 < len(term) <= _LONGEST_TERM and term.isalnum()
    return table.titles.naming(term if is_term else "")


def _at_level(
    moved: Scores, before: Scores, threshold: float | None, excluded: NDArray[np.int64]
) -> Scores:
    """Scores after moving away, raised so that those inside before score as much on average.

    What is like an excluded patent is mostly like the question too: without this every score falls
    and the boundary cuts off right ones. Three wrong ones excluded from each of five scopes with
    112 right ones left 47 of these; with it 125 right ones are inside.
    """
    inside = before >= (DEFAULT_THRESHOLD if threshold is None else threshold)
    inside[excluded] = False
    if not inside.any():
        return moved
    return np.asarray(moved + (before[inside].mean() - moved[inside].mean()), dtype=np.float32)


def _towards(patents: OpenPatents, rows: NDArray[np.int64]) -> Vectors:
    """From the mean of all vectors to the mean of some; zeros for none."""
    vectors = patents.vectors_of(rows)
    if not len(vectors):
        return np.zeros_like(patents.mean)
    return np.asarray(vectors.mean(axis=0) - patents.mean, dtype=np.float32)


def _worth_ranking(
    scores: Scores, admitted: Mask, included: NDArray[np.int64], threshold: float | None
) -> NDArray[np.int64]:
    """Admitted rows inside the widest boundary anybody asks about, and the best of the others."""
    rows = np.flatnonzero(admitted)
    if threshold is None:
        return rows
    is_near = scores[rows] >= threshold - BOUNDARY_SHIFT - 0.001
    far = rows[~is_near]
    some = min(len(far), 4 * NEAR_BOUNDARY)
    best = far[np.argpartition(-scores[far], some - 1)[:some]] if some else far
    return np.unique(np.concatenate([rows[is_near], best, included]))


def _ranked(table: PatentTable, scores: Scores, rows: NDArray[np.int64]) -> list[tuple[int, float]]:
    """(row, score) of the best record of each application, best first, ties as imported."""
    shown = np.round(scores[rows].astype(np.float64), 4)  # the boundary is what the user sees
    order = np.lexsort((rows, -shown))
    _, first = np.unique(table.group[rows[order]], return_index=True)
    best = order[np.sort(first)]
    return list(zip(rows[best].tolist(), shown[best].tolist(), strict=True))


def _size(ranked: list[tuple[int, float]], threshold: float | None) -> SizeEstimate | None:
    if threshold is None:
        return None
    return estimated_size([score for _, score in ranked], threshold)


def _hit(table: PatentTable, row: int, score: float, by_hand: set[int]) -> ScopeHit:
    return ScopeHit(table.ids[row], table.numbers[row], score, int(table.group[row]) in by_hand)
