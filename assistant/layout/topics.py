"""Topics of a list of patents: groups of near embeddings, named, on a map.

Everything is computed on the records in the order of their ids with fixed seeds, so neither
another run nor another order of input changes a topic.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.layout.findings import Finding
from assistant.layout.one_thread import one_thread
from assistant.layout.patent_record import PatentRecord
from assistant.layout.topic_labels import name_topics
from indexing.embed import Vectors

FEWEST_TO_GROUP = 12
"""Fewer patents stay one topic."""

MOST_TOPICS = 12
_SEED = 20_240_120
_DIMENSIONS = 10
"""Principal components that are grouped: with more, E5's silhouettes tell less of the number of
topics (measured on 360 titles of six IPC subclasses: 8–10 components peak at 5–6 topics)."""

_SAMPLE = 1_500
_CLEAR = 0.4
"""From this silhouette on groups lie apart, and their number is taken however small."""

_SLACK = 1.1
_TITLES = 300
_REPRESENTATIVES = 5

_Matrix = NDArray[np.float64]
_Assigned = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One group.

    Attributes:
        number: from 1, by size.
        label: Chinese; no other topic has the same.
        terms: characteristic words of the titles, best first.
        patents: ids, ascending.
        typical: ids of the patents nearest to the middle, nearest first, five at most.
    """

    number: int
    label: str
    terms: tuple[str, ...]
    patents: tuple[str, ...]
    typical: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """Where a patent stands on the map; near means alike, the axes have no meaning."""

    patent: str
    topic: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMap:
    """All topics of a list.

    Attributes:
        topics: largest first; () for no patents.
        points: by patent id.
        silhouette: -1..1, how far the groups lie apart; None with fewer than two.
        remarks: limits.
    """

    topics: tuple[Topic, ...]
    points: tuple[MapPoint, ...]
    silhouette: float | None
    remarks: tuple[Finding, ...]

    def label_of(self) -> dict[str, str]:
        """Label of the topic by patent id."""
        return {point.patent: point.topic for point in self.points}


def find_topics(records: Sequence[PatentRecord], vectors: Vectors) -> TopicMap:
    """Group the patents by their vectors.

    Args:
        vectors: shape (len(records), dimension), the rows in the order of the records.

    Raises:
        ValueError: another number of rows, or ids that are not unique.
    """
    if len(records) != len(vectors) or len({r.id for r in records}) != len(records):
        raise ValueError(f"{len(records)} records with unique ids, {len(vectors)} vectors")
    if not records:
        return TopicMap(topics=(), points=(), silhouette=None, remarks=())
    order = sorted(range(len(records)), key=lambda at: records[at].id)
    ordered = [records[at] for at in order]
    with one_thread():
        space = _principal(np.asarray(vectors, dtype=np.float64)[order])
        assigned, silhouette = _group(space)
    topics = _topics(ordered, space, assigned)
    labels = {id_: topic.label for topic in topics for id_ in topic.patents}
    points = tuple(
        MapPoint(patent=r.id, topic=labels[r.id], x=float(x), y=float(y))
        for r, (x, y) in zip(ordered, _plane(space, assigned), strict=True)
    )
    return TopicMap(
        topics=topics,
        points=points,
        silhouette=silhouette,
        remarks=_remarks(len(records), silhouette),
    )


