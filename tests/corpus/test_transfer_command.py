"""Export, import and reposts as a user meets them on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.__main__ import main

POLICY = (
    "云州市专利资助办法\n"
    "第一条 为了鼓励云州市内的企业和个人发明创造，依据有关法律法规，结合本市实际，制定本办法。\n"
    "第二条 获得发明专利授权的，每件资助3000元，同一企业一年内资助总额不超过10万元。\n"
    "第三条 本办法自2024年1月1日起施行，有效期5年。\n"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def policy(tmp_path: Path) -> str:
    path = tmp_path / "资助办法.txt"
    path.write_text(POLICY, encoding="utf-8")
    return str(path)


@pytest.fixture
def export(tmp_path: Path) -> str:
    return str(tmp_path / "语料.zip")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the machine named first: its code, what it says, its errors."""

    def run_at(machine: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("ZHICE_HOME", str(tmp_path / machine))
        code = main(list(arguments))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_at


def test_a_corpus_goes_from_one_machine_to_another(run: Run, policy: str, export: str) -> None:
    run("甲", "add", policy)
    code, out, _ = run("甲", "export", export)
    assert (code, "已导出 1 份文件" in out) == (0, True)
    code, out, _ = run("乙", "import", export)
    assert (code, "新增 1 份，已有 0 份" in out) == (0, True)
    code, out, _ = run("乙", "add", policy)
    assert (code, "未变 1" in out) == (0, True)


def test_a_document_that_differs_here_is_named(run: Run, policy: str, export: str) -> None:
    run("甲", "add", policy)
    run("甲", "export", export)
    Path(policy).write_text(POLICY.replace("3000元", "4000元"), encoding="utf-8")
    run("乙", "add", policy)
    code, _, error = run("乙", "import", export)
    assert code == 0
    assert "保留本机的" in error
    assert "doc-" in error


def test_what_is_no_export_is_refused_in_chinese(run: Run, policy: str) -> None:
    code, _, error = run("甲", "import", policy)
    assert (code, "zhice corpus add" in error) == (1, True)


def test_a_repost_is_told_and_shown_as_a_further_source(
    run: Run, policy: str, tmp_path: Path
) -> None:
    run("甲", "add", policy)
    repost = tmp_path / "转载.txt"
    repost.write_text(f"来源：云州发布 编辑：小李\n{POLICY}责任编辑：王某\n", encoding="utf-8")
    code, told, _ = run("甲", "add", str(repost))
    assert code == 0
    assert "同文 1" in told
    assert "转载.txt 与《云州市专利资助办法》" in told
    id_ = told.partition("（doc-")[2].partition("）")[0]
    _, shown, _ = run("甲", "show", f"doc-{id_}")
    assert "另见：转载.txt" in shown
