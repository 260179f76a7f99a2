from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.catalogue import Catalogue
from corpus.home import Home
from indexing import __main__ as commands
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path))
    monkeypatch.setattr(commands, "OnnxEmbedder", WordHashEmbedder)
    place = Home(tmp_path)
    with Catalogue(place.catalogue) as catalogue:
        catalogue.add(outlined("第一条 费用可以减缴。\n第二条 本办法施行。\n", "d1"))
    return place


def run(*arguments: str) -> str:
    result = CliRunner().invoke(commands.app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_what_is_built_is_found(home: Home) -> None:
    assert "1 份文件，2 段" in run("build")
    assert "第一条" in run("search", "减缴", "--limit", "1")


def test_info_says_what_built_the_index(home: Home) -> None:
    assert "还没有建立索引" in run("info")
    run("build")
    assert "word-hash-64" in run("info")


def test_force_builds_from_nothing(home: Home) -> None:
    run("build")
    assert "1 份文件" in run("build", "--force")


def test_a_missing_index_is_said_in_chinese(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["indexing", "search", "减缴"])
    with pytest.raises(SystemExit, match="1"):
        commands.main()
    assert "请先运行" in capsys.readouterr().err
