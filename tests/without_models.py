"""sentence-transformers, or what it needs, as if it were not installed."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest


class _MissingModule:
    """A finder that lets one import fail, as if its dependency `missing` were not installed."""

    def __init__(self, missing: str) -> None:
        self.missing = missing

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "sentence_transformers":
            raise ModuleNotFoundError(f"No module {self.missing}", name=self.missing)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Hides the package of that name from the import of sentence-transformers."""

    def hide(missing: str) -> None:
        monkeypatch.delitem(sys.modules, "sentence_transformers", raising=False)
        monkeypatch.setattr(sys, "meta_path", [_MissingModule(missing), *sys.meta_path])

    return hide
