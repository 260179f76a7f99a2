"""`zhice corpus check` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.__main__ import main

SOUND = "云雀标志办法\n第一条 为了登记云雀标志，制定本办法。\n第二条 本办法自2024年1月1日起施行。\n"
GAP = SOUND.replace("第二条", "第三条")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))


def file(folder: Path, text: str) -> str:
    path = folder / "办法.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_can_be_checked_before_it_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--path", file(tmp_path, GAP)]) == 0
    printed = capsys.readouterr().out
    assert "可疑 第 3 行 第三条：条号不连续（第一条之后是第三条）" in printed
    assert "共检查 1 份文件的结构，1 份有要看的地方：0 处错误，1 处可疑。" in printed
    main(["list", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_sound_file_gives_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--path", file(tmp_path, SOUND)]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_the_structure_of_the_catalogue_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", file(tmp_path, GAP)])
    capsys.readouterr()
    assert main(["check", "--structure", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["documents"], report["unread"]) == (1, [])
    (fault,) = report["faults"]
    assert (fault["kind"], fault["line"], fault["locator"]) == ("条号不连续", 3, "第三条")


def test_only_the_documents_named_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", file(tmp_path, GAP)])
    main(["add", file(tmp_path, SOUND.replace("云雀", "白鹭"))])
    capsys.readouterr()
    main(["list", "--json"])
    egret = next(row["id"] for row in json.loads(capsys.readouterr().out) if "白鹭" in row["title"])
    assert main(["check", egret, "--structure"]) == 0
    assert "共检查 1 份文件的结构，0 份" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--path", str(tmp_path / "没有.txt")]) == 1
    assert "没有检查 没有.txt：路径不存在" in capsys.readouterr().err


def test_documents_and_files_are_not_mixed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "doc-1", "--path", "甲.txt"]) == 1
    assert "请分两次检查" in capsys.readouterr().err


def test_a_document_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "doc-nothing", "--structure"]) == 1
    assert "doc-nothing" in capsys.readouterr().err


def test_the_catalogue_check_speaks_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", file(tmp_path, SOUND)])
    capsys.readouterr()
    assert main(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"documents": 1, "problems": []}
