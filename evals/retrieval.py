"""Measures the retrieval that the assistant uses on a data set in BEIR format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from corpus.progress import Progress
from evals.answer_figures import percentile
from evals.beir import Dataset, read_beir, row_document
from evals.retrieval_measures import CUTOFF, PerQuestion, means, measured
from evals.significance import interval
from indexing.build_index import IndexBuilder
from indexing.embed import Embedder
from indexing.make_passages import whole_passage
from indexing.open_index import HybridIndex, open_index

DEPTH = CUTOFF
"""Documents asked for: what is reported is measured on the first ten."""

Search = Callable[[str], list[str]]
"""A question's documents, best first, at most `DEPTH`."""

_ASKING_STAGE = "正在检索"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What one way of searching found for every judged question, and how long it took.

    Attributes:
        values: by measure, then by question id, 0..1; see `evals.retrieval_measures`.
        took_ms: wall time of each search, question to ranking, in the order of the questions.
    """

    values: PerQuestion
    took_ms: tuple[float, ...]

    @property
    def means(self) -> dict[str, float]:
        """Every measure over all questions."""
        return means(self.values)

    def took(self, percent: float) -> float:
        """Percentile of the times, in ms, by nearest rank."""
        found = percentile(self.took_ms, percent)
        assert found is not None  # a data set has at least one question
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalFigures:
    """The search that the assistant uses, on one data set.

    Attributes:
        index_seconds: time to build the index.
        peak_rss_mb: most memory this process has held so far, in MiB.
        disk_mb: size of the index on disk, in MiB.
    """

    dataset: str
    queries: int
    ranked: Ranked
    index_seconds: float
    peak_rss_mb: float
    disk_mb: float

    def to_json(self) -> dict[str, str | int | float]:
        """The object `zhice eval retrieval --json` prints: what is promised first."""
        quality = {name: round(mean, 4) for name, mean in self.ranked.means.items()}
        promised = ("ndcg@10", "recall@10", "mrr@10")
        low, high = interval(list(self.ranked.values["ndcg@10"].values()))
        return {
            "dataset": self.dataset,
            "queries": self.queries,
            **{name: quality[name] for name in promised},
            "p50_ms": round(self.ranked.took(50), 1),
            "index_seconds": round(self.index_seconds, 1),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
            **{name: value for name, value in quality.items() if name not in promised},
            "ndcg@10_low": round(low, 4),
            "ndcg@10_high": round(high, 4),
            "p95_ms": round(self.ranked.took(95), 1),
            "disk_mb": round(self.disk_mb, 1),
        }


@dataclass(frozen=True, slots=True)
class BuiltIndex:
    """An open index with what building it cost: seconds, and MiB on disk."""

    index: HybridIndex
    seconds: float
    disk_mb: float


def evaluate_retrieval(folder: Path, embedder: Embedder, *, progress: Progress) -> RetrievalFigures:
    """Build an index of its own over the folder's corpus and ask it every judged question.

    Raises:
        DatasetError: the folder is not what it should be.
        IndexingError: the index cannot be built.
    """
    dataset = read_beir(folder)
    with built_index(dataset, embedder, progress=progress) as built:
        return RetrievalFigures(
            dataset=dataset.name,
            queries=len(dataset.queries),
            ranked=ranked(dataset, as_used(built.index), progress=progress),
            index_seconds=built.seconds,
            peak_rss_mb=peak_rss_mb(),
            disk_mb=built.disk_mb,
        )


@contextmanager
def built_index(
    dataset: Dataset, embedder: Embedder, *, progress: Progress
) -> Iterator[BuiltIndex]:
    """An index over the corpus, one passage a row; gone afterwards."""
    with TemporaryDirectory(prefix="zhice-eval-") as place:
        started = perf_counter()
        documents = map(row_document, dataset.rows)
        IndexBuilder(Path(place), embedder, cut=whole_passage).sync(documents, progress=progress)
        seconds = perf_counter() - started
        with open_index(Path(place), embedder) as index:
            yield BuiltIndex(index, seconds, _size_mb(Path(place)))


def as_used(index: HybridIndex) -> Search:
    """The search of the assistant, candidates and approximate neighbours included."""

    def search(question: str) -> list[str]:
        found = index.search(question, limit=DEPTH)
        return [scored.passage.document_id for scored in found]

    return search


def ranked(dataset: Dataset, search: Search, *, progress: Progress) -> Ranked:
    """Ask every judged question and measure what comes."""
    rankings: dict[str, list[str]] = {}
    took_ms: list[float] = []
    for done, (id_, question) in enumerate(dataset.queries.items()):
        if done % 50 == 0:
            progress(_ASKING_STAGE, done, len(dataset.queries))
        started = perf_counter()
        rankings[id_] = search(question)
        took_ms.append((perf_counter() - started) * 1000)
    progress(_ASKING_STAGE, len(dataset.queries), len(dataset.queries))
    return Ranked(values=measured(rankings, dataset.gains), took_ms=tuple(took_ms))


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def peak_rss_mb() -> float:
    """Most memory this process has held so far, in MiB; NaN on Windows, which does not tell."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
