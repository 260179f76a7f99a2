from __future__ import annotations

import random

import pytest
from scipy.stats import hypergeom

from assistant.layout.cross_table import CrossTable, cross_table
from assistant.layout.thin_cells import FEWEST_EXPECTED, THIN, thin_cells
from tests.assistant.layout.planted_field import record


def _table(labels: list[tuple[str, str]]) -> CrossTable:
    """One record for each pair of row and column."""
    records = [record(at) for at in range(len(labels))]
    given = {r.id: pair for r, pair in zip(records, labels, strict=True)}
    return cross_table(
        records,
        lambda r: [given[r.id][0]],
        lambda r: [given[r.id][1]],
        rows=sorted({row for row, _ in labels}),
        columns=sorted({column for _, column in labels}),
    )


def test_the_chance_is_that_of_the_hypergeometric_distribution() -> None:
    labels = [("甲", "丁")] * 80 + [("乙", "丙")] * 40 + [("乙", "丁")] * 40 + [("甲", "丙")]
    (cell,) = thin_cells(_table(labels))
    assert (cell.row, cell.column) == ("甲", "丙")
    assert cell.expected == pytest.approx(81 * 41 / 161)
    chance = hypergeom.cdf(1, 161, 41, 81)
    # Of four cells tested, the one across has the same chance: both are second at worst.
    assert cell.p_value == pytest.approx(chance * 4 / 2, rel=1e-6, abs=0)


def test_the_correction_counts_the_cells_of_the_columns_asked_about_alone() -> None:
    labels = [("甲", "丁")] * 80 + [("乙", "丙")] * 40 + [("乙", "丁")] * 40 + [("甲", "丙")]
    (cell,) = thin_cells(_table(labels), columns=["丙"])

    assert cell.p_value == pytest.approx(hypergeom.cdf(1, 161, 41, 81) * 2, rel=1e-6, abs=0)
    assert thin_cells(_table(labels), columns=["丁"]) == ()


def test_a_cell_that_is_empty_because_everything_is_rare_is_not_thin() -> None:
    labels = [("甲", "丁")] * 200 + [("乙", "丁")] * 200 + [("乙", "丙")] * 8
    assert thin_cells(_table(labels)) == ()


def test_a_cell_that_one_of_many_would_be_by_chance_is_not_thin() -> None:
    pairs = [(row, column) for row in "甲乙丙丁戊己" for column in "ABCDEF"]
    labels = [pair for pair in pairs for _ in range(1 if pair == ("甲", "A") else 7)]
    table = _table(labels)
    expected = 36 * 36 / len(labels)
    assert expected >= FEWEST_EXPECTED
    assert len(table.patents_at("甲", "A")) <= THIN * expected
    assert thin_cells(table) == ()


def test_a_cell_that_is_merely_below_its_share_is_not_thin() -> None:
    labels = [("甲", "丙")] * 20 + [("甲", "丁")] * 60 + [("乙", "丙")] * 60 + [("乙", "丁")] * 60
    assert thin_cells(_table(labels)) == ()


def test_labels_drawn_at_random_leave_hardly_ever_a_thin_cell() -> None:
    found = 0
    for seed in range(60):
        draw = random.Random(seed)
        labels = [(draw.choice("甲乙丙丁"), draw.choice("ABCDEF")) for _ in range(400)]
        found += bool(thin_cells(_table(labels)))
    assert found <= 3


def test_an_empty_table_has_no_thin_cell() -> None:
    assert thin_cells(CrossTable(rows=(), columns=(), cells=())) == ()
