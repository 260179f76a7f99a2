from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reports.report import (
    Table,
    Words,
    is_web_address,
    numbered_notes,
    without_controls,
)
from tests.assistant.reports.sample_report import DIGEST, LAW, LURE, SAMPLE


def test_notes_are_numbered_once_in_reading_order() -> None:
    assert numbered_notes(SAMPLE) == {LAW: 1, DIGEST: 2, LURE: 3}


def test_a_row_with_too_few_cells_is_no_row_of_the_table() -> None:
    with pytest.raises(ValueError, match="one cell a column"):
        Table(caption="", columns=("甲", "乙"), rows=((Words(text="一"),),))


def test_a_table_needs_as_many_widths_as_columns() -> None:
    with pytest.raises(ValueError, match="one width a column"):
        Table(caption="", columns=("甲", "乙"), rows=(), widths=(1,))


def test_columns_share_the_page_by_their_widths() -> None:
    assert Table(caption="", columns=("甲", "乙"), rows=(), widths=(3, 1)).shares == (0.75, 0.25)
    assert Table(caption="", columns=("甲", "乙"), rows=()).shares == (0.5, 0.5)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/x", ""])
def test_only_addresses_of_the_web_are_followed(link: str) -> None:
    assert not is_web_address(link)
    assert is_web_address("https://law.example/1")


@given(st.text())
def test_what_is_left_without_controls_can_be_written_to_xml(text: str) -> None:
    from lxml import etree

    element = etree.Element("p")
    element.text = without_controls(text)
    assert without_controls(element.text) == element.text


def test_marks_nobody_sees_are_left_out() -> None:
    assert without_controls("优\u200b势\u202e企\ufeff业\x07") == "优势企业"
