"""Addresses of 「评测」 and the pages behind it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

EVALS = "/evals"
RUNS = f"{EVALS}/runs"
RUNNING = f"{EVALS}/running"
COMPARE = f"{EVALS}/compare"
DRAFTS = f"{EVALS}/drafts"
STATIC = f"{EVALS}/static"


def run_address(name: str) -> str:
    """One run."""
    return f"{RUNS}/{quote(name, safe='')}"


def case_address(run: str, case_id: str) -> str:
    """One question of a run."""
    return f"{run_address(run)}/cases/{quote(case_id, safe='')}"


def compare_address(before: str, after: str) -> str:
    """Two runs side by side."""
    return f"{COMPARE}?{urlencode({'before': before, 'after': after})}"


def draft_address(id_: str) -> str:
    """One draft with the form to label it."""
    return f"{DRAFTS}/{quote(id_, safe='')}"
