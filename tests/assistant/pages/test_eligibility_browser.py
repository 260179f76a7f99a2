"""The page 「资格与支持」, driven in a real headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.browser import on_site, overflow, served

pytestmark = pytest.mark.browser

PAGES = ("/eligibility", "/eligibility/new", "/eligibility/rules")

STORY = (
    "我们是 2020 年 5 月 6 日成立的云雀谷科技有限公司，在广州南沙，去年营收 5000 万，研发 80 万，"
    "从事细分市场 5 年了，是中型企业，2022年评上优势企业"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = Home(tmp_path_factory.mktemp("home"))
    load_builtin(Catalogue(home.catalogue))
    with served(home.root) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with on_site(browser, address) as page:
        yield page


def assessed(page: Page, address: str) -> None:
    """From a story over the form to the list of programmes."""
    page.goto(f"{address}/eligibility")
    page.fill("textarea[name=text]", STORY)
    page.click("button:has-text('读出来')")
    page.click("button:has-text('按此评估') >> nth=0")
    expect(page.locator("h1")).to_have_text("云雀谷科技有限公司")


def test_a_story_becomes_a_form_and_the_form_a_verdict(page: Page, address: str) -> None:
    assessed(page, address)
    award = page.locator(".zc-verdicts tr", has_text="南沙区知识产权示范、优势企业奖励")
    expect(award).to_contain_text("30 万元")
    page.click("td a:has-text('专精特新中小企业')")
    lacking = page.locator(".zc-verdicts tr", has_text="研发费用不低于100万元")
    expect(lacking.locator(".zc-badge").first).to_have_text("不满足")
    expect(page.locator("text=最短的路").locator("..")).to_contain_text("70 万元")


def test_a_correction_in_words_changes_the_verdict(page: Page, address: str) -> None:
    assessed(page, address)
    page.click("text=修改企业信息")
    page.fill("textarea[name=text]", "研发是 160 万")
    page.click("button:has-text('读出来')")
    expect(page.locator(".zc-read")).to_contain_text("2025 年研发费用 160 万元")
    expect(page.locator("[name='rd_expense.2025']")).to_have_value("160")
    expect(page.locator("[name='revenue.2025']")).to_have_value("5000")
    page.click("button:has-text('按此评估') >> nth=0")
    page.click("td a:has-text('专精特新中小企业')")
    met = page.locator(".zc-verdicts tr", has_text="研发费用不低于100万元")
    expect(met.locator(".zc-badge").first).to_have_text("满足")


def test_a_clause_opens_with_its_words_marked(page: Page, address: str) -> None:
    assessed(page, address)
    page.click("td a:has-text('专精特新中小企业')")
    page.locator(".zc-verdicts .zc-clause").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()


def test_what_cannot_be_read_is_marked_in_the_form(page: Page, address: str) -> None:
    page.goto(f"{address}/eligibility/new")
    page.fill("[name=staff]", "八十多人")
    page.fill("[name=name]", "<img src=x onerror=alert(1)>")
    page.locator("[name=staff]").press("Enter")
    expect(page.locator("[aria-invalid]")).to_have_attribute("name", "staff")
    expect(page.locator("[name=name]")).to_have_value("<img src=x onerror=alert(1)>")


def test_reports_and_the_calendar_arrive_under_telling_names(page: Page, address: str) -> None:
    assessed(page, address)
    for words, ending in (("报告 Word", "docx"), ("报告 Markdown", "md")):
        with page.expect_download() as download:
            page.click(f"text={words}")
        assert download.value.suggested_filename == f"云雀谷科技有限公司-资格与支持报告.{ending}"
        assert Path(download.value.path()).stat().st_size > 1000


def test_the_path_is_drawn_and_each_box_leads_to_its_programme(page: Page, address: str) -> None:
    assessed(page, address)
    box = page.locator("svg.zc-path a", has_text="国家知识产权优势企业")
    expect(box.locator(".zc-standing")).to_have_text("已获得")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("国家知识产权优势企业")


def test_another_browser_sees_nothing_of_it(browser: Browser, page: Page, address: str) -> None:
    assessed(page, address)
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator("main")).to_contain_text("没有这份企业信息")
    other.goto(f"{address}/eligibility")
    expect(other.locator("main")).not_to_contain_text("云雀谷")
    other.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_runs_out_of_the_page(
    browser: Browser, address: str, scheme: str
) -> None:
    with on_site(browser, address, width=390, scheme=scheme) as page:
        assessed(page, address)
        here = page.url
        for one in (here, f"{here}/high-tech", *PAGES):
            page.goto(one)
            assert overflow(page) <= 0, one
