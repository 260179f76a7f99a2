"""「语料」, driven in a real headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.browser import faint_texts, on_site, overflow, served
from tests.assistant.pages.site_for_tests import fill, some_documents

pytestmark = pytest.mark.browser

RULES = some_documents()[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    fill(home, some_documents())
    return home


@pytest.fixture(scope="module")
def address(home: Home) -> Iterator[str]:
    with served(home.root) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with on_site(browser, address) as page:
        yield page


@pytest.fixture
def narrow(browser: Browser, address: str) -> Iterator[Page]:
    with on_site(browser, address, width=390) as page:
        yield page


def test_choosing_a_filter_shows_what_fits_at_an_address_of_its_own(page: Page) -> None:
    page.goto("/corpus")
    page.locator("select[name=status]").select_option("已废止")
    expect(page.locator(".zc-documents li")).to_have_count(1)
    assert "status=" in page.url
    assert "level=" not in page.url
    page.reload()
    expect(page.locator(".zc-documents li")).to_have_count(1)


def test_the_kinds_are_one_click_away_and_say_how_many(page: Page) -> None:
    page.goto("/corpus")
    page.get_by_role("link", name="专利 1").click()
    expect(page.locator(".zc-title")).to_have_text("一种散热装置")


def test_a_search_is_typed_and_sent_with_enter(page: Page) -> None:
    page.goto("/corpus")
    page.keyboard.press("Tab")
    page.get_by_role("searchbox").fill("奖励")
    page.keyboard.press("Enter")
    expect(page.locator(".zc-title")).to_have_text("南沙区云雀标志奖励措施")


def test_a_line_of_the_outline_leads_to_its_clause(page: Page) -> None:
    page.goto("/corpus")
    page.locator(".zc-title", has_text="云雀标志登记办法").first.click()
    page.locator(".zc-tree a", has_text="第三条").click()
    target = page.locator(":target")
    expect(target).to_have_text("第三条")
    expect(target).to_be_in_viewport()


def test_a_cited_clause_is_in_view_below_the_header_and_marked(page: Page) -> None:
    start = RULES.text.index("独立设计")
    page.goto(f"/corpus/{RULES.id}?at={start}-{start + 4}#at")
    mark = page.locator("mark")
    expect(mark).to_have_text("独立设计")
    expect(mark).to_be_in_viewport()
    header, box = page.locator(".zc-top").bounding_box(), mark.bounding_box()
    assert header is not None
    assert box is not None
    assert box["y"] >= header["height"]


def test_uploads_are_reported_file_by_file(page: Page, tmp_path: Path) -> None:
    good, bad = tmp_path / "星灯认证规则.txt", tmp_path / "坏.pdf"
    good.write_text("星灯认证规则\n第一条 星灯认证每年一次。\n", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 broken")
    page.goto("/corpus/upload")
    page.locator("[type=file]").set_input_files([good, bad])
    expect(page.locator("[data-chosen]")).to_contain_text("坏.pdf")
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="读入报告")).to_be_visible()
    expect(page.locator(".zc-card", has_text="未读入")).to_contain_text("坏.pdf")
    page.get_by_role("link", name="星灯认证规则").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("星灯认证规则")


def test_staff_correct_a_date_and_see_it_at_once(page: Page, home: Home) -> None:
    (one,) = [s for s in Catalogue(home.catalogue).summaries() if s.title == "云雀标志续展口径"]
    page.goto(f"/corpus/{one.id}")
    page.locator(".zc-parts").get_by_role("link", name="更正").click()
    page.get_by_label("施行日期").fill("2020-05-01")
    page.get_by_label("理由（必填").fill("依公告第3号")
    page.get_by_label("更正人（必填）").fill("李四")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("status")).to_contain_text("更正已生效")
    expect(page.locator(".zc-title-block")).to_contain_text("现行有效")
    expect(page.locator("#history")).to_contain_text("依公告第3号")


@pytest.mark.parametrize("where", ["/corpus", f"/corpus/{RULES.id}", "/corpus/upload"])
def test_nothing_runs_off_a_narrow_screen(narrow: Page, where: str) -> None:
    narrow.goto(where)
    assert overflow(narrow) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["/corpus", f"/corpus/{RULES.id}"])
def test_all_text_stands_out_from_its_ground(
    browser: Browser, address: str, scheme: str, where: str
) -> None:
    with on_site(browser, address, scheme=scheme) as page:
        page.goto(where)
        assert faint_texts(page, ".zc-top, .zc-main") == []


def test_filters_are_folded_away_on_a_narrow_screen(narrow: Page) -> None:
    narrow.goto("/corpus")
    expect(narrow.locator("select[name=level]")).to_be_hidden()
    narrow.get_by_role("button", name="更多筛选").click()
    expect(narrow.locator("select[name=level]")).to_be_focused()


def test_the_chat_leads_to_the_corpus_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="语料").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("语料")
    page.get_by_role("link", name="问答").click()
    page.wait_for_selector("#zc-thread .zc-thread")
