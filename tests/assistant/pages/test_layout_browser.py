"""「专利布局」, driven in a real headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.browser import on_site, overflow, served
from tests.assistant.pages.layout_samples import export

pytestmark = pytest.mark.browser

_DRAWN = "[data-chart=applicants].is-drawn .points path"
PAGES = (
    "/layout?q=蜂箱温控模组的加热垫&at=0",
    "/layout/landscape",
    "/layout/patents",
    "/layout/lists",
    "/layout/names?q=公司",
    "/layout/compare?mine=领头仪器有限公司&theirs=后来科技有限公司",
    "/layout/advice?mine=领头仪器有限公司&filed=2026-03-31",
    "/layout/nearest",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = Home(tmp_path_factory.mktemp("home"))
    load_builtin(Catalogue(home.catalogue))
    with served(home.root, module="tests.assistant.pages.scripted_layout") as address:
        yield address


@pytest.fixture(scope="module")
def owner(browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> StorageState:
    """The cookies of a browser that has uploaded a private list."""
    with on_site(browser, address) as page:
        upload(page, tmp_path_factory.mktemp("export"))
        return page.context.storage_state()


def upload(page: Page, folder: Path) -> None:
    """Upload the invented field and wait until it is in."""
    path = folder / "同行清单.csv"
    path.write_bytes(export(hostile=3))
    page.goto("/layout")
    page.locator("[type=file]").first.set_input_files(path)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("h1")).to_have_text("导入完成", timeout=30_000)


def test_from_an_upload_over_a_scope_to_the_patents_behind_a_bar(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with on_site(browser, address) as page:
        upload(page, tmp_path)
        page.goto("/layout")
        page.locator("textarea[name=q]").fill("蜂箱温控模组的加热垫")
        page.locator("input[name=at]").fill("0")  # sends the form by itself
        expect(page.locator("#found h2")).to_contain_text("范围内")
        page.get_by_role("link", name="看全景").click()
        bar = page.locator(_DRAWN).first
        expect(bar).to_be_visible(timeout=20_000)
        page.locator("[data-chart=applicants]").scroll_into_view_if_needed()
        box = bar.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 6, box["y"] + box["height"] / 2)
        page.mouse.click(box["x"] + 6, box["y"] + box["height"] / 2)
        page.wait_for_url("**/layout/patents?**part=applicants**")
        expect(page.locator("h1")).to_contain_text("申请人：")
        expect(page.locator(".zc-hits li").first).to_be_visible()
        page.locator(".zc-hits a").first.click()
        expect(page.get_by_role("heading", name="最接近的专利")).to_be_visible()


def test_another_browser_sees_nothing_of_a_private_list(
    browser: Browser, address: str, owner: StorageState
) -> None:
    with on_site(browser, address, known=owner) as page:
        page.goto("/layout/lists")
        expect(page.locator("main")).to_contain_text("同行清单")
    with on_site(browser, address) as stranger:
        stranger.goto("/layout/lists")
        expect(stranger.locator("main")).to_contain_text("还没有清单")
        stranger.goto("/layout")
        expect(stranger.locator("main")).to_contain_text("还没有专利清单")


def test_markup_in_titles_and_names_stays_text_in_charts_too(
    browser: Browser, address: str, owner: StorageState
) -> None:
    with on_site(browser, address, known=owner) as page:
        page.goto("/layout/landscape?q=粗装置&at=0")
        expect(page.locator("[data-map].is-drawn .points path").first).to_be_visible(timeout=20_000)
        labels = page.locator("[data-chart=applicants] .ytick text")
        assert any("＜a" in text for text in labels.all_text_contents())
        assert page.locator(".js-plotly-plot svg a").count() == 0
        assert page.locator("img[src=x]").count() == 0


def test_a_chart_is_saved_as_a_picture(browser: Browser, address: str, owner: StorageState) -> None:
    with on_site(browser, address, known=owner) as page:
        page.goto("/layout/landscape")
        expect(page.locator(_DRAWN).first).to_be_visible(timeout=20_000)
        for ending, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
            with page.expect_download() as download:
                page.locator(f"[data-tools=applicants] [data-save={ending}]").click()
            assert download.value.suggested_filename == f"applicants.{ending}"
            assert Path(download.value.path()).read_bytes().startswith(start)


def test_on_a_phone_no_page_is_wider_than_the_screen(
    browser: Browser, address: str, owner: StorageState
) -> None:
    with on_site(browser, address, known=owner, width=390) as page:
        for path in PAGES:
            page.goto(path)
            if path == "/layout/landscape":
                expect(page.locator(_DRAWN).first).to_be_visible(timeout=20_000)
            assert overflow(page) <= 0, path
        page.locator("textarea[name=text]").fill("一种蜂箱，包括巢框；其特征在于：设有加热垫")
        page.get_by_role("button", name="比对").click()
        expect(page.locator(".zc-cover")).to_be_visible()
        assert overflow(page) <= 0


def test_the_figures_are_reached_by_keyboard(
    browser: Browser, address: str, owner: StorageState
) -> None:
    with on_site(browser, address, known=owner) as page:
        page.goto("/layout/landscape")
        table = page.locator("#applicants .zc-data")
        table.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("申请人：")
