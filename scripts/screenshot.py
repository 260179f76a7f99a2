"""Take docs/chat.png: python -m scripts.screenshot http://127.0.0.1:7860 [docs/chat.png].

Asks README's question of a page that is being served, opens the first citation and saves what is
seen at 1280 × 900. Needs `chromium` on PATH and the extra [dev].
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer
from playwright.sync_api import sync_playwright

QUESTION = "优势企业的专利申请可以走优先审查吗？"
FIRST_START_MS = 300_000
"""Until an answer is there: the first start may still be indexing."""


def main(
    address: Annotated[str, typer.Argument(help="Where the page is served.")],
    out: Annotated[Path, typer.Argument(help="The PNG to write.")] = Path("docs/chat.png"),
) -> None:
    """Ask, open a citation, save the picture."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page = context.new_page()
        page.goto(address)
        page.fill("#zc-question textarea", QUESTION)
        page.press("#zc-question textarea", "Enter")
        page.locator(".zc-answer footer").first.wait_for(timeout=FIRST_START_MS)
        page.locator(".zc-answer .zc-cite").first.click()
        page.locator(".zc-clause").first.wait_for()
        page.wait_for_timeout(800)  # the panel slides in
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    typer.run(main)
