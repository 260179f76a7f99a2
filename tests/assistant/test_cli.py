from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import zhice
from assistant.live_assistant import Assistant
from corpus.errors import CatalogueError

QUESTION = "云雀标志的保护期是多久？"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, assistant: Assistant) -> None:
    """Every command opens the small corpus."""
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("assistant.open_assistant.open_assistant", lambda *_, **__: assistant)


def exit_code(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        zhice.main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_an_answer_is_printed_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("ask", QUESTION, *DAY) == 0
    assert "出处：" in capsys.readouterr().out


def test_a_refusal_is_an_answer_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("ask", "怎么办", *DAY) == 0
    assert capsys.readouterr().err == ""


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code("ask", QUESTION, *DAY, "--json")
    row = json.loads(capsys.readouterr().out)
    assert row["question"] == QUESTION
    assert row["as_of"] == "2026-11-22"


def test_a_batch_is_one_object_a_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"question": "怎么办", "id": 1}\nbad\n', encoding="utf-8")
    assert exit_code("ask", "--batch", str(path), *DAY) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["id"] == 1
    assert "error" in second


def test_search_prints_a_list_of_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code("search", "保护期", "--limit", "2", *DAY, "--json")
    rows = json.loads(capsys.readouterr().out)
    promised = {"document_id", "title", "locator", "text", "score", "start", "end", "status"}
    assert [set(row) for row in rows] == [promised, promised]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", ""), "问题是空的"),
        (("ask", "专" * 5001), "5000"),
        (("ask", QUESTION, "--as-of", "abc"), "abc"),
        (("ask", QUESTION, "--region", "火星"), "火星"),
        (("ask", QUESTION, "--region", "朝阳区"), "不止一处"),
        (("ask", "--batch", "no-such-file.jsonl"), "no-such-file.jsonl"),
        (("ask",), "二者选一"),
        (("ask", QUESTION, "--batch", "x.jsonl"), "二者选一"),
        (("ask", QUESTION, "--nope"), "没有 --nope 这个选项"),
        (("ask", "优先", "审查"), "多出了“审查”"),
        (("nope",), "没有 nope 这个命令"),
        (("search",), "缺少"),
        (("search", ""), "空"),
        (("search", "保护期", "--limit", "0"), "--limit 不能小于 1"),
        (("search", "保护期", "--limit", "many"), "--limit 要写成数字"),
        (("serve", "--port", "99999"), "--port 不能大于 65535"),
        (("corpus", "show", "nope"), "nope"),
        (("corpus", "list", "--kind", "菜单"), "--kind 只能是"),
        (("corpus", "add"), "请给出要导入的文件"),
        (("corpus", "add", ""), "路径是空的"),
    ],
)
def test_bad_input_gets_a_chinese_sentence_and_exit_code_1(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert exit_code(*arguments) == 1
    error = capsys.readouterr().err
    assert words in error
    assert "Invalid" not in error
    assert "Traceback" not in error


def test_an_interrupt_ends_with_130(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.open_assistant.open_assistant", interrupted)
    assert exit_code("ask", QUESTION) == 130
    assert "已中断" in capsys.readouterr().err


def test_an_error_of_a_stage_is_said_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise CatalogueError("目录打不开。请检查磁盘。")

    monkeypatch.setattr("assistant.open_assistant.open_assistant", broken)
    assert exit_code("ask", QUESTION) == 1
    assert capsys.readouterr().err == "目录打不开。请检查磁盘。\n"


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("ask", "--help") == 0
    assert capsys.readouterr().err == ""


def test_a_reader_that_stops_early_sees_no_traceback(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-c", "import zhice; zhice.main(['corpus', 'list'])"],
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "ZHICE_HOME": str(tmp_path / "home")},
        check=False,
    )
    os.close(writer)
    assert ended.stderr == b""
