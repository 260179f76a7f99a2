"""Which program reads files: what a newer one reads may differ."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_STAGE = Path(__file__).parent
_MADE_OF = ("*.py", "*.toml")


@cache
def program_fingerprint() -> str:
    """16 hex digits of the code and tables that turn files into documents."""
    whole = hashlib.sha256()
    for path in sorted(path for pattern in _MADE_OF for path in _STAGE.glob(pattern)):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def file_digest(path: Path) -> str | None:
    """Of a file's name, which says things too, and its bytes; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256")
    except OSError:
        return None
    content.update(path.name.encode(errors="surrogateescape"))
    return content.hexdigest()
