"""The parts of the fused ranking on their own, and simpler ways to join them, for comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from evals.beir import Dataset, Row, read_beir
from evals.retrieval import DEPTH, Quality, ask_all, built_index, quality_of
from indexing.embed import Embedder
from indexing.fuse import fused, no_moments
from indexing.keyword_index import Tuning, build_keyword_index
from indexing.open_index import HybridIndex
from indexing.words import cut_words

# What the literature and most libraries use for words.
WORD_TUNING = Tuning(k1=1.5, b=0.75)
# Cormack, Clarke & Büttcher, SIGIR 2009.
RRF_CONSTANT = 60
_STAGE = "正在计算基线"

Scores = NDArray[np.float32]


def evaluate_baselines(
    folder: Path, embedder: Embedder, *, progress: Progress
) -> dict[str, Quality]:
    """Quality of every variant on the folder's questions, by its Chinese name, in table order.

    All but the last rank the whole corpus exhaustively; the last is what the assistant uses,
    candidates and approximate neighbours included.

    Raises:
        DatasetError: the folder is not what it should be.
        IndexingError: the index cannot be built.
    """
    dataset = read_beir(folder)
    with built_index(dataset, embedder, progress=progress) as (index, seconds):
        variants = _variants(dataset, index, embedder)
        table = {
            name: quality_of(_rankings(dataset, index, score, progress), dataset.gains)
            for name, score in variants.items()
        }
        used = ask_all(dataset, index, index_seconds=seconds, progress=progress)
    return table | {"混合检索（本项目默认）": Quality(used.ndcg, used.recall, used.mrr)}


def as_table(table: dict[str, Quality]) -> str:
    """Markdown."""
    lines = ["| 检索方式 | nDCG@10 | 召回@10 | MRR@10 |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {q.ndcg:.3f} | {q.recall:.3f} | {q.mrr:.3f} |" for name, q in table.items()
    ]
    return "\n".join(lines)


def _variants(
    dataset: Dataset, index: HybridIndex, embedder: Embedder
) -> dict[str, Callable[[str], Scores]]:
    """Name → scores of all passages for a question, shape (n,)."""
    rows = {row.id: row for row in dataset.rows}
    texts = [_text(rows[passage.document_id]) for passage in index.passages]
    words = build_keyword_index(map(cut_words, texts), tuning=WORD_TUNING)
    vectors = index.vectors()
    moments = no_moments(vectors.shape[1]).plus(vectors)

    def by_words(question: str) -> Scores:
        return words.scores_of_units(dict(Counter(cut_words(question))))

    def by_meaning(question: str) -> Scores:
        return vectors @ embedder.embed_query(question)

    def by_rank(question: str) -> Scores:
        return reciprocal_ranks(index.keyword_scores(question)) + reciprocal_ranks(
            by_meaning(question)
        )

    def off_axis(question: str) -> Scores:
        return vectors @ moments.off_axis(embedder.embed_query(question))

    def by_z_scores(question: str) -> Scores:
        return joined(question, by_meaning(question))

    def as_used(question: str) -> Scores:
        return joined(question, off_axis(question))

    def joined(question: str, cosines: Scores) -> Scores:
        keywords = index.keyword_scores(question)
        return fused(
            cosines,
            keywords,
            cosine_moments=(float(cosines.mean()), float(cosines.std())),
            keyword_moments=(float(keywords.mean()), float(keywords.std())),
        )

    return {
        "BM25，jieba 分词": by_words,
        "BM25，字与相邻两字": index.keyword_scores,
        "向量": by_meaning,
        "向量，减去平均方向": off_axis,
        "RRF（k=60，等权）": by_rank,
        "z 分数加权和": by_z_scores,
        "z 分数加权和，减去平均方向": as_used,
    }


def _rankings(
    dataset: Dataset,
    index: HybridIndex,
    score: Callable[[str], Scores],
    progress: Progress,
) -> dict[str, list[str]]:
    rankings = {}
    for done, (id_, question) in enumerate(dataset.queries.items()):
        if done % 100 == 0:
            progress(_STAGE, done, len(dataset.queries))
        best = np.argsort(-score(question), kind="stable")[:DEPTH]
        rankings[id_] = [index.passages[row].document_id for row in best]
    return rankings


def reciprocal_ranks(scores: Scores) -> Scores:
    """1 / (60 + rank) of each passage, rank from 1, shape (n,)."""
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.float32(1) / (np.float32(RRF_CONSTANT) + ranks)


def _text(row: Row) -> str:
    return f"{row.title} {row.text}"
