from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.__main__ import app, run
from tests.streaming_endpoint import StreamingEndpoint, streaming_endpoint

KEY = "sk-lark-1234567890"


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[StreamingEndpoint]:
    with streaming_endpoint() as serving:
        monkeypatch.setenv("ZHICE_LLM_URL", serving.url)
        monkeypatch.setenv("ZHICE_LLM_MODEL", "lark-1b")
        monkeypatch.setenv("ZHICE_LLM_KEY", KEY)
        yield serving


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(app, ["model", "check"])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_a_model_that_answers_is_reported_with_its_speed(
    endpoint: StreamingEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint.says("一、", "二、", "三")
    code, out, err = check(capsys)
    assert (code, err) == (0, "")
    assert endpoint.url in out
    assert "lark-1b" in out
    assert "一、二、三" in out
    assert "毫秒" in out
    assert "接口可用" in out


def test_the_key_is_said_to_be_there_and_never_shown(
    endpoint: StreamingEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint.status = 401
    _, out, err = check(capsys)
    assert "密钥：已设置" in out
    assert KEY not in out + err


def test_what_failed_is_said_with_what_to_look_at(
    endpoint: StreamingEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint.status = 404
    code, _, err = check(capsys)
    assert code == 1
    assert "没有通过" in err
    assert "HTTP 404" in err
    assert "/v1" in err


def test_a_model_that_says_nothing_is_no_success(
    endpoint: StreamingEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint.says("")
    assert "没有写出内容" in check(capsys)[1]


def test_without_an_address_the_variables_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHICE_LLM_URL", "")
    code, _, err = check(capsys)
    assert code == 1
    assert "ZHICE_LLM_URL" in err


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ('{"sentences": [{"claim": "天空是蓝色的。", "clauses": [1]}]}', "结构化输出：支持"),
        ("天空是蓝色的[1]。", "结构化输出：接口不支持"),
    ],
)
def test_where_json_is_to_be_asked_for_it_is_tried(
    endpoint: StreamingEndpoint,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reply: str,
    said: str,
) -> None:
    monkeypatch.setenv("ZHICE_LLM_STRUCTURED", "auto")
    endpoint.says(reply)
    code, out, _ = check(capsys)
    assert code == 0
    assert said in out
    assert "response_format" in endpoint.requests[-1]
