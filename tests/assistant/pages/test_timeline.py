"""Versions as bars on one scale of time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.pages.timeline import timeline_of
from corpus.validity import validity_chain
from tests.assistant.pages.site_for_tests import a_document

TODAY = date(2026, 11, 22)


def chain_with(*days: date | None) -> list[tuple[float | None, float | None]]:
    documents = [a_document(f"办法{n}", f"内容{n}", day=day) for n, day in enumerate(days)]
    return [(b.start, b.width) for b in timeline_of(validity_chain(documents, day=TODAY)).bars]


def test_a_later_version_begins_further_right() -> None:
    (first, _), (second, _) = chain_with(date(2018, 3, 1), date(2024, 3, 1))
    assert first is not None and second is not None and first < second


def test_a_version_without_a_first_day_is_not_drawn() -> None:
    assert (None, None) in chain_with(date(2018, 3, 1), None)


def test_what_nothing_ends_runs_to_the_edge() -> None:
    ((start, width),) = chain_with(date(2018, 3, 1))
    assert start is not None and width is not None and abs(start + width - 100) < 0.1


@given(st.lists(st.dates(date(1950, 1, 1), date(2050, 1, 1)), min_size=1, max_size=4))
def test_everything_lies_on_the_scale(days: list[date]) -> None:
    documents = [a_document(f"办法{n}", f"内容{n}", day=day) for n, day in enumerate(days)]
    timeline = timeline_of(validity_chain(documents, day=TODAY + timedelta(days=0)))
    assert 0 <= timeline.today <= 100
    assert 1 <= len(timeline.ticks) <= 8 or max(days) - min(days) < timedelta(days=400)
    assert all(0 <= place <= 100 for place, _ in timeline.ticks)
    assert all(b.start is not None and 0 <= b.start <= 100 for b in timeline.bars)
