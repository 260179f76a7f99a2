"""IPC of titles held out, told by their nearest neighbours: does search understand technology?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.patent_cells import ipc_in
from corpus.progress import Progress
from corpus.read_patent_table import read_patent_table
from evals.errors import CasesError
from evals.significance import SEED, interval
from indexing.embed import Embedder, Vectors
from indexing.fuse import KEYWORD_WEIGHT, no_moments, z_scores
from indexing.keyword_index import build_keyword_index
from indexing.words import units

NEIGHBOURS = 15
"""Of 5, 10, 15, 25 the best, with votes by squared score, on 700 titles drawn by another lot."""

HELD_OUT = 1000
"""Titles measured on; the others are the neighbours."""

_LEAST = 200
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with its subclasses, in order, each once."""

    title: str
    subclasses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Share of titles whose first prediction is one of its own, with its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IpcFigures:
    """Predictor's name → level ("小类", "部") → accuracy."""

    titles: int
    neighbours: int
    rows: dict[str, dict[str, Accuracy]]


def read_titles(path: Path) -> list[Titled]:
    """Titles with IPC symbols of a patent list; each title once.

    Raises:
        CasesError: too few to hold any out.
        UnreadableFileError: no patent list.
    """
    table = read_patent_table(path, suffix=path.suffix.lower())
    found = {
        record.title: Titled(record.title, tuple(dict.fromkeys(s[:4] for s in ipc_in(*record.ipc))))
        for record in table.records
        if record.ipc
    }
    if len(found) < _LEAST:
        raise CasesError(f"{path.name} 里带 IPC 的标题只有 {len(found)} 个，至少要 {_LEAST} 个。")
    return list(found.values())


def measure_ipc(titles: Sequence[Titled], embedder: Embedder, progress: Progress) -> IpcFigures:
    """Accuracy of our neighbours, of the most frequent subclass and of a TF-IDF classifier."""
    order = np.random.default_rng(SEED).permutation(len(titles)).tolist()
    count = min(HELD_OUT, len(titles) // 4)
    held, known = [titles[i] for i in order[:count]], [titles[i] for i in order[count:]]
    predictors = {
        "最近邻（向量+词）": _neighbours(held, known, embedder, progress),
        "最近邻（TF-IDF）": _tf_idf_neighbours(held, known),
        "TF-IDF 线性分类": _tf_idf(held, known),
        "最常见的小类": [_most_common(known)] * len(held),
    }
    rows = {name: _accuracies(held, said) for name, said in predictors.items()}
    return IpcFigures(titles=len(held), neighbours=len(known), rows=rows)


def as_table(figures: IpcFigures) -> str:
    """The figures as lines of Chinese text."""
    lines = [f"留出标题 {figures.titles} 个，其余 {figures.neighbours} 个作为近邻"]
    for name, levels in figures.rows.items():
        shown = "；".join(
            f"{level} {one.share:.1%}（{one.low:.1%}—{one.high:.1%}）"
            for level, one in levels.items()
        )
        lines.append(f"{name}：{shown}")
    return "\n".join(lines)


def _accuracies(held: Sequence[Titled], said: Sequence[str]) -> dict[str, Accuracy]:
    return {
        "小类": _accuracy(held, said, lambda symbol: symbol),
        "部": _accuracy(held, said, lambda symbol: symbol[:1]),
    }


def _accuracy(held: Sequence[Titled], said: Sequence[str], level: Callable[[str], str]) -> Accuracy:
    hits = [
        float(level(one) in {level(own) for own in title.subclasses})
        for title, one in zip(held, said, strict=True)
    ]
    low, high = interval(hits)
    return Accuracy(sum(hits) / len(hits), low, high)


def _most_common(known: Sequence[Titled]) -> str:
    return Counter(symbol for title in known for symbol in title.subclasses).most_common(1)[0][0]


def _neighbours(
    held: Sequence[Titled], known: Sequence[Titled], embedder: Embedder, progress: Progress
) -> list[str]:
    """For each title the subclass its neighbours vote for, a vote weighing its score."""
    vectors = _embedded([title.title for title in known], embedder, progress)
    words = build_keyword_index(units(title.title) for title in known)
    moments = no_moments(embedder.dimension).plus(vectors)
    said: list[str] = []
    for title in held:
        query = moments.off_axis(embedder.embed_query(title.title))
        keywords = words.scores(title.title)
        scores = z_scores(vectors @ query, *moments.of_cosines(query)) + np.float32(
            KEYWORD_WEIGHT
        ) * z_scores(keywords, float(keywords.mean()), float(keywords.std()))
        said.append(_voted(scores, known))
    return said


def _voted(scores: NDArray[np.float32], known: Sequence[Titled]) -> str:
    """The subclass the best titles vote for, each with its squared score."""
    votes: defaultdict[str, float] = defaultdict(float)
    for row in np.argsort(-scores, kind="stable")[:NEIGHBOURS].tolist():
        for symbol in known[row].subclasses:
            votes[symbol] += max(float(scores[row]), 0.0) ** 2
    return max(votes, key=lambda symbol: votes[symbol])


def _embedded(texts: Sequence[str], embedder: Embedder, progress: Progress) -> Vectors:
    parts = []
    for start in range(0, len(texts), _CHUNK):
        progress("正在计算标题向量", start, len(texts))
        parts.append(embedder.embed_passages(texts[start : start + _CHUNK]))
    return np.concatenate(parts)


def _tf_idf_neighbours(held: Sequence[Titled], known: Sequence[Titled]) -> list[str]:
    """As `_neighbours`, near being the cosine of TF-IDF vectors."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    features = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    near = features.fit_transform([title.title for title in known])
    rows = features.transform([title.title for title in held]) @ near.T
    return [_voted(row.toarray()[0], known) for row in rows]


def _tf_idf(held: Sequence[Titled], known: Sequence[Titled]) -> list[str]:
    """A linear classifier over TF-IDF of characters and their pairs, trained on the same titles."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    features = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    texts = [title.title for title in known for _ in title.subclasses]
    labels = [symbol for title in known for symbol in title.subclasses]
    model = LinearSVC(C=0.5, random_state=SEED).fit(features.fit_transform(texts), labels)
    return [str(one) for one in model.predict(features.transform([t.title for t in held]))]
