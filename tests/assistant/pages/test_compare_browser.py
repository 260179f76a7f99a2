"""The page 「版本对比」, driven in a real headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.browser import on_site, overflow, served
from tests.corpus.compare.made_versions import NEW, OLD, made
from tests.corpus.sample_documents import document

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"
BOTH = "/compare?old=doc-old&new=doc-new"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = Home(tmp_path_factory.mktemp("home"))
    catalogue = Catalogue(home.catalogue)
    versions = (("doc-old", OLD, "2015"), ("doc-new", NEW, "2021"), ("doc-evil", HOSTILE, "2022"))
    for document_id, text, version in versions:
        catalogue.add(
            document(
                document_id,
                f"示例市专利资助办法{HOSTILE if document_id == 'doc-evil' else ''}",
                text=text,
                version=version,
                sections=made(text).sections,
            )
        )
    with served(home.root) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with on_site(browser, address) as page:
        yield page


def test_two_versions_stand_side_by_side_with_changed_words_marked(
    page: Page, address: str
) -> None:
    page.goto(address + BOTH)
    row = page.locator(".zc-row", has_text="第四条 → 第五条")
    expect(row.locator("del")).to_have_text("3000元")
    expect(row.locator("ins")).to_have_text("4000元")
    left, right = (row.locator(".zc-text").nth(n).bounding_box() for n in (0, 1))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]


def test_the_summary_leads_to_the_clause_in_which_a_sum_changed(page: Page, address: str) -> None:
    page.goto(address + BOTH)
    expect(page.locator(".zc-summary")).to_contain_text("旧版 9 条，新版 11 条")
    page.locator(".zc-summary li", has_text="3000元 → 4000元").locator("a").click()
    expect(page.locator(".zc-row:target h3")).to_contain_text("第四条 → 第五条")
    expect(page.locator(".zc-row:target")).to_be_in_viewport()


def test_filters_leave_changes_or_numbers_or_everything(page: Page, address: str) -> None:
    page.goto(address + BOTH)
    expect(page.locator(".zc-row")).to_have_count(7)
    page.click("text=只看数字与期限")
    expect(page.locator(".zc-row h3")).to_contain_text(["第五条", "第六条", "第十条", "第十一条"])
    page.click("text=全部条款")
    folded = page.locator(".zc-row", has_text="第七条 → 第九条")
    expect(folded.locator(".zc-text").first).not_to_be_visible()
    folded.locator("summary").click()
    expect(folded.locator(".zc-followed").last).to_have_text("第五条")


def test_both_downloads_arrive_under_a_telling_name(page: Page, address: str) -> None:
    page.goto(address + BOTH)
    for words, ending in (("下载 Markdown", "md"), ("下载 Word", "docx")):
        with page.expect_download() as download:
            page.click(f"text={words}")
        assert download.value.suggested_filename == f"示例市专利资助办法（2015与2021对比）.{ending}"
        assert Path(download.value.path()).stat().st_size > 1000


def test_versions_of_one_instrument_are_offered_first(page: Page, address: str) -> None:
    page.goto(address + "/compare")
    page.click(".zc-pairs a:text-is('示例市专利资助办法')")
    expect(page.locator("h1")).to_have_text("版本对比")
    expect(page.locator(".zc-sides section").first).to_contain_text("2015")


def test_any_two_documents_can_be_named_in_the_fields(page: Page, address: str) -> None:
    page.goto(address + "/compare")
    page.fill("[name=old]", "示例市专利资助办法@2015")
    page.fill("[name=new]", "doc-ne")
    page.click("button:text-is('对比')")
    expect(page.locator(".zc-row").first).to_be_visible()


def test_what_cannot_be_told_is_said_above_the_fields(page: Page, address: str) -> None:
    page.goto(address + "/compare?old=doc-old&new=没有的")
    expect(page.locator("[role=alert]")).to_contain_text("没有找到「没有的」")
    expect(page.locator("[name=old]")).to_have_value("doc-old")
    page.goto(address + "/compare?old=doc-old&new=doc-old")
    expect(page.locator("[role=alert]")).to_contain_text("两边是同一份文件")


def test_markup_in_documents_stays_text_and_strange_pairs_are_remarked_on(
    page: Page, address: str
) -> None:
    page.goto(address + "/compare?old=doc-old&new=doc-evil")
    expect(page.locator("[role=alert]")).to_contain_text("多半不是同一文件的两个版本")
    assert page.locator("main img").count() == 0
    expect(page.locator(".zc-rows")).to_contain_text(HOSTILE)


def test_a_phone_shows_the_versions_one_below_the_other(browser: Browser, address: str) -> None:
    with on_site(browser, address, width=390) as page:
        page.goto(BOTH)
        row = page.locator(".zc-row", has_text="第四条 → 第五条")
        upper, lower = (row.locator(".zc-text").nth(n).bounding_box() for n in (0, 1))
        assert upper is not None
        assert lower is not None
        assert upper["y"] + upper["height"] <= lower["y"]
        assert overflow(page) <= 0
