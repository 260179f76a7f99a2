"""How the clauses of the shipped rules read when the rules were reviewed.

A clause whose text changes afterwards is found out by its digest, and the rule is flagged. The
file is written by `python -m scripts.record_clauses`, after a look at what changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

RECORD = Path(__file__).with_name("recorded_clauses.json")


@cache
def recorded_clauses() -> Mapping[str, str]:
    """sha256 of each clause by `references.clause_key`."""
    read: dict[str, str] = json.loads(RECORD.read_text(encoding="utf-8"))
    return MappingProxyType(read)
