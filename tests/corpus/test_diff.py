"""`zhice corpus diff` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.__main__ import main
from tests.corpus.compare.made_versions import NEW, OLD


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "旧.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "新.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_it_tells_the_counts_the_substance_and_the_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["diff", "旧.txt", "新.txt"]) == 0
    out = capsys.readouterr().out
    assert "旧版 9 条，新版 11 条：新增 1" in out
    assert "[金额] 3000元 → 4000元（第四条 → 第五条）" in out
    assert "每件发明专利资助[-3000元-]{+4000元+}" in out
    assert "未变　第一条" in out


def test_changed_only_leaves_out_what_stayed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "旧.txt", "新.txt", "--changed-only"]) == 0
    out = capsys.readouterr().out
    assert "未变　第一条" not in out
    assert "仅条号变化　" not in out


def test_json_holds_offsets_that_cut_the_quotes_out_of_the_texts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["diff", "旧.txt", "新.txt", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    money = next(change for change in value["changes"] if change["category"] == "金额")
    quote = money["occurrences"][0]["new"]
    assert NEW[quote["start"] : quote["end"]] == money["new"] == "4000元"
    assert value["summary"]["kinds"]["拆分"] == 1
    clause = value["clauses"][-1]["new"][0]
    assert NEW[clause["start"] : clause["end"]] == clause["text"]


def test_markdown_and_docx_are_written_and_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "旧.txt", "新.txt", "--markdown", "比.md", "--docx", "比.docx"]) == 0
    assert "已写入 比.md\n已写入 比.docx\n" in capsys.readouterr().out
    assert (folder / "比.md").read_text(encoding="utf-8").startswith("# 版本对比")
    assert (folder / "比.docx").read_bytes().startswith(b"PK")


def test_a_place_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "旧.txt", "新.txt", "--markdown", "没有/比.md"]) == 1
    assert "写不了 没有/比.md" in capsys.readouterr().err


def test_one_document_on_both_sides_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "旧.txt", "旧.txt"]) == 1
    assert "两边是同一份文件" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named_with_its_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "空.txt").touch()
    assert main(["diff", "旧.txt", "空.txt"]) == 1
    assert "空.txt：文件是空的" in capsys.readouterr().err
