"""Speed and memory of search over a BEIR folder: python -m scripts.benchmark FOLDER [--rows 26629].

Our index first, then a plain baseline in the same run: LangChain's BM25Retriever over jieba words
and an exhaustive dot product, joined by reciprocal rank. A busy machine slows both, so the ratio is
what to compare between machines. How fast passages are embedded: python -m scripts.bench_embed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from evals.beir import Dataset, read_beir
from evals.retrieval import DEPTH, as_used, built_index, peak_rss_mb
from indexing.embed import Embedder, OnnxEmbedder
from indexing.open_index import CANDIDATES, HybridIndex
from indexing.words import cut_words


def main(
    folder: Annotated[Path, typer.Argument(help="BEIR folder, such as stard-dev.")],
    rows: Annotated[int, typer.Option(help="Use only the first rows of the corpus.")] = 26_629,
    questions: Annotated[int, typer.Option(help="Use only the first questions.")] = 100,
) -> None:
    """Print a Markdown table of both, and the ratios."""
    dataset = read_beir(folder)
    dataset = replace(dataset, rows=dataset.rows[:rows])
    asked = list(dataset.queries.values())[:questions]
    embedder = OnnxEmbedder()
    with built_index(dataset, embedder, progress=_progress) as built:
        ours = _latencies(as_used(built.index), asked)
        peak = peak_rss_mb()
        plain = _latencies(_plain_search(dataset, built.index, embedder), asked)
    _print(f"{len(dataset.rows)} passages, {len(asked)} questions")
    _print(
        f"index built in {built.seconds:.0f} s ({len(dataset.rows) / built.seconds:.1f} passages/s)"
    )
    _print(f"peak memory while building and searching {peak:.0f} MiB\n")
    _print("| search | p50 ms | p95 ms |\n|---|---|---|")
    _print(f"| zhice | {ours[0]:.1f} | {ours[1]:.1f} |")
    _print(f"| plain BM25 + dot product | {plain[0]:.1f} | {plain[1]:.1f} |")
    _print(f"| ratio | {plain[0] / ours[0]:.1f}× | {plain[1] / ours[1]:.1f}× |")


def _plain_search(
    dataset: Dataset, index: HybridIndex, embedder: Embedder
) -> Callable[[str], object]:
    """What one writes first: both rankings over everything, joined by rank."""
    from langchain_community.retrievers import BM25Retriever

    texts = [f"{row.title} {row.text}" for row in dataset.rows]
    bm25 = BM25Retriever.from_texts(
        texts, metadatas=[{"row": row} for row in range(len(texts))], preprocess_func=cut_words
    )
    bm25.k = CANDIDATES
    vectors = index.vectors()

    def search(question: str) -> NDArray[np.int64]:
        joined = np.zeros(len(texts))
        words = [document.metadata["row"] for document in bm25.invoke(question)]
        meaning = np.argsort(-(vectors @ embedder.embed_query(question)))[:CANDIDATES]
        for ranking in (words, meaning):
            joined[ranking] += 1 / (60 + np.arange(1, len(ranking) + 1))
        return np.argsort(-joined)[:DEPTH]

    return search


def _latencies(search: Callable[[str], object], questions: list[str]) -> tuple[float, float]:
    """Median and 95th percentile in ms, after one question that warms up."""
    search(questions[0])
    taken = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        taken.append((time.perf_counter() - started) * 1000)
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


def _progress(stage: str, done: int, total: int) -> None:
    if total and done % 2048 == 0:
        sys.stderr.write(f"{stage} {done}/{total}\n")


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    typer.run(main)
