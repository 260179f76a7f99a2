"""A served page and a headless Chromium to drive it, for tests marked `browser`."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, StorageState, sync_playwright

ROOT = Path(__file__).parents[2]
_START_SECONDS = 120.0
_TAKEN_SECONDS = 10.0
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)

_FAINT = """
(seen) => {
  const light = (rgb) => {
    const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number).slice(0, 3)
      .map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const fill = getComputedStyle(at).backgroundColor;
      if (!fill.endsWith(", 0)") && fill !== "transparent") return fill;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = [];
  for (const node of document.querySelectorAll(seen)) {
    for (const leaf of node.querySelectorAll("*")) {
      const own = [...leaf.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (!own || !leaf.checkVisibility()) continue;
      const [a, b] = [light(getComputedStyle(leaf).color), light(behind(leaf))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${leaf.className} ${leaf.textContent}`);
    }
  }
  return poor;
}
"""


@dataclass
class Heard:
    """What a page did that it should not: requests to other hosts, dialogs, script errors."""

    outside: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    home: Path, *, how: str = "now", module: str = "tests.assistant.scripted_page"
) -> Iterator[str]:
    """The page in a process of its own, by default over a `ScriptedAsker`; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", module]
    process = subprocess.Popen([*command, str(home), str(port), how], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, but fails where CI is set."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: run scripts/install_browser.sh")
        pytest.skip("chromium is missing: run scripts/install_browser.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, address: str, *, width: int = 1280, height: int = 900, scheme: str = "light"
) -> Iterator[tuple[Page, Heard]]:
    """The page in a fresh profile, ready to be asked."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="zh-CN",
    )
    page = context.new_page()
    heard = listen_to(page, address)
    page.goto(address)
    page.wait_for_selector("#zc-thread .zc-thread")
    yield page, heard
    context.close()


@contextmanager
def on_site(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    scheme: str = "light",
    known: StorageState | None = None,
) -> Iterator[Page]:
    """A browser of somebody's own, which must stay on our host and make no error.

    Args:
        known: cookies of an earlier visit.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="zh-CN",
        base_url=address,
        storage_state=known,
    )
    page = context.new_page()
    heard = listen_to(page, address)
    yield page
    assert (heard.outside, heard.dialogs, heard.errors) == ([], [], [])
    context.close()


def listen_to(page: Page, address: str) -> Heard:
    """Record what the page does from now on."""
    heard = Heard()

    def note_request(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            heard.outside.append(url)

    page.on("request", lambda request: note_request(request.url))
    page.on("pageerror", lambda error: heard.errors.append(str(error)))

    def note_error(message: ConsoleMessage) -> None:
        refused = message.location["url"] == page.url  # the page itself says no, with its reason
        if message.type == "error" and not refused:
            heard.errors.append(message.text)

    page.on("console", note_error)

    def dismiss(dialog: object) -> None:
        heard.dialogs.append(str(dialog))

    page.on("dialog", dismiss)
    return heard


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter and wait until the answer is whole.

    An Enter pressed before the event of the last answer has ended, a moment after its footer
    shows, leaves the question in the box; a person presses again, and so does this.
    """
    before = page.locator(".zc-answer footer").count()
    box = page.locator("#zc-question textarea")
    box.fill(question)
    until = time.monotonic() + _TAKEN_SECONDS
    while box.input_value() == question and time.monotonic() < until:
        box.press("Enter")
        page.wait_for_timeout(200)
    page.locator(".zc-answer footer").nth(before).wait_for()


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def faint_texts(page: Page, seen: str) -> list[str]:
    """Texts below the contrast of WCAG 2.1 AA, 4.5 to 1, each with its ratio.

    Args:
        seen: a CSS selector of what is looked through.
    """
    return [str(text) for text in page.evaluate(_FAINT, seen)]


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the page did not come up at {address}")
