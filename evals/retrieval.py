"""Measures the retrieval that the assistant uses on a data set in BEIR format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus.progress import Progress
from evals.beir import Dataset, read_beir, row_document
from evals.retrieval_measures import ndcg_at, recall_at, reciprocal_rank_at
from indexing.build_index import IndexBuilder
from indexing.embed import Embedder
from indexing.make_passages import whole_passage
from indexing.open_index import HybridIndex, open_index

# What is reported is measured on the first ten.
DEPTH = 10
_ASKING_STAGE = "正在检索"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalFigures:
    """Means over all judged questions; one that finds nothing counts as 0.

    Attributes:
        p50_ms: median time of a search, question to passages, the embedding of it included.
        index_seconds: time to build the index.
        peak_rss_mb: most memory this process has held so far, in MiB.
    """

    dataset: str
    queries: int
    ndcg: float
    recall: float
    mrr: float
    p50_ms: float
    index_seconds: float
    peak_rss_mb: float

    def to_json(self) -> dict[str, str | int | float]:
        """The object `zhice eval retrieval --json` prints."""
        return {
            "dataset": self.dataset,
            "queries": self.queries,
            "ndcg@10": round(self.ndcg, 4),
            "recall@10": round(self.recall, 4),
            "mrr@10": round(self.mrr, 4),
            "p50_ms": round(self.p50_ms, 1),
            "index_seconds": round(self.index_seconds, 1),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
        }


@dataclass(frozen=True, slots=True)
class Quality:
    """nDCG@10, recall@10 and MRR@10, means over the judged questions, 0..1."""

    ndcg: float
    recall: float
    mrr: float


def evaluate_retrieval(folder: Path, embedder: Embedder, *, progress: Progress) -> RetrievalFigures:
    """Build an index of its own over the folder's corpus and ask it every judged question.

    Raises:
        DatasetError: the folder is not what it should be.
        IndexingError: the index cannot be built.
    """
    dataset = read_beir(folder)
    with built_index(dataset, embedder, progress=progress) as (index, index_seconds):
        return ask_all(dataset, index, index_seconds=index_seconds, progress=progress)


@contextmanager
def built_index(
    dataset: Dataset, embedder: Embedder, *, progress: Progress
) -> Iterator[tuple[HybridIndex, float]]:
    """An index over the corpus, one passage a row, and the seconds it took; gone afterwards."""
    with TemporaryDirectory(prefix="zhice-eval-") as place:
        started = perf_counter()
        documents = map(row_document, dataset.rows)
        IndexBuilder(Path(place), embedder, cut=whole_passage).sync(documents, progress=progress)
        seconds = perf_counter() - started
        with open_index(Path(place), embedder) as index:
            yield index, seconds


def ask_all(
    dataset: Dataset, index: HybridIndex, *, index_seconds: float, progress: Progress
) -> RetrievalFigures:
    """Figures of an index that holds the data set's corpus."""
    rankings: dict[str, list[str]] = {}
    times: list[float] = []
    for done, (id_, question) in enumerate(dataset.queries.items()):
        if done % 50 == 0:
            progress(_ASKING_STAGE, done, len(dataset.queries))
        started = perf_counter()
        found = index.search(question, limit=DEPTH)
        times.append(perf_counter() - started)
        rankings[id_] = [scored.passage.document_id for scored in found]
    progress(_ASKING_STAGE, len(dataset.queries), len(dataset.queries))
    quality = quality_of(rankings, dataset.gains)
    return RetrievalFigures(
        dataset=dataset.name,
        queries=len(dataset.queries),
        ndcg=quality.ndcg,
        recall=quality.recall,
        mrr=quality.mrr,
        p50_ms=median(times) * 1000,
        index_seconds=index_seconds,
        peak_rss_mb=peak_rss_mb(),
    )


def quality_of(
    rankings: Mapping[str, list[str]], gains: Mapping[str, Mapping[str, int]]
) -> Quality:
    """Means over every judged question; one without ranking scores 0."""

    def mean(measure: Callable[[int, list[str], Mapping[str, int]], float]) -> float:
        return fmean(measure(DEPTH, rankings.get(id_, []), right) for id_, right in gains.items())

    return Quality(mean(ndcg_at), mean(recall_at), mean(reciprocal_rank_at))


def peak_rss_mb() -> float:
    """Most memory this process has held so far, in MiB; NaN on Windows, which does not tell."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
