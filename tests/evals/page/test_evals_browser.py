"""「评测」 in a real headless Chromium: from a thumb down to a case that is run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.__main__ import run as run_command
from corpus.home import Home
from corpus.progress import Progress, no_progress
from evals import measured
from evals.__main__ import app
from evals.page.addresses import case_address, compare_address, draft_address, run_address
from evals.stored_runs import read_run
from indexing.embed import OnnxEmbedder
from tests.assistant.browser import ask, faint_texts, on_site, overflow, served
from tests.assistant.small_corpus import make_assistant
from tests.evals.page.evals_site import MODULE, keep_run
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
)
from tests.evals.some_drafts import a_draft, drafts_in

pytestmark = pytest.mark.browser

QUESTION = "云雀标志的保护期是几年？"
WAITING = a_draft()
CASES = (ANSWERABLE, UNANSWERABLE)
ADDRESSES = (
    "/evals",
    "/evals/compare",
    run_address("20260101-a"),
    case_address("20260101-a", "a"),
    compare_address("20260101-a", "20260102-b"),
    "/evals/drafts",
    draft_address(WAITING.id),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two runs, and a draft that waits."""
    home, questions = Home(tmp_path_factory.mktemp("home")), [case.question for case in CASES]
    right = ScriptedAssistant(dict(zip(questions, (answer(), refusal()), strict=True)))
    keep_run(home, "20260101-a", right, CASES)
    keep_run(home, "20260102-b", ScriptedAssistant(dict.fromkeys(questions, refusal())), CASES)
    drafts_in(home.root).add([WAITING])
    return home


@pytest.fixture(scope="module")
def address(home: Home) -> Iterator[str]:
    with served(home.root, module=MODULE) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with on_site(browser, address) as page:
        yield page


def dislike(page: Page, why: str) -> None:
    """Ask, press the thumb and say why."""
    page.goto("/")
    page.wait_for_selector("#zc-thread .zc-thread")
    ask(page, QUESTION)
    page.click("[data-rate=down]")
    page.fill(".zc-why input", why)
    page.press(".zc-why input", "Enter")
    page.wait_for_selector(".zc-thanks")


def label(page: Page) -> None:
    """Fill the form in from the keyboard and the offered clauses."""
    page.check("[name=answerable][value=yes]")
    page.fill("[name=facts]", "八年 | 8年")
    page.locator(".zc-sources label", has_text="云雀标志登记办法》第四条").first.click()
    page.select_option("[name=category]", "time_limit")
    page.fill("[name=who]", "张三")
    page.press("[name=who]", "Control+Enter")


def test_a_thumb_down_becomes_a_case_that_is_run(
    page: Page, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dislike(page, "没答到点上")
    page.click(".zc-nav >> text=评测")
    page.click("text=草稿")
    page.click("text=收集新的")
    page.click(f"a.zc-title >> text={QUESTION}")
    expect(page.locator("main")).to_contain_text("没答到点上")
    label(page)
    expect(page.locator("h1")).to_have_text(WAITING.question)
    page.goto("/evals/drafts")
    page.click("text=现在评测这些题")
    expect(page.locator(".zc-message")).to_contain_text("1 道题里对了 1 道", timeout=30_000)

    def opened(_: Home | None = None, *, progress: Progress = no_progress) -> measured.Measured:
        return measured.measured_over(make_assistant(home, OnnxEmbedder()), home)

    monkeypatch.setattr(measured, "open_measured", opened)
    monkeypatch.setenv("ZHICE_HOME", str(home.root))
    file, run = tmp_path / "题.jsonl", tmp_path / "run"
    assert run_command(app, ["drafts", "--export", str(file)]) == 0
    assert run_command(app, ["run", str(file), "--out", str(run)]) == 0
    (row,) = read_run(run).rows
    assert (row.case.question, row.values["right"]) == (QUESTION, 1.0)


def test_only_the_fields_of_the_chosen_kind_of_label_are_shown(page: Page) -> None:
    page.goto(draft_address(WAITING.id))
    page.check("[value=no]")
    assert [page.is_visible(f"[name={name}]") for name in ("facts", "reason")] == [False, True]
    page.check("[value=yes]")
    assert [page.is_visible(f"[name={name}]") for name in ("facts", "reason")] == [True, False]


def test_the_first_field_that_is_wrong_has_the_focus(page: Page) -> None:
    page.goto(draft_address(WAITING.id))
    page.check("[value=yes]")
    page.select_option("[name=category]", "amount")
    page.fill("[name=who]", "张三")
    page.click("text=保存，看下一道")
    expect(page.locator("#fault-facts")).to_be_visible()
    assert page.evaluate("document.activeElement.name") == "facts"


def test_a_filter_has_an_address_of_its_own(page: Page) -> None:
    page.goto(run_address("20260102-b"))
    page.locator("[name=outcome]").select_option("right")
    expect(page.locator(".zc-questions > li")).to_have_count(1)
    assert "outcome=right" in page.url


def test_nothing_is_wider_than_a_phone_and_the_two_answers_stand_below_each_other(
    browser: Browser, address: str
) -> None:
    with on_site(browser, address, width=390) as narrow:
        for one in ADDRESSES:
            narrow.goto(one)
            assert (one, overflow(narrow)) == (one, 0)
        narrow.goto(compare_address("20260101-a", "20260102-b"))
        first, second = (narrow.locator(".zc-side").nth(n).bounding_box() for n in (0, 1))
        assert first is not None and second is not None
        assert (first["x"], first["y"] < second["y"]) == (second["x"], True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(browser: Browser, address: str, scheme: str) -> None:
    with on_site(browser, address, scheme=scheme) as page:
        for one in ADDRESSES:
            page.goto(one)
            assert (one, faint_texts(page, "body")) == (one, [])
