"""Advice worded by a language model on its page, without a browser."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.layout.written_advice import BY_RULES
from tests.assistant.advice_endpoint import repeat_findings
from tests.assistant.layout.planted_field import LEADER
from tests.assistant.pages.layout_samples import export, layout_site, uploaded, visitor
from tests.assistant.pages.site_for_tests import Served
from tests.streaming_endpoint import StreamingEndpoint, streaming_endpoint

ADVICE, WRITING = "/layout/advice", "/layout/advice/writing"
ASKED = {"mine": LEADER}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with layout_site(tmp_path_factory.mktemp("writing")) as served:
        yield served


@pytest.fixture(scope="module")
def client(served: Served) -> TestClient:
    client = visitor(served)
    uploaded(client, export())
    return client


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[StreamingEndpoint]:
    with streaming_endpoint() as endpoint:
        monkeypatch.setenv("ZHICE_LLM_URL", endpoint.url)
        monkeypatch.setenv("ZHICE_LLM_MODEL", "写手")
        monkeypatch.setenv("ZHICE_LLM_CACHE", "false")
        yield endpoint


def begun(client: TestClient) -> tuple[str, str]:
    """The page that shows the wording, and the address that tells how far it is."""
    page = client.post(WRITING, params=ASKED, follow_redirects=False).headers["location"]
    number = re.findall(r"writing=(\w+)", page)[0]
    return page.removesuffix("#writing"), f"{WRITING}/{number}"


def ended(client: TestClient, look: str) -> None:
    for _ in range(400):
        if client.get(look).json()["over"]:
            return
        time.sleep(0.02)
    raise AssertionError("the wording does not end")


def test_without_a_model_the_page_says_where_to_set_one_up(client: TestClient) -> None:
    page = client.get(ADVICE, params=ASKED).text
    assert "用大模型改写" not in page
    assert '<a href="/settings">' in page


def test_the_rules_stand_at_once_and_the_model_is_asked_on_demand_alone(
    client: TestClient, endpoint: StreamingEndpoint
) -> None:
    page = client.get(ADVICE, params=ASKED).text
    assert "用大模型改写" in page
    assert "检索用语和自己填写的内容不发送" in page
    assert endpoint.requests == []


def test_parts_whose_draft_stands_are_shown_with_who_wrote_them(
    client: TestClient, endpoint: StreamingEndpoint
) -> None:
    repeat_findings(endpoint, behind="一定授权，可以放心使用。\n")
    page, look = begun(client)
    ended(client, look)
    shown = client.get(page).text
    assert "由大模型（写手）撰写" in shown
    assert "<s>一定授权，可以放心使用。</s>" in shown
    assert "不能得出的结论" in shown


def test_every_worded_sentence_opens_the_patents_it_inherits(
    client: TestClient, endpoint: StreamingEndpoint
) -> None:
    repeat_findings(endpoint)
    page, look = begun(client)
    ended(client, look)
    shown = client.get(page).text.split('data-part="forms"')[1]
    proofs = re.findall(r'class="zc-proof" href="([^"]+)">依据 ([\d,]+) 件', shown)
    assert proofs
    for address, number in proofs:
        assert f">{number} 件</span>" in client.get(html.unescape(address)).text


def test_the_report_of_a_worded_page_has_its_words_and_says_so(
    client: TestClient, endpoint: StreamingEndpoint
) -> None:
    repeat_findings(endpoint)
    page, look = begun(client)
    ended(client, look)
    report = re.findall(r'href="(/layout/report\.md[^"]*)"', client.get(page).text)[0]
    assert "由大模型（写手）撰写" in client.get(html.unescape(report)).text
    assert BY_RULES in client.get("/layout/report.md", params=ASKED).text


def test_while_the_model_is_silent_the_page_comes_with_the_rules(
    client: TestClient, endpoint: StreamingEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.stalls_after()
    page, look = begun(client)
    shown = client.get(page).text
    assert "正在撰写" in shown
    assert "定为核心主题" in shown
    assert client.get(look).json() == {"done": 0, "over": False}


def test_a_model_that_hangs_ends_in_the_rules_and_a_reason(
    client: TestClient, endpoint: StreamingEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_LLM_FIRST_TOKEN_SECONDS", "0.2")
    endpoint.stalls_after()
    page, look = begun(client)
    ended(client, look)
    shown = client.get(page).text
    assert "保留规则给出的文字" in shown
    assert "再试一次" in shown
    assert len(endpoint.requests) == 1


def test_a_wording_is_for_who_asked_for_it(
    served: Served, client: TestClient, endpoint: StreamingEndpoint
) -> None:
    repeat_findings(endpoint)
    page, look = begun(client)
    ended(client, look)
    stranger = visitor(served)
    assert stranger.get(look).status_code == 400
    assert "写手" not in stranger.get(page).text


def test_words_for_other_wishes_are_not_shown(
    client: TestClient, endpoint: StreamingEndpoint
) -> None:
    repeat_findings(endpoint)
    page, look = begun(client)
    ended(client, look)
    other = client.get(f"{page}&theirs=后来科技有限公司&filed=2026-01-31").text
    assert "先前的改写不再适用" in other
    assert "由大模型（写手）撰写" not in other
