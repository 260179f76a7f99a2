"""`zhice layout advise` and `report` where a language model is configured."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.layout.written_advice import BY_RULES
from tests.assistant.advice_endpoint import repeat_findings
from tests.assistant.layout.planted_bench import export_file
from tests.assistant.layout.planted_field import LEADER
from tests.streaming_endpoint import StreamingEndpoint, streaming_endpoint
from zhice import main

Run = Callable[..., tuple[int, str]]
ASKED = ("advise", "珊瑚礁巡检艇", "--mine", LEADER)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("worded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHICE_HOME", str(folder / "home"))
        with pytest.raises(SystemExit):
            main(("layout", "import", str(export_file(folder, rows=60))))
    return folder / "home"


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[StreamingEndpoint]:
    with streaming_endpoint() as endpoint:
        monkeypatch.setenv("ZHICE_LLM_URL", endpoint.url)
        monkeypatch.setenv("ZHICE_LLM_MODEL", "写手")
        monkeypatch.setenv("ZHICE_LLM_FIRST_TOKEN_SECONDS", "5")
        monkeypatch.setenv("ZHICE_LLM_CACHE", "false")
        yield endpoint


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ZHICE_HOME", str(home))

    def call(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(("layout", *arguments))
        return int(ended.value.code or 0), capsys.readouterr().out

    return call


def who(out: str) -> set[str]:
    sections = json.loads(out)["sections"]
    return {sentence["written_by"] for section in sections for sentence in section["sentences"]}


def test_json_says_of_every_sentence_who_worded_it(run: Run, endpoint: StreamingEndpoint) -> None:
    repeat_findings(endpoint)
    code, out = run(*ASKED, "--json")
    sections = json.loads(out)["sections"]
    worded = [section for section in sections if section["drafted"]]
    assert code == 0
    assert worded
    assert all(section["model"] == "写手" for section in worded)
    assert all(
        sentence["patents"] or sentence["citations"]
        for section in worded
        for sentence in section["sentences"]
        if sentence["written_by"] == "model"
    )
    assert "model" in who(out)


def test_by_rules_nobody_is_asked(run: Run, endpoint: StreamingEndpoint) -> None:
    _, out = run(*ASKED, "--by-rules", "--json")
    assert who(out) == {"rules"}
    assert endpoint.requests == []


def test_a_model_that_invents_is_found_out_and_named(run: Run, endpoint: StreamingEndpoint) -> None:
    endpoint.says("本领域共有 98765 件专利[1]。\n一定授权，可以放心使用[2]。")
    _, out = run(*ASKED)
    assert "98765" not in out
    assert "放心使用" not in out
    assert "保留规则给出的文字：大模型写的内容多半与依据对不上" in out


def test_a_model_that_hangs_is_asked_once_and_the_rules_stand(
    run: Run, endpoint: StreamingEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_LLM_FIRST_TOKEN_SECONDS", "0.3")
    endpoint.stalls_after()
    code, out = run(*ASKED, "--json")
    assert code == 0
    assert who(out) == {"rules"}
    assert len(endpoint.requests) == 1
    notices = {section["notice"] for section in json.loads(out)["sections"]} - {""}
    assert len(notices) == 1


def test_the_report_says_in_its_method_who_worded_the_advice(
    run: Run, endpoint: StreamingEndpoint, tmp_path: Path
) -> None:
    repeat_findings(endpoint)
    asked = ("report", *ASKED[1:], "--output")
    run(*asked, str(tmp_path / "一.md"))
    run(*asked, str(tmp_path / "二.md"), "--by-rules")
    worded, ruled = ((tmp_path / f"{name}.md").read_text("utf-8") for name in "一二")
    assert "由大模型（写手）撰写" in worded
    assert "[^1]:" in worded
    assert BY_RULES in ruled
    assert "大模型（" not in ruled


def test_a_format_nobody_writes_is_told_before_the_model_is_asked(
    run: Run, endpoint: StreamingEndpoint, tmp_path: Path
) -> None:
    code, _ = run("report", "珊瑚礁巡检艇", "--output", str(tmp_path / "报告.doc"))
    assert code == 1
    assert endpoint.requests == []
