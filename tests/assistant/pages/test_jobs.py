"""Background work of the pages."""

from __future__ import annotations

import time

import pytest

from assistant.errors import AssistantError
from assistant.pages.jobs import Jobs


def test_a_job_is_found_and_listed_for_its_owner_alone() -> None:
    jobs: Jobs[str] = Jobs()
    number = jobs.start(["a.csv"], lambda tell: "done", owner="me")
    until = time.monotonic() + 10
    while not jobs.find(number, owner="me").is_over and time.monotonic() < until:
        time.sleep(0.01)
    assert jobs.find(number, owner="me").report == "done"
    assert [found for found, _ in jobs.recent(owner="me")] == [number]
    assert jobs.recent(owner="you") == []
    with pytest.raises(AssistantError):
        jobs.find(number, owner="you")
