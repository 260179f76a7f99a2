"""The corpus commands as a user runs them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import read_corpus
from corpus.__main__ import main
from corpus.catalogue import Catalogue
from corpus.errors import StatutesMissingError

POLICY = (
    "广州市专利资助办法\n第一条 为了鼓励发明，制定本办法。\n第二条 本办法自2024年1月1日起施行。\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "资助办法.txt"
    path.write_text(POLICY, encoding="utf-8")
    return path


def _id(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    main(["list", "--json"])
    return str(json.loads(capsys.readouterr().out)[0]["id"])


def test_add_tells_what_went_in(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(policy)]) == 0
    assert "新增 1" in capsys.readouterr().out


def test_add_names_skipped_files_and_succeeds_when_something_was_read(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空.txt").touch()
    assert main(["add", str(policy), str(tmp_path / "空.txt")]) == 0
    assert "空.txt：文件是空的" in capsys.readouterr().err


def test_add_fails_when_nothing_could_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "没有.txt"]) == 1
    assert "没有.txt：路径不存在" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["add"], ["add", "--statutes", "some"], ["list", "--kind", "错"], ["list", "--x"]]
)
def test_wrong_arguments_are_told_in_chinese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr().err.startswith("命令行参数有误：")


def test_list_shows_title_and_status(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(policy)])
    main(["list"])
    out = capsys.readouterr().out
    assert "广州市专利资助办法" in out
    assert "现行有效" in out


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--region", "广东"], 1),
        (["--region", "北京"], 0),
        (["--kind", "专利"], 0),
        (["--kind", "政策"], 1),
        (["--status", "现行有效"], 1),
        (["--status", "已废止"], 0),
    ],
)
def test_list_can_be_narrowed(
    policy: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], count: int
) -> None:
    main(["add", str(policy)])
    capsys.readouterr()
    main(["list", "--json", *arguments])
    assert len(json.loads(capsys.readouterr().out)) == count


def test_an_unknown_place_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--region", "火星"]) == 1
    assert "不认识的地名" in capsys.readouterr().err


def test_show_takes_the_beginning_of_an_id(
    policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(policy)])
    assert main(["show", _id(capsys)[:8]]) == 0
    assert POLICY.strip().splitlines()[1] in capsys.readouterr().out


def test_show_as_json_is_the_document(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(policy)])
    main(["show", _id(capsys), "--json"])
    assert json.loads(capsys.readouterr().out)["title"] == "广州市专利资助办法"


def test_show_names_the_elements_of_an_official_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "某知发〔2025〕3号\n关于申报专利资助的通知\n各有关单位：\n"
        + "请按时申报。" * 30
        + "\n某市知识产权局\n2025年3月4日\n",
        encoding="utf-8",
    )
    main(["add", str(notice)])
    capsys.readouterr()

    main(["show", _id(capsys)])

    shown = capsys.readouterr().out.split("\n")
    at = shown.index("公文要素：")
    assert shown[at + 1 : at + 7] == [
        "  发文字号：某知发〔2025〕3号",
        "  标题：关于申报专利资助的通知",
        "  主送机关：各有关单位",
        "  正文：（180 字）",
        "  发文机关署名：某市知识产权局",
        "  成文日期：2025年3月4日",
    ]


def test_an_unknown_id_exits_1_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "doc-nothing"]) == 1
    assert capsys.readouterr().err.startswith("语料库里没有编号为 doc-nothing")


def test_remove_takes_a_document_out(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(policy)])
    main(["remove", _id(capsys)])
    assert "已删除《广州市专利资助办法》" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_of_a_sound_catalogue_succeeds(
    policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(policy)])
    assert main(["check"]) == 0
    assert "共 1 份文件，0 处损坏或矛盾" in capsys.readouterr().out


def test_check_of_a_damaged_catalogue_fails(
    policy: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    main(["add", str(policy)])
    connection = sqlite3.connect(home / "catalogue.sqlite3")
    with connection:
        connection.execute("UPDATE documents SET document = '{'")
    connection.close()
    assert main(["check"]) == 1
    assert "记录已损坏" in capsys.readouterr().out


def test_missing_statutes_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from corpus import builtin

    def missing(*_: object) -> None:
        raise StatutesMissingError("没有安装法律法规数据。请运行 pip install zhice[statutes]。")

    monkeypatch.setattr(builtin, "load_statutes", missing)
    assert main(["add", "--statutes", "ip"]) == 1
    assert "zhice[statutes]" in capsys.readouterr().err


def test_an_interruption_exits_130_and_leaves_a_catalogue(
    policy: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(read_corpus, "add_paths", interrupted)
    assert main(["add", str(policy)]) == 130
    assert capsys.readouterr().err.startswith("已中断：")
    assert Catalogue(home / "catalogue.sqlite3").summaries() == ()


def test_ctrl_c_in_a_real_run_exits_130_with_one_chinese_line(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_text(POLICY.replace("专利", f"第{number}类专利"), "utf-8")
    command = [sys.executable, "-c", _INTERRUPTS_ITSELF, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (130, 1)


_INTERRUPTS_ITSELF = f"""
import os, signal, sys, threading
from corpus.__main__ import main
from corpus.read_corpus import add_paths
threading.Timer(1.0, os.kill, (os.getpid(), {int(signal.SIGINT)})).start()
sys.exit(main(["add", sys.argv[1]]))
"""
