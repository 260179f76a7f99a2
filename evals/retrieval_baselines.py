"""The parts of the fused ranking on their own, and simpler ways to join them, for comparison."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from evals.beir import Dataset, Row, read_beir
from evals.retrieval import DEPTH, Ranked, Search, as_used, built_index, ranked
from evals.significance import Difference, interval, paired_difference
from indexing.embed import Embedder
from indexing.fuse import fused, no_moments
from indexing.keyword_index import Tuning, build_keyword_index
from indexing.open_index import HybridIndex
from indexing.words import cut_words

# What the literature and most libraries use for words.
WORD_TUNING = Tuning(k1=1.5, b=0.75)
# Cormack, Clarke & Büttcher, SIGIR 2009.
RRF_CONSTANT = 60
OURS = "混合检索（本项目默认）"
LANGCHAIN = "LangChain 自带 BM25（按空格分词）"

Scores = NDArray[np.float32]


def evaluate_baselines(
    folder: Path, embedder: Embedder, *, progress: Progress
) -> dict[str, Ranked]:
    """Every variant on the folder's questions, by its Chinese name, in table order.

    `OURS`, the last, is what the assistant uses; the others rank the whole corpus exhaustively.
    LangChain's retriever takes part when the [evals] extra is installed.

    Raises:
        DatasetError: the folder is not what it should be.
        IndexingError: the index cannot be built.
    """
    dataset = read_beir(folder)
    with built_index(dataset, embedder, progress=progress) as built:
        searches: dict[str, Search] = {
            name: _best_of(built.index, score)
            for name, score in _variants(dataset, built.index, embedder).items()
        }
        if stock := _langchain_search(dataset):
            searches[LANGCHAIN] = stock
        searches[OURS] = as_used(built.index)
        return {
            name: ranked(dataset, search, progress=progress) for name, search in searches.items()
        }


def as_table(table: Mapping[str, Ranked]) -> str:
    """Markdown; the last columns compare nDCG@10 with what the assistant uses, question by
    question."""
    lines = [
        "| 检索方式 | nDCG@10（95% 区间） | 召回@10 | MRR@10 | MAP@10 | 首条命中 | 前十命中 "
        "| 中位毫秒 | 95 分位毫秒 | 与默认相差 | p |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(name, found, table[OURS]) for name, found in table.items()]
    if LANGCHAIN not in table:
        lines.append(f"\n没有“{LANGCHAIN}”这一行：要装 [evals] 附加包才能对照。")
    return "\n".join(lines)


def as_rows(table: Mapping[str, Ranked]) -> dict[str, dict[str, float]]:
    """The same for scripts: means, milliseconds and the comparison, by name."""
    return {name: _figures(found, table[OURS]) for name, found in table.items()}


def _row(name: str, found: Ranked, ours: Ranked) -> str:
    mean = found.means
    low, high = interval(list(found.values["ndcg@10"].values()))
    difference = _difference(found, ours)
    compared = (
        "| | |" if found is ours else f"| {difference.mean:+.3f} | {difference.p_value:.3f} |"
    )
    return (
        f"| {name} | {mean['ndcg@10']:.3f}（{low:.3f}～{high:.3f}） | {mean['recall@10']:.3f} "
        f"| {mean['mrr@10']:.3f} | {mean['map@10']:.3f} | {mean['success@1']:.3f} "
        f"| {mean['success@10']:.3f} | {found.took(50):.1f} | {found.took(95):.1f} {compared}"
    )


def _figures(found: Ranked, ours: Ranked) -> dict[str, float]:
    difference = _difference(found, ours)
    return {name: round(mean, 4) for name, mean in found.means.items()} | {
        "p50_ms": round(found.took(50), 1),
        "p95_ms": round(found.took(95), 1),
        "ndcg@10_minus_default": round(difference.mean, 4),
        "p_value": round(difference.p_value, 4),
    }


def _difference(found: Ranked, ours: Ranked) -> Difference:
    """Of nDCG@10, `found` minus `ours`."""
    questions = list(ours.values["ndcg@10"])
    first, second = (
        [ranked_.values["ndcg@10"][question] for question in questions] for ranked_ in (ours, found)
    )
    return paired_difference(first, second)


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

    def off_axis_z_scores(question: str) -> Scores:
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
        "z 分数加权和，减去平均方向": off_axis_z_scores,
    }


def _best_of(index: HybridIndex, score: Callable[[str], Scores]) -> Search:
    def search(question: str) -> list[str]:
        best = np.argsort(-score(question), kind="stable")[:DEPTH]
        return [index.passages[row].document_id for row in best]

    return search


def _langchain_search(dataset: Dataset) -> Search | None:
    """LangChain's BM25 as it comes, which splits at blanks; None without the [evals] extra."""
    if find_spec("langchain_community") is None or find_spec("rank_bm25") is None:
        return None
    with warnings.catch_warnings():  # says on import that it is no longer maintained
        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_community.retrievers import BM25Retriever

    stock = BM25Retriever.from_texts(
        [_text(row) for row in dataset.rows], metadatas=[{"id": row.id} for row in dataset.rows]
    )
    stock.k = DEPTH

    def search(question: str) -> list[str]:
        return [document.metadata["id"] for document in stock.invoke(question)]

    return search


def reciprocal_ranks(scores: Scores) -> Scores:
    """1 / (60 + rank) of each passage, rank from 1, shape (n,)."""
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.float32(1) / (np.float32(RRF_CONSTANT) + ranks)


def _text(row: Row) -> str:
    return f"{row.title} {row.text}"
