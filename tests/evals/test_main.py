import json
from pathlib import Path

import pytest

from assistant import open_assistant
from assistant.__main__ import run
from corpus.home import Home
from corpus.progress import Progress, no_progress
from evals import measured
from evals.__main__ import app
from tests.evals.beir_folder import write_beir
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
    status_on,
    text_of,
)
from tests.fakes import WordHashEmbedder


@pytest.fixture
def cases_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two cases, and a scripted assistant in the place of the one that needs an index."""

    def opened(home: Home | None = None, *, progress: Progress = no_progress) -> measured.Measured:
        script = {ANSWERABLE.question: answer("期限为15年。"), UNANSWERABLE.question: refusal()}
        return measured.Measured(
            assistant=ScriptedAssistant(dict(script)),
            text_of=text_of,
            status_on=status_on,
            settings={"语料版本": "abc"},
        )

    monkeypatch.setattr(measured, "open_measured", opened)
    path = tmp_path / "cases.jsonl"
    lines = (ANSWERABLE.model_dump_json(), UNANSWERABLE.model_dump_json())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_answers_as_json_is_one_object_of_figures(
    cases_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, ["answers", str(cases_file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["cases"], found["right"], found["unanswerable_refused"]) == (2, 0.0, 1.0)


def test_the_table_names_what_ran(cases_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(app, ["answers", str(cases_file)])
    said = capsys.readouterr().out
    assert "语料版本：abc" in said and cases_file.name in said


def test_failures_are_listed_when_asked_for(
    cases_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(app, ["answers", str(cases_file), "--failures"])
    assert "凭空出现的数字：15年" in capsys.readouterr().out


def test_a_bad_case_file_is_a_chinese_sentence_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{}", encoding="utf-8")
    assert run(app, ["answers", str(path)]) == 1
    assert "bad.jsonl 第 1 行" in capsys.readouterr().err


@pytest.fixture
def beir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny data set, and a small embedder in the place of the shipped model."""
    monkeypatch.setattr(open_assistant, "make_embedder", lambda settings: WordHashEmbedder())
    return write_beir(tmp_path / "small")


def test_retrieval_as_json_is_one_object_of_figures(
    beir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, ["retrieval", str(beir), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ndcg@10"] == 1.0


def test_baselines_give_a_row_for_every_way_to_search(
    beir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(app, ["retrieval", str(beir), "--baselines", "--json"])
    table = json.loads(capsys.readouterr().out)
    assert len(table) >= 4 and all(row["recall@10"] >= 0.5 for row in table.values())


def test_a_folder_that_is_no_data_set_is_a_chinese_sentence(
    beir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, ["retrieval", str(beir / "qrels")]) == 1
    assert "Traceback" not in capsys.readouterr().err
