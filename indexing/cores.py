"""How many cores there are for us."""

from __future__ import annotations

import os


def available_cores() -> int:
    """Cores this process may run on, at least 1: fewer than the machine has in a container."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