def _principal(vectors: _Matrix) -> _Matrix:
    """Unit rows on the first principal components; signs settled."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :_DIMENSIONS]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])] < 0, -1, 1)
    space: _Matrix = centred @ axes
    lengths = np.linalg.norm(space, axis=1, keepdims=True)
    return space / np.where(lengths > 1e-9, lengths, 1)


def _group(space: _Matrix) -> tuple[_Assigned, float | None]:
    """Group number by row, and the silhouette of the grouping."""
    different = len(np.unique(space.round(9), axis=0))
    if len(space) < FEWEST_TO_GROUP or different < 3:
        return np.zeros(len(space), dtype=np.int64), None
    step = max(1, math.ceil(len(space) / _SAMPLE))
    sample = space[::step]
    most = min(MOST_TOPICS, different - 1, len(sample) // 4)
    scores = {k: _silhouette(sample, _clustered(sample, k)) for k in range(2, most + 1)}
    chosen = _number_of_topics(scores, size=len(space))
    assigned = _clustered(space, chosen)
    return assigned, _silhouette(sample, assigned[::step])


def _number_of_topics(scores: dict[int, float], *, size: int) -> int:
    """The number with the best silhouette; where groups do not lie apart, one fit for the size.

    Silhouettes of real patents fall slowly with the number: the best would be two or three topics
    that say nothing; those of a few dozen rise with it until every topic is two patents. So a
    third of the root of the size is taken, unless a number up to twice or half that is clearly
    better.
    """
    best = max(scores, key=lambda k: (scores[k], -k))
    if scores[best] >= _CLEAR:
        return best
    usual = min(max(round(math.sqrt(size) / 3), 2), max(scores))
    able = {k: score for k, score in scores.items() if usual / 2 <= k <= usual * 2}
    best = max(able, key=lambda k: (able[k], -k))
    return usual if scores[usual] * _SLACK >= scores[best] else best


def _silhouette(space: _Matrix, assigned: _Assigned) -> float:
    from sklearn.metrics import silhouette_score  # loading it takes a second

    return float(silhouette_score(space, assigned)) if len(np.unique(assigned)) > 1 else -1.0


def _clustered(space: _Matrix, k: int) -> _Assigned:
    from sklearn.cluster import KMeans  # before the limit, which libraries loaded later escape

    with one_thread():
        found = KMeans(n_clusters=k, n_init=4, random_state=_SEED).fit_predict(space)
    return np.asarray(found, dtype=np.int64)


def _topics(
    records: Sequence[PatentRecord], space: _Matrix, assigned: _Assigned
) -> tuple[Topic, ...]:
    groups = [np.flatnonzero(assigned == g).tolist() for g in np.unique(assigned)]
    groups.sort(key=lambda rows: (-len(rows), records[rows[0]].id))
    names = name_topics([_titles(records, rows) for rows in groups])
    return tuple(
        Topic(
            number=number,
            label=name.label,
            terms=name.terms,
            patents=tuple(records[at].id for at in rows),
            typical=tuple(records[at].id for at in _nearest_middle(space, rows)),
        )
        for number, (rows, name) in enumerate(zip(groups, names, strict=True), start=1)
    )


def _titles(records: Sequence[PatentRecord], rows: Sequence[int]) -> list[str]:
    """Enough titles of a group to name it, spread evenly over it."""
    step = math.ceil(len(rows) / _TITLES)
    return [records[at].title for at in rows[::step]]


def _nearest_middle(space: _Matrix, rows: Sequence[int]) -> list[int]:
    distance = np.linalg.norm(space[rows] - space[rows].mean(axis=0), axis=1)
    return [rows[at] for at in np.argsort(distance, kind="stable")[:_REPRESENTATIVES]]


def _plane(space: _Matrix, assigned: _Assigned) -> _Matrix:
    """Two coordinates a row: the plane in which the middles of the topics lie furthest apart."""
    groups = np.unique(assigned)
    middles = np.array([space[assigned == g].mean(axis=0) for g in groups])
    spread = middles - middles.mean(axis=0) if len(groups) > 2 else space
    _, axes = np.linalg.eigh(spread.T @ spread)
    axes = axes[:, ::-1][:, :2]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])] < 0, -1, 1)
    flat: _Matrix = space @ axes
    return flat if flat.shape[1] == 2 else np.pad(flat, ((0, 0), (0, 2 - flat.shape[1])))


def _remarks(size: int, silhouette: float | None) -> tuple[Finding, ...]:
    if silhouette is None:
        return (Finding(text=f"只有 {size} 件专利或内容几乎相同，不再细分主题。"),)
    method = "主题按标题和摘要的语义向量聚类得出，名称取自标题里的特征词，不是官方分类。"
    if silhouette < _CLEAR / 4:
        method += "这批专利内容分散，主题之间边界不清，件数只作参考。"
    return (Finding(text=method),)
