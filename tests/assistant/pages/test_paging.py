"""Long lists a page at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.pages.paging import page_of


@given(st.text(max_size=12) | st.integers(-5, 50).map(str), st.integers(0, 200))
def test_any_page_asked_for_is_one_there_is(written: str, count: int) -> None:
    at, pages = page_of({"page": written}, count, each=20)
    assert 1 <= at.number <= pages
    assert at.first == (at.number - 1) * 20
    assert at.first < max(count, 1)


def test_the_last_page_holds_the_rest() -> None:
    at, pages = page_of({"page": "3"}, 41, each=20)
    assert (at.first, pages) == (40, 3)
