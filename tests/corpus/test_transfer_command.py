"""Export, import and reposts as a user meets them on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.__main__ import main

POLICY = (
    "云州市专利资助办法\n"
    "第一条 为了鼓励云州市内的企业和个人发明创造，依据有关法律法规，结合本市实际，制定本办法。\n"
    "第二条 获得发明专利授权的，每件资助3000元，同一企业一年内资助总额不超过10万元。\n"
    "第三条 本办法自2024年1月1日起施行，有效期5年。\n"
)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "资助办法.txt"
    path.write_text(POLICY, encoding="utf-8")
    return path


def at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work at the machine with this home from now on."""
    monkeypatch.setenv("ZHICE_HOME", str(home))


def test_a_corpus_goes_from_one_machine_to_another(
    policy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at(tmp_path / "甲", monkeypatch)
    main(["add", str(policy)])
    assert main(["export", str(tmp_path / "语料.zip")]) == 0
    assert "已导出 1 份文件" in capsys.readouterr().out
    at(tmp_path / "乙", monkeypatch)
    assert main(["import", str(tmp_path / "语料.zip")]) == 0
    assert "新增 1 份，已有 0 份" in capsys.readouterr().out
    assert main(["add", str(policy)]) == 0
    assert "未变 1" in capsys.readouterr().out


def test_a_document_that_differs_here_is_named(
    policy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at(tmp_path / "甲", monkeypatch)
    main(["add", str(policy)])
    main(["export", str(tmp_path / "语料.zip")])
    at(tmp_path / "乙", monkeypatch)
    policy.write_text(POLICY.replace("3000元", "4000元"), encoding="utf-8")
    main(["add", str(policy)])
    assert main(["import", str(tmp_path / "语料.zip")]) == 0
    error = capsys.readouterr().err
    assert "保留本机的" in error
    assert "doc-" in error


def test_what_is_no_export_is_refused_in_chinese(
    policy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at(tmp_path / "甲", monkeypatch)
    assert main(["import", str(policy)]) == 1
    assert "zhice corpus add" in capsys.readouterr().err


def test_a_repost_is_told_and_shown_as_a_further_source(
    policy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at(tmp_path / "甲", monkeypatch)
    main(["add", str(policy)])
    repost = tmp_path / "转载.txt"
    repost.write_text(f"来源：云州发布 编辑：小李\n{POLICY}责任编辑：王某\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["add", str(repost)]) == 0
    told = capsys.readouterr().out
    assert "同文 1" in told
    assert "转载.txt 与《云州市专利资助办法》" in told
    main(["show", told.partition("（doc-")[2].partition("）")[0].join(("doc-", ""))])
    assert "另见：转载.txt" in capsys.readouterr().out
