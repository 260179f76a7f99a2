from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from assistant.reports.charts import bars_chart, columns_chart, grid_chart


def test_letters_are_outlines_so_that_no_font_is_needed() -> None:
    assert "<text" not in bars_chart("图", ["甲公司"], [3]).svg


def test_the_same_numbers_give_the_same_picture() -> None:
    first = columns_chart("图", ["2024", "2025"], {"发明": [1, 2]})
    assert first == columns_chart("图", ["2024", "2025"], {"发明": [1, 2]})


def test_columns_that_are_not_complete_are_drawn_otherwise() -> None:
    whole = columns_chart("图", ["2024", "2025"], {"发明": [1, 2]})
    tail = columns_chart("图", ["2024", "2025"], {"发明": [1, 2]}, pale_from=1)
    assert whole.svg != tail.svg


def test_names_with_dollar_signs_are_no_formulas() -> None:
    assert bars_chart("图", ["$\\nothing{甲$"], [1]).alt == "$\\nothing{甲$ 1"


def test_the_png_shows_something() -> None:
    picture = Image.open(BytesIO(grid_chart("图", ["电池"], ["效率", "成本"], [[2, 0]]).png))
    colours = picture.convert("RGB").getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert len(colours) > 10


def test_the_axis_of_a_count_has_whole_numbers_only() -> None:
    assert bars_chart("图", ["甲公司", "乙大学"], [1, 1]).svg.count('id="xtick_') == 2


def test_a_grid_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="one line a row"):
        grid_chart("图", ["电池"], ["效率", "成本"], [[2]])


def test_an_empty_grid_is_drawn() -> None:
    assert grid_chart("图", ["电池"], ["效率"], [[0]]).svg
