"""「设置」 over HTTP: what is saved, what is shown, and where the key never goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.saved_settings import read_settings, saved_values
from tests.assistant.pages.site_for_tests import FROM_OURSELVES, Served, serve_in_test
from tests.streaming_endpoint import StreamingEndpoint, streaming_endpoint

KEY = "sk-lark-1234567890-abcd"
URL = "http://127.0.0.1:9/v1"
FORM = {"llm_url": URL, "llm_model": "lark", "llm_key": KEY, "llm_max_tokens": "700"}


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return serve_in_test(tmp_path, [])


@pytest.fixture
def own(served: Served) -> Iterator[TestClient]:
    served.client.headers.update(FROM_OURSELVES)
    yield served.client
    served.client.close()


@pytest.fixture
def endpoint() -> Iterator[StreamingEndpoint]:
    with streaming_endpoint() as serving:
        yield serving


def send(own: TestClient, form: dict[str, str], *, status: int = 200) -> str:
    """The page that follows."""
    answer = own.post("/settings", data=form, follow_redirects=True)
    assert answer.status_code == status
    return answer.text


def field(page: str, name: str) -> str:
    """The input or select of a name."""
    found = re.search(
        rf'<(input|select) name="{name}".*?>(?:(?<=select>).*?</select>)?', page, re.S
    )
    assert found is not None
    return found[0]


def test_what_is_saved_holds_and_is_shown_again(own: TestClient, served: Served) -> None:
    page = send(own, FORM)
    assert "已保存" in page
    settings = read_settings(served.home)
    assert (settings.llm_url, settings.llm_model, settings.llm_max_tokens) == (URL, "lark", 700)
    assert f'value="{URL}"' in field(page, "llm_url")
    assert 'value="700"' in field(page, "llm_max_tokens")


def test_saving_takes_effect_without_a_restart(own: TestClient, served: Served) -> None:
    before = served.asker.refreshed
    send(own, FORM)
    assert served.asker.refreshed == before + 1


def test_the_key_is_written_and_never_shown(own: TestClient, served: Served) -> None:
    page = send(own, FORM)
    assert read_settings(served.home).llm_key.get_secret_value() == KEY
    assert KEY not in page
    assert "已设置，末四位 abcd" in page
    assert "value=" not in field(page, "llm_key")


def test_of_a_short_key_nothing_is_shown(own: TestClient) -> None:
    page = send(own, {**FORM, "llm_key": "abc123wxyz"})
    assert "密钥（已设置）" in page
    assert "wxyz" not in page


def test_an_empty_key_field_keeps_the_key(own: TestClient, served: Served) -> None:
    send(own, FORM)
    send(own, {**FORM, "llm_key": "", "llm_url": f"{URL}/chat"})
    assert saved_values(served.home)["llm_key"] == KEY


@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.1:10/v1", "https://127.0.0.1:9/v1", "http://evil.example/v1", ""]
)
def test_a_key_does_not_go_to_another_server(
    own: TestClient, served: Served, elsewhere: str
) -> None:
    send(own, FORM)
    page = send(own, {**FORM, "llm_key": "", "llm_url": elsewhere})
    assert "llm_key" not in saved_values(served.home)
    assert "没有带过去" in page


def test_a_key_can_be_forgotten(own: TestClient, served: Served) -> None:
    send(own, FORM)
    assert "没有带过去" not in send(own, {**FORM, "llm_key": "", "forget_key": "1"})
    assert "llm_key" not in saved_values(served.home)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"llm_url": "file:///etc/passwd"}, "http://"),
        ({"llm_url": "http://me:secret@models/v1"}, "用户名"),
        ({"llm_url": "http://169.254.169.254/latest"}, "不是大模型接口"),
        ({"llm_max_tokens": "9"}, "一次回答的篇幅"),
        ({"llm_max_tokens": "很多"}, "应填数字"),
        ({"llm_timeout_seconds": "nan"}, "一次回答最多等"),
        ({"llm_structured": "perhaps"}, "请从列出的几项里选"),
        ({"llm_model": "a" * 501}, "太长"),
        ({"llm_model": "a\u202eb"}, "看不见"),
        ({"llm_key": f"{KEY}\r\nx: y"}, "密钥里有不该有的字符"),
        ({"llm_key": "密钥"}, "密钥里有不该有的字符"),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_saved(
    own: TestClient, served: Served, change: dict[str, str], said: str
) -> None:
    page = send(own, {**FORM, **change}, status=400)
    assert said in page
    assert KEY not in page
    assert saved_values(served.home) == {}


def test_what_the_environment_gives_is_shown_as_such_and_stays(
    own: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(own, FORM)
    monkeypatch.setenv("ZHICE_LLM_MODEL", "wren")
    monkeypatch.setenv("ZHICE_LLM_KEY", "sk-other-key-0987654321")
    page = send(own, {"llm_url": URL, "llm_model": "tit"})
    assert 'value="wren"' in field(page, "llm_model")
    assert "disabled" in field(page, "llm_model")
    assert "disabled" in field(page, "llm_key")
    assert "由环境变量 ZHICE_LLM_MODEL 设定" in page
    assert "sk-other-key" not in page
    assert saved_values(served.home)["llm_model"] == "lark"
    assert saved_values(served.home)["llm_key"] == KEY


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "", "origin": "http://evil.example"}],
)
def test_another_web_site_can_neither_save_nor_try(
    own: TestClient, served: Served, headers: dict[str, str]
) -> None:
    for form in (FORM, {**FORM, "try": "1"}):
        assert own.post("/settings", data=form, headers=headers).status_code == 403
    assert saved_values(served.home) == {}


def test_a_connection_that_works_is_reported_with_its_speed(
    own: TestClient, endpoint: StreamingEndpoint
) -> None:
    endpoint.says("一、", "二、", "三")
    page = send(own, {**FORM, "llm_url": endpoint.url, "try": "1"})
    assert "一、二、三" in page
    assert "接口可用" in page
    assert "毫秒" in page
    assert endpoint.keys == [f"Bearer {KEY}"]


def test_a_connection_that_fails_is_reported_without_the_key(
    own: TestClient, endpoint: StreamingEndpoint, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint.status = 401
    endpoint.script = lambda send: send(f'{{"error": {{"message": "bad {KEY}"}}}}'.encode())
    page = send(own, {**FORM, "llm_url": endpoint.url, "try": "1"})
    assert "没有通过" in page
    assert "HTTP 401" in page
    assert KEY not in page + caplog.text


def test_without_an_address_there_is_nothing_to_try(own: TestClient) -> None:
    assert "没有填接口地址" in send(own, {"llm_url": "", "try": "1"})


def test_the_reply_of_a_server_is_text_on_the_page(
    own: TestClient, endpoint: StreamingEndpoint
) -> None:
    endpoint.says("<img src=x onerror=alert(1)>")
    page = send(own, {**FORM, "llm_url": endpoint.url, "try": "1"})
    assert "<img" not in page
    assert "&lt;img" in page


def test_a_damaged_file_is_named(own: TestClient, served: Served) -> None:
    served.home.settings.write_text(f'{{"llm_key": "{KEY}"', encoding="utf-8")
    page = own.get("/settings")
    assert page.status_code == 400
    assert served.home.settings.name in page.text
    assert KEY not in page.text


def test_settings_can_be_made_while_the_assistant_is_being_opened(tmp_path: Path) -> None:
    opening = serve_in_test(tmp_path, [], is_open=False)
    opening.client.headers.update(FROM_OURSELVES)
    assert "已保存" in send(opening.client, FORM)
    assert read_settings(opening.home).llm_model == "lark"
    opening.client.close()
