from __future__ import annotations

import pandas as pd

from assistant.layout.cross_table import cross_table, leading_labels
from tests.assistant.layout.planted_field import SUBJECTS, planted_field


def test_the_cells_are_those_of_a_pandas_crosstab() -> None:
    field = planted_field()
    years = sorted({str(r.filing_year) for r in field.records})
    table = cross_table(
        field.records,
        lambda r: [field.subject[r.id]],
        lambda r: [str(r.filing_year)],
        rows=list(SUBJECTS),
        columns=years,
    )
    expected = pd.crosstab(
        pd.Series([field.subject[r.id] for r in field.records]),
        pd.Series([str(r.filing_year) for r in field.records]),
    )
    for row in table.rows:
        for column in table.columns:
            assert len(table.patents_at(row, column)) == expected.loc[row, column]


def test_only_the_rows_and_columns_asked_for_are_counted() -> None:
    records = planted_field().records[:20]
    table = cross_table(records, lambda r: "甲乙", lambda r: "丙丁", rows=["甲"], columns=["丁"])
    assert [(c.row, c.column, c.number) for c in table.cells] == [("甲", "丁", 20)]


def test_leading_labels_come_most_first_and_then_by_name() -> None:
    records = planted_field().records[:3]
    given = dict(zip([r.id for r in records], ["甲", "乙", "乙甲"], strict=True))
    assert leading_labels(records, lambda r: given[r.id], limit=5) == ["乙", "甲"]
    assert leading_labels(records, lambda r: given[r.id], limit=1) == ["乙"]
