"""How hypothesis runs, and the browser that tests marked `browser` drive.

No test depends on how busy the machine is; CI repeats its examples.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOW_IS_FINE = [HealthCheck.too_slow]
settings.register_profile("local", deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; no longer than a module, as its event loop bars `asyncio.run`."""
    from tests.assistant.browser import chromium  # most runs drive no browser

    with chromium() as browser:
        yield browser
