from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.progress import no_progress
from evals.retrieval import evaluate_retrieval
from evals.retrieval_baselines import (
    LANGCHAIN,
    OURS,
    as_rows,
    as_table,
    evaluate_baselines,
    reciprocal_ranks,
)
from tests.evals.beir_folder import ROWS, write_beir
from tests.fakes import WordHashEmbedder


def test_a_small_data_set_is_answered_perfectly(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "small")
    figures = evaluate_retrieval(folder, WordHashEmbedder(), progress=no_progress)
    assert figures.queries == 2
    assert set(figures.ranked.means.values()) == {1.0}


def test_the_json_begins_with_the_promised_keys(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "small")
    figures = evaluate_retrieval(folder, WordHashEmbedder(), progress=no_progress)
    assert list(figures.to_json())[:8] == [
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
    assert figures.ranked.means["recall@10"] == 1


def test_every_baseline_is_in_the_table(tmp_path: Path) -> None:
    table = evaluate_baselines(
        write_beir(tmp_path / "small"), WordHashEmbedder(), progress=no_progress
    )
    assert {LANGCHAIN, OURS} < set(table)
    assert all(f"| {name} |" in as_table(table) for name in table)


@pytest.mark.parametrize("name", ["BM25，jieba 分词", "z 分数加权和"])
def test_a_baseline_ranks_the_named_document_first(tmp_path: Path, name: str) -> None:
    table = evaluate_baselines(
        write_beir(tmp_path / "small"), WordHashEmbedder(), progress=no_progress
    )
    assert table[name].means["mrr@10"] == 1


def test_baselines_are_compared_with_the_default(tmp_path: Path) -> None:
    table = evaluate_baselines(
        write_beir(tmp_path / "small"), WordHashEmbedder(), progress=no_progress
    )
    rows = as_rows(table)
    assert rows[OURS]["ndcg@10_minus_default"] == 0
    assert rows[LANGCHAIN]["ndcg@10_minus_default"] == pytest.approx(
        rows[LANGCHAIN]["ndcg@10"] - rows[OURS]["ndcg@10"]
    )


def test_the_size_on_disk_is_told(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "small")
    figures = evaluate_retrieval(folder, WordHashEmbedder(), progress=no_progress)
    assert figures.disk_mb > 0


def test_reciprocal_ranks_count_from_the_best() -> None:
    scores = np.array([0.1, 0.9, 0.5], dtype=np.float32)
    assert reciprocal_ranks(scores).tolist() == pytest.approx([1 / 63, 1 / 61, 1 / 62])
