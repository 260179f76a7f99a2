"""Finds the real material that lies beside the checkout and stays out of the repository."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """The path of a file or folder under shared/data; skips the test when it is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no shared material at ../shared/data/{'/'.join(parts)}")
    return path
