from __future__ import annotations

from pathlib import Path

import pytest

from evals.beir import Row, read_beir, row_document
from evals.errors import DatasetError
from tests.evals.beir_folder import QRELS, QUERIES, ROWS, write_beir
from tests.shared_data import shared_data


def test_a_folder_is_read_in_file_order(tmp_path: Path) -> None:
    dataset = read_beir(write_beir(tmp_path / "small"))
    assert dataset.name == "small"
    assert [row.id for row in dataset.rows] == ["law-1", "law-2", "law-3"]
    assert dataset.gains == {"q1": {"law-3": 1}, "q2": {"law-2": 1}}


def test_an_unpacked_corpus_is_read_as_well(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "small")
    (folder / "corpus.jsonl.gz").unlink()
    (folder / "corpus.jsonl").write_text('{"_id": "x", "text": "甲"}\n\n', encoding="utf-8")
    assert [row.id for row in read_beir(folder).rows] == ["x"]


def test_questions_without_judgement_are_not_asked(tmp_path: Path) -> None:
    queries = (*QUERIES, {"_id": "q3", "text": "没有标注"})
    assert set(read_beir(write_beir(tmp_path / "b", queries=queries)).queries) == {"q1", "q2"}


def test_a_judgement_of_zero_is_not_relevant(tmp_path: Path) -> None:
    dataset = read_beir(write_beir(tmp_path / "b", qrels=QRELS + "q1\tlaw-1\t0\n"))
    assert dataset.gains["q1"] == {"law-3": 1}


def test_further_keys_are_allowed(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "metadata": "x"}]
    assert len(read_beir(write_beir(tmp_path / "b", rows=rows)).rows) == 1


@pytest.mark.parametrize("name", ["corpus.jsonl.gz", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write_beir(tmp_path / "b")
    (folder / name).unlink()
    with pytest.raises(DatasetError, match=name.removesuffix(".gz").split("/")[-1]):
        read_beir(folder)


def test_a_broken_line_is_named_with_its_number(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "b")
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "甲"}\n{"_id"', encoding="utf-8")
    with pytest.raises(DatasetError, match=r"queries.jsonl 第 2 行"):
        read_beir(folder)


@pytest.mark.parametrize("line", ["q1\tlaw-1", "q1\tlaw-1\tyes"])
def test_a_broken_judgement_is_named_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(DatasetError, match=r"test.tsv 第 4 行"):
        read_beir(write_beir(tmp_path / "b", qrels=QRELS + line + "\n"))


def test_nothing_judged_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="带标注的问题"):
        read_beir(write_beir(tmp_path / "b", qrels="query-id\tcorpus-id\tscore\n"))


def test_a_row_without_text_is_its_title() -> None:
    assert row_document(Row(_id="x", title="标题", text=" ")).text == "标题"


@pytest.mark.shared
def test_the_shared_data_set_has_the_size_it_says() -> None:
    dataset = read_beir(shared_data("stard-dev"))
    assert (len(dataset.rows), len(dataset.queries)) == (26_629, 771)
