from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.progress import no_progress
from evals.retrieval import evaluate_retrieval, quality_of
from evals.retrieval_baselines import as_table, evaluate_baselines, reciprocal_ranks
from tests.evals.beir_folder import ROWS, write_beir
from tests.fakes import WordHashEmbedder


def test_a_small_data_set_is_answered_perfectly(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "small")
    figures = evaluate_retrieval(folder, WordHashEmbedder(), progress=no_progress)
    assert (figures.queries, figures.ndcg, figures.recall, figures.mrr) == (2, 1, 1, 1)


def test_the_json_has_the_promised_keys(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "small")
    figures = evaluate_retrieval(folder, WordHashEmbedder(), progress=no_progress)
    assert list(figures.to_json()) == [
        "dataset",
        "queries",
        "ndcg@10",
        "recall@10",
        "mrr@10",
        "p50_ms",
        "index_seconds",
        "peak_rss_mb",
    ]


def test_a_row_of_any_length_is_one_passage(tmp_path: Path) -> None:
    rows = [{**ROWS[2], "text": "注册商标续展。" * 300}, *ROWS[:2]]
    figures = evaluate_retrieval(
        write_beir(tmp_path / "b", rows=rows), WordHashEmbedder(), progress=no_progress
    )
    assert figures.recall == 1


def test_a_question_without_ranking_counts_as_zero() -> None:
    gains = {"q1": {"a": 1}, "q2": {"a": 1}}
    assert quality_of({"q1": ["a"]}, gains).ndcg == 0.5


def test_every_baseline_is_in_the_table(tmp_path: Path) -> None:
    table = evaluate_baselines(
        write_beir(tmp_path / "small"), WordHashEmbedder(), progress=no_progress
    )
    assert len(table) == 8
    assert as_table(table).count("\n") == 9


@pytest.mark.parametrize("name", ["BM25，jieba 分词", "z 分数加权和"])
def test_a_baseline_ranks_the_named_document_first(tmp_path: Path, name: str) -> None:
    table = evaluate_baselines(
        write_beir(tmp_path / "small"), WordHashEmbedder(), progress=no_progress
    )
    assert table[name].mrr == 1


def test_reciprocal_ranks_count_from_the_best() -> None:
    scores = np.array([0.1, 0.9, 0.5], dtype=np.float32)
    assert reciprocal_ranks(scores).tolist() == pytest.approx([1 / 63, 1 / 61, 1 / 62])
