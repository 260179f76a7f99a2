"""How long work reports its progress; the reader decides how to show it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called from time to time during work of more than two seconds."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`stage` is Chinese text for the user; `done` of `total` units, total 0 when unknown."""
        ...


def no_progress(stage: str, done: int, total: int) -> None:
    """Report nothing."""
