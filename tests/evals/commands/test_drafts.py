"""`zhice eval drafts`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import run as run_command
from corpus.home import Home
from evals.__main__ import app
from evals.cases import read_cases
from tests.evals.scripted_assistant import answer
from tests.evals.some_drafts import QUESTION, a_case, a_label, chat, chats_in, drafts_in


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """With one answer somebody disliked."""
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path))
    chat(chats_in(tmp_path), (QUESTION, answer()), complaint="没答到点上")
    return Home(tmp_path)


def test_new_drafts_are_collected_and_listed(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(app, ["drafts"]) == 0
    said = capsys.readouterr().out
    assert "新收集 1 道，共 1 道（待标注 1，已标注 0，不采用 0）" in said
    assert f"{QUESTION}（2026-11-22）没帮上：没答到点上" in said


def test_the_second_time_nothing_is_new(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(app, ["drafts"])
    run_command(app, ["drafts"])
    assert "新收集 0 道，共 1 道" in capsys.readouterr().out


def test_json_holds_the_drafts_whole(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(app, ["drafts", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["new"], found["drafts"][0]["question"]) == (1, QUESTION)


def test_labelled_drafts_are_exported(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(app, ["drafts"])
    store = drafts_in(home.root)
    (draft,) = store.drafts()
    store.label(draft.id, a_label(a_case(draft)), after=0)
    path = home.root / "题.jsonl"
    assert run_command(app, ["drafts", "--export", str(path)]) == 0
    assert read_cases(path) == (a_case(draft),)
    assert f"zhice eval run {path}" in capsys.readouterr().out


def test_exporting_nothing_is_a_chinese_sentence_and_exit_code_1(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(app, ["drafts", "--export", str(home.root / "题.jsonl")]) == 1
    assert "还没有标注好的草稿" in capsys.readouterr().err
