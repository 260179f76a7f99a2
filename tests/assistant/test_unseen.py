from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.unseen import shown, without_unseen


@pytest.mark.parametrize(
    "unseen",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\x1b",
        "\x00",
        "\u2028",
        "\U000e0041",
    ],
)
def test_what_nobody_sees_is_left_out(unseen: str) -> None:
    assert without_unseen(f"申请{unseen}费") == "申请费"


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_what_can_be_seen_is_shown_as_it_is(text: str) -> None:
    assert unescape(shown(text)) == text


def test_lines_and_columns_stay() -> None:
    assert without_unseen("一\n二\t三") == "一\n二\t三"


def test_no_character_of_markup_is_left() -> None:
    assert not set("<>\"'") & set(shown("<a href='x' title=\"y\">&amp;"))
