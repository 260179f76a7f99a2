"""The chat page, driven in a real headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.conversations import ConversationStore, Feedback
from corpus.home import Home
from tests.assistant.browser import Heard, ask, faint_texts, opened, served
from tests.assistant.scripted_asker import HOSTILE, RECOMMENDED
from tests.assistant.scripted_page import GATE, SLOW_GATE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with served(home) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[tuple[Page, Heard]]:
    with opened(browser, address) as visit:
        yield visit


@pytest.fixture
def page(visit: tuple[Page, Heard]) -> Page:
    return visit[0]


def test_an_example_question_is_answered_with_a_mark_on_every_sentence(page: Page) -> None:
    page.click("text=优势企业的专利申请可以走优先审查吗？")
    page.wait_for_selector(".zc-answer footer")
    sentences = page.locator(".zc-sentence")
    assert [sentences.nth(n).locator(".zc-cite").count() for n in range(4)] == [2, 1, 1, 1]


def test_sentences_appear_one_after_another(page: Page) -> None:
    page.evaluate(
        """() => {
          window.counts = new Set();
          new MutationObserver(() =>
            window.counts.add(document.querySelectorAll(".zc-sentence").length)
          ).observe(document.querySelector("#zc-thread"), { childList: true, subtree: true });
        }"""
    )
    ask(page, "可以优先审查吗")
    assert {1, 2, 3, 4} <= set(page.evaluate("[...window.counts]"))


def test_a_mark_opens_its_clause_with_the_quote_highlighted(page: Page) -> None:
    ask(page, "可以优先审查吗")
    page.locator(".zc-cite").nth(1).click()
    assert page.inner_text(".zc-clause mark") == RECOMMENDED.quote


def test_the_clause_stands_in_its_surrounding_text_with_its_badges(page: Page) -> None:
    ask(page, "可以优先审查吗")
    page.locator(".zc-cite").nth(1).click()
    expect(page.locator(".zc-clause .zc-text")).to_contain_text("第四条　请求应当在网上提交")
    assert page.inner_text(".zc-clause .zc-badges").split() == ["现行有效", "A", "原文可查"]


def test_the_clause_leads_to_its_place_in_the_corpus(page: Page) -> None:
    ask(page, "可以优先审查吗")
    page.locator(".zc-cite").nth(1).click()
    place = page.get_by_role("link", name="在语料中查看")
    start, end = RECOMMENDED.start, RECOMMENDED.end
    expect(place).to_have_attribute("href", f"/corpus/priority?at={start}-{end}#at")


def test_an_address_can_name_the_conversation_to_show(page: Page, address: str) -> None:
    ask(page, "商标法何时施行")
    number = page.evaluate("sessionStorage.getItem('zhice-conversation')")
    page.click("#zc-new")
    page.wait_for_selector(".zc-welcome")
    page.goto(f"{address}/?conversation={number}")
    expect(page.locator(".zc-question p").first).to_have_text("商标法何时施行")
    assert page.url == f"{address}/"


def test_escape_closes_the_clause_and_gives_focus_back_to_its_mark(page: Page) -> None:
    ask(page, "可以优先审查吗")
    page.locator(".zc-cite").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".zc-clause")
    page.keyboard.press("Escape")
    expect(page.locator(".zc-clause")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.ref") == "2"


def test_a_refusal_names_its_reason_and_its_nearest_clause_opens(page: Page) -> None:
    ask(page, "在火星上申请专利要多久")
    expect(page.locator(".zc-refusal .zc-reason")).to_have_text("资料库里没有能回答这个问题的依据")
    page.locator(".zc-refusal .zc-source").first.click()
    expect(page.locator(".zc-clause mark")).to_be_visible()


def test_a_panel_stays_open_while_the_next_answer_comes(page: Page) -> None:
    ask(page, "可以优先审查吗")
    page.click(".zc-how > summary")
    ask(page, "商标法何时施行")
    expect(page.locator(".zc-how[open]")).to_have_count(1)
    expect(page.locator(".zc-how").first).to_have_attribute("open", "")


def test_on_a_phone_each_row_of_a_table_is_a_card_with_its_columns_named(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, width=390, height=844) as (page, _):
        ask(page, "列表")
        first = page.locator(".zc-answer-table td").first
        named = first.evaluate("(cell) => getComputedStyle(cell, '::before').content")
        assert named == '"情形"'
        expect(page.locator(".zc-answer-table tr").nth(1).locator(".zc-cite")).to_have_count(1)


def test_a_thumb_down_with_its_reason_is_stored(page: Page, home: Path) -> None:
    ask(page, "可以优先审查吗")
    page.click("[data-rate=down]")
    page.click("text=已经过时")
    page.click(".zc-why button[type=submit]")
    expect(page.locator(".zc-thanks")).to_have_text("已记下：已经过时")
    number = int(page.locator(".zc-turn").get_attribute("data-turn") or 0)
    stored = ConversationStore(Home(home).conversations).turn(number)
    assert stored.feedback == Feedback(liked=False, reason="已经过时")


def test_the_export_is_a_markdown_file_with_footnotes(page: Page) -> None:
    ask(page, "可以优先审查吗")
    with page.expect_download() as download:
        page.click(".zc-export")
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename.endswith(".md")
    assert "[^1-2]: 《专利优先审查管理办法（演示）》第一章 › 第三条 › （二）" in saved


def test_a_renamed_conversation_keeps_its_name_and_a_deleted_one_is_gone(page: Page) -> None:
    ask(page, "可以优先审查吗")
    page.locator("[aria-current] [data-rename]").click()
    page.keyboard.type("改过的名字")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current] .zc-open")).to_contain_text("改过的名字")
    page.locator("[aria-current] [data-delete]").click()
    page.locator("[aria-current] [data-delete]").click()
    expect(page.locator("#zc-history")).not_to_contain_text("改过的名字")


def test_the_day_and_place_chosen_are_the_ones_asked_for(page: Page) -> None:
    page.fill("#zc-as-of input", "2027-03-01")
    page.fill("#zc-region input", "江苏省/苏州市")
    page.press("#zc-region input", "Enter")
    ask(page, "可以优先审查吗")
    expect(page.locator(".zc-question small")).to_have_text(
        "江苏省/苏州市 · 以 2027-03-01 的有效文本为准"
    )


def test_an_upload_is_reported_file_by_file(page: Page, tmp_path: Path) -> None:
    names = ["通知《甲》.txt", "坏.pdf"]
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")
    page.click("text=添加资料")
    page.set_input_files("#zc-upload input[type=file]", [tmp_path / name for name in names])
    expect(page.locator(".zc-report li")).to_have_text(
        ["已收入 通知《甲》.txt", "没有收入 坏.pdf：文件已损坏。"]
    )


def test_hostile_text_stays_text(visit: tuple[Page, Heard]) -> None:
    page, heard = visit
    ask(page, f"列表{HOSTILE}")
    page.locator(".zc-how > summary").click()
    page.locator(".zc-how details summary").click()
    page.wait_for_timeout(200)
    assert page.locator("#zc-shell img, #zc-shell script").count() == 0
    page.click("#zc-new")
    page.wait_for_selector(".zc-welcome")
    ask(page, f"攻击{HOSTILE}")
    page.locator(".zc-cite").first.click()
    page.wait_for_selector(".zc-clause")
    assert HOSTILE in page.inner_text(".zc-clause mark")
    assert HOSTILE in page.inner_text(".zc-question p")
    assert page.locator("#zc-shell img, #zc-shell script").count() == 0
    assert page.locator(".zc-clause dd a").count() == 0  # its source is a javascript: address
    assert heard.dialogs == []


def test_no_request_leaves_this_machine_and_no_script_fails(visit: tuple[Page, Heard]) -> None:
    page, heard = visit
    ask(page, "可以优先审查吗")
    page.locator(".zc-cite").first.click()
    page.wait_for_selector(".zc-clause")
    page.click("#zc-new")
    page.wait_for_selector(".zc-welcome")
    assert (heard.outside, heard.errors) == ([], [])


def test_a_phone_shows_everything_without_sideways_scrolling(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, width=390, height=844) as (page, _):
        for question in ("攻击", "列表"):
            ask(page, question)
            page.locator(".zc-how > summary").last.click()
            page.locator(".zc-how details summary").last.click()
        page.locator(".zc-cite").first.click()
        page.wait_for_selector(".zc-clause")
        box = page.locator(".zc-clause").bounding_box()
        wide = page.evaluate(
            """() => [...document.querySelectorAll("#zc-main *, #zc-panel *, #zc-header *")]
              .filter((n) => n.checkVisibility() && n.getBoundingClientRect().right > 391
                && !n.closest(".sr-only")).map((n) => n.className)"""
        )
        assert box is not None
        assert box["y"] > 150  # a sheet at the bottom: the answer stays in sight
        assert (page.evaluate("document.documentElement.scrollWidth"), wide) == (390, [])


def test_on_a_phone_the_history_opens_as_a_drawer(browser: Browser, address: str) -> None:
    with opened(browser, address, width=390, height=844) as (page, _):
        expect(page.locator("#zc-new")).not_to_be_visible()
        page.click("[data-drawer]")
        page.click("#zc-new")
        expect(page.locator(".zc-welcome")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Browser, address: str, scheme: str) -> None:
    with opened(browser, address, scheme=scheme) as (page, _):
        for question in ("可以优先审查吗", "商标法", "减缴多少", "火星"):
            ask(page, question)
        page.locator("[data-rate=down]").last.click()
        page.wait_for_selector(".zc-why")
        ask(page, "列表")
        page.locator(".zc-how > summary").last.click()
        page.locator(".zc-how details summary").last.click()
        page.locator(".zc-cite").first.click()
        page.wait_for_selector(".zc-clause")
        page.wait_for_timeout(400)  # colours fade in
        assert faint_texts(page, "#zc-header, #zc-side, #zc-main, #zc-panel") == []


def test_dark_mode_follows_the_system(browser: Browser, address: str) -> None:
    with opened(browser, address, scheme="dark") as (page, _):
        fill = page.evaluate(
            "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"
        )
        assert fill == "rgb(19, 23, 28)"


def test_a_slow_answer_does_not_hold_up_another_user(
    browser: Browser, address: str, home: Path
) -> None:
    with opened(browser, address) as (slow, _), opened(browser, address) as (quick, _):
        slow.fill("#zc-question textarea", "慢")
        slow.press("#zc-question textarea", "Enter")
        slow.wait_for_selector(".zc-waiting")
        ask(quick, "可以优先审查吗")
        assert slow.locator(".zc-waiting").count() == 1
        (home / SLOW_GATE).touch()
        slow.wait_for_selector(".zc-answer footer")


def test_an_unexpected_error_shows_no_details_and_keeps_the_question(page: Page) -> None:
    page.fill("#zc-question textarea", "崩溃")
    page.press("#zc-question textarea", "Enter")
    expect(page.locator(".zc-error")).to_contain_text("程序内部出错")
    expect(page.locator("#zc-question textarea")).to_have_value("崩溃")
    assert "secret" not in page.content()


def test_another_start_on_the_same_folder_brings_the_conversations_back(
    browser: Browser, page: Page, home: Path
) -> None:
    ask(page, "可以优先审查吗")
    with served(home, how="fails") as again, opened(browser, again) as (later, _):
        expect(later.locator(".zc-status")).to_contain_text("磁盘空间不足，请腾出空间。")
        later.locator("[data-open]").first.click()
        expect(later.locator(".zc-sentence")).to_have_count(4)


def test_the_page_takes_questions_while_the_assistant_is_being_opened(
    browser: Browser, tmp_path: Path
) -> None:
    with served(tmp_path, how="gated") as address, opened(browser, address) as (page, _):
        expect(page.locator(".zc-status progress")).to_be_visible()
        page.fill("#zc-question textarea", "可以优先审查吗")
        page.press("#zc-question textarea", "Enter")
        expect(page.locator(".zc-waiting")).to_contain_text("正在建立索引 30%")
        (tmp_path / GATE).touch()
        page.wait_for_selector(".zc-answer footer")
        expect(page.locator(".zc-status")).not_to_be_visible()
