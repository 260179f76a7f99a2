"""Long lists in pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evals.page.paging import page_of


@given(total=st.integers(0, 60), size=st.integers(1, 10))
def test_the_pages_together_hold_every_item_once(total: int, size: int) -> None:
    def page(number: int) -> list[int]:
        found = page_of(range(total), size=size, address="/x", query={"page": str(number)})
        return list(found.items)

    pages = page_of(range(total), size=size, address="/x", query={}).pages
    assert [item for number in range(pages) for item in page(number + 1)] == list(range(total))


@given(st.text() | st.integers().map(str))
def test_whatever_page_is_asked_for_there_is_one(wanted: str) -> None:
    found = page_of(range(30), size=10, address="/x", query={"page": wanted})
    assert 1 <= found.number <= 3


def test_filters_stay_in_the_address_of_another_page() -> None:
    found = page_of(range(30), size=10, address="/x", query={"q": "专利&费", "page": "2", "c": ""})
    assert found.address(3) == "/x?q=%E4%B8%93%E5%88%A9%26%E8%B4%B9&page=3"
