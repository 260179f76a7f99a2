"""One workbench over the planted field for the tests that only read it."""

from __future__ import annotations

import pytest

from assistant.layout.workbench import Workbench
from tests.assistant.layout.planted_bench import planted_bench


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Shared: read it, never change it; what it surveyed once it keeps."""
    return planted_bench(tmp_path_factory.mktemp("planted"))
