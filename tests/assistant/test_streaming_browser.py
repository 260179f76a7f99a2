"""An answer that a language model words, as it comes to the page in a real Chromium."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.browser import ask, opened, served
from tests.streaming_endpoint import DONE, Send, StreamingEndpoint, event, streaming_endpoint

pytestmark = pytest.mark.browser

QUESTION = "云雀标志的保护期是多久？"
RIGHT = "云雀标志的保护期为八年，自登记之日起计算[1]。\n"
INVENTED = "代理费一律全免[1]。\n展会补贴五十万元[1]。\n会费减免三成[1]。\n"
CLAUSE = "云雀标志登记办法第五条"
"""Asks for a clause by its number, which no model is needed for."""


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StreamingEndpoint, str]]:
    with page_over_model(tmp_path_factory.mktemp("patient"), seconds=60) as serving:
        yield serving


@pytest.fixture
def endpoint(patient: tuple[StreamingEndpoint, str]) -> Iterator[StreamingEndpoint]:
    patient[0].dropped.clear()
    yield patient[0]
    patient[0].script = lambda send: None


@pytest.fixture
def page(browser: Browser, patient: tuple[StreamingEndpoint, str]) -> Iterator[Page]:
    with opened(browser, patient[1]) as (page, _):
        page.wait_for_selector(".zc-status.is-ready", state="attached", timeout=60_000)
        yield page


@contextmanager
def page_over_model(home: Path, *, seconds: float) -> Iterator[tuple[StreamingEndpoint, str]]:
    with (
        streaming_endpoint() as endpoint,
        served(home, how=f"{endpoint.url} {seconds}", module="tests.assistant.model_page") as at,
    ):
        yield endpoint, at


def says_in_two_parts(endpoint: StreamingEndpoint, first: str, second: str) -> threading.Event:
    """The second part of the reply is held back until the event is set."""
    go_on = threading.Event()

    def script(send: Send) -> None:
        send(event(first))
        while not go_on.wait(0.05):
            send(b": still here\n\n")
        send(event(second) + DONE)

    endpoint.script = script
    return go_on


def put(page: Page, question: str) -> None:
    page.fill("#zc-question textarea", question)
    page.press("#zc-question textarea", "Enter")


def test_a_checked_sentence_shows_before_the_reply_has_ended(
    page: Page, endpoint: StreamingEndpoint
) -> None:
    go_on = says_in_two_parts(endpoint, f"{RIGHT}登记", "机构应当自收到登记申请之日起")
    put(page, f"请问{QUESTION}")
    expect(page.locator(".zc-draft .zc-sentence")).to_have_count(1)
    expect(page.locator(".zc-draft")).to_contain_text("保护期为八年")
    assert page.locator(".zc-answer footer").count() == 0
    go_on.set()
    page.wait_for_selector(".zc-answer footer")
    expect(page.locator(".zc-meta")).to_contain_text("大模型撰写")


def test_nothing_unchecked_is_shown_at_any_time(page: Page, endpoint: StreamingEndpoint) -> None:
    page.evaluate(
        """() => {
          window.seen = "";
          new MutationObserver(() => (window.seen += document.querySelector("#zc-thread").innerText)
          ).observe(document.querySelector("#zc-thread"), { childList: true, subtree: true });
        }"""
    )
    go_on = says_in_two_parts(endpoint, f"{RIGHT}代理费一律全免[1]。\n", "展会补贴五")
    put(page, f"想问{QUESTION}")
    expect(page.locator(".zc-draft .zc-sentence")).to_have_count(1)
    go_on.set()
    page.wait_for_selector(".zc-answer footer")
    assert "全免" not in page.evaluate("window.seen")
    assert "展会" not in page.evaluate("window.seen")


def test_when_the_draft_falls_its_sentences_are_replaced_and_the_notice_says_so(
    page: Page, endpoint: StreamingEndpoint
) -> None:
    go_on = says_in_two_parts(endpoint, "云雀标志的保护期为八年[1]。\n", INVENTED)
    put(page, f"那么{QUESTION}")
    expect(page.locator(".zc-draft")).to_contain_text("保护期为八年。")
    go_on.set()
    expect(page.locator(".zc-notices")).to_contain_text("全部撤下，改为条文摘录")
    expect(page.locator(".zc-says")).to_contain_text("保护期为八年，自登记之日起计算。")
    expect(page.locator(".zc-meta")).to_contain_text("摘录条文作答")


def test_the_place_in_the_queue_is_shown(
    browser: Browser,
    page: Page,
    endpoint: StreamingEndpoint,
    patient: tuple[StreamingEndpoint, str],
) -> None:
    go_on = says_in_two_parts(endpoint, RIGHT, "")
    with opened(browser, patient[1]) as (second, _), opened(browser, patient[1]) as (third, _):
        put(page, f"一问{QUESTION}")
        expect(page.locator(".zc-draft")).to_be_visible()
        put(second, f"二问{QUESTION}")
        expect(second.locator(".zc-waiting")).to_contain_text("前面还有 1 个问题")
        put(third, f"三问{QUESTION}")
        expect(third.locator(".zc-waiting")).to_contain_text("前面还有 2 个问题")
        go_on.set()
        for each in (page, second, third):
            each.wait_for_selector(".zc-answer footer")


def test_a_closed_tab_ends_its_request_to_the_model(
    browser: Browser, endpoint: StreamingEndpoint, patient: tuple[StreamingEndpoint, str]
) -> None:
    endpoint.stalls_after(RIGHT)
    with opened(browser, patient[1]) as (leaving, _):
        put(leaving, f"走之前问{QUESTION}")
        expect(leaving.locator(".zc-draft")).to_be_visible()
    assert endpoint.dropped.wait(30)


def test_a_page_loaded_again_reads_on(page: Page, endpoint: StreamingEndpoint) -> None:
    go_on = says_in_two_parts(endpoint, f"{RIGHT}登记", "机构应当自收到登记申请之日起")
    put(page, f"重新打开前问{QUESTION}")
    expect(page.locator(".zc-draft")).to_contain_text("保护期为八年")
    page.reload()
    expect(page.locator(".zc-draft")).to_contain_text("保护期为八年")
    assert not endpoint.dropped.is_set()
    go_on.set()
    page.wait_for_selector(".zc-answer footer")
    expect(page.locator(".zc-turn")).to_have_count(1)
    expect(page.locator(".zc-meta")).to_contain_text("大模型撰写")


def test_another_conversation_opened_meanwhile_stays_open_and_ends_the_request(
    page: Page, endpoint: StreamingEndpoint
) -> None:
    endpoint.stalls_after(RIGHT)
    put(page, f"换题前问{QUESTION}")
    expect(page.locator(".zc-draft")).to_be_visible()
    page.click("#zc-new")
    assert endpoint.dropped.wait(30)
    expect(page.locator(".zc-welcome")).to_be_visible()
    page.click("#zc-history [data-open]")
    expect(page.locator(".zc-turn")).to_contain_text(f"换题前问{QUESTION}")
    expect(page.locator(".zc-says")).to_contain_text("保护期为八年")


def test_the_panel_tells_how_an_answer_came_about_also_after_a_reload(
    page: Page, endpoint: StreamingEndpoint
) -> None:
    endpoint.says(f"{RIGHT}代理费一律全免[1]。")
    ask(page, f"再问{QUESTION}")
    page.reload()
    panel = page.locator(".zc-how")
    panel.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("删去：")
    expect(panel).to_contain_text("代理费一律全免")
    expect(panel).to_contain_text("大模型 口述模型")
    expect(panel.locator("li.is-kept b").first).to_contain_text("云雀标志登记办法")


def test_the_same_question_again_does_not_ask_the_model_and_says_so(
    page: Page, endpoint: StreamingEndpoint
) -> None:
    endpoint.says(RIGHT)
    ask(page, f"又问{QUESTION}")
    asked = len(endpoint.requests)
    page.click("#zc-new")
    expect(page.locator(".zc-how")).to_have_count(0)
    ask(page, f"又问{QUESTION}")
    page.click(".zc-how > summary")
    expect(page.locator(".zc-how")).to_contain_text("沿用它对同样的问题和条款写过的答复")
    assert len(endpoint.requests) == asked


def trickles(endpoint: StreamingEndpoint) -> None:
    def script(send: Send) -> None:
        while not endpoint.released.wait(0.05):
            send(event("的"))

    endpoint.script = script


def fails(endpoint: StreamingEndpoint) -> None:
    endpoint.status = 500


def says_without_end(endpoint: StreamingEndpoint) -> None:
    def script(send: Send) -> None:
        while not endpoint.released.is_set():
            send(event("代理费一律全免[1]。\n" * 20))

    endpoint.script = script


def says_markup(endpoint: StreamingEndpoint) -> None:
    endpoint.script = lambda send: send(b"<html><script>alert(1)</script></html>")


FAULTS: dict[str, Callable[[StreamingEndpoint], None]] = {
    "hangs": lambda endpoint: endpoint.stalls_after(),
    "half a stream": lambda endpoint: endpoint.stalls_after(RIGHT, "登记"),
    "slow loris": trickles,
    "500": fails,
    "empty": lambda endpoint: endpoint.says(""),
    "endless": says_without_end,
    "html": says_markup,
}


def test_whatever_the_model_does_a_second_tab_is_answered_and_the_first_gets_extracts_in_time(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        page_over_model(tmp_path, seconds=1) as (endpoint, at),
        opened(browser, at) as (first, heard),
        opened(browser, at) as (second, _),
    ):
        first.wait_for_selector(".zc-status.is-ready", state="attached", timeout=60_000)
        for n, (name, fault) in enumerate(FAULTS.items()):
            endpoint.status = 200
            fault(endpoint)
            put(first, f"{name}：{QUESTION}")
            ask(second, CLAUSE)
            expect(first.locator(".zc-answer footer")).to_have_count(n + 1, timeout=10_000)
            expect(first.locator(".zc-notices").last).to_contain_text("改为条文摘录")
            expect(first.locator(".zc-meta").last).to_contain_text("摘录条文作答")
        assert heard.dialogs == []
