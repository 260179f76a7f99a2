"""Texts whose pieces must survive the pruning."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

PLAIN = (".txt", ".md", ".csv")


def texts_under(folder: Path) -> Iterator[str]:
    """Lines of plain files and every string of JSON Lines files (also gzipped), files in order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in PLAIN:
            yield from path.read_text(encoding="utf-8").splitlines()
        elif path.name.endswith((".jsonl", ".jsonl.gz")):
            yield from _strings(path)


def _strings(path: Path) -> Iterator[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    for line in text.splitlines():
        yield from (value for value in json.loads(line).values() if isinstance(value, str))
