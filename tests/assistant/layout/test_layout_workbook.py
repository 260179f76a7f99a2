from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl

from assistant.layout.advice import Wishes
from assistant.layout.landscape import survey
from assistant.layout.layout_plan import make_plan
from assistant.layout.layout_workbook import to_xlsx
from assistant.layout.scope import Scope, ScopeQuery
from assistant.layout.workbench import Field, Surveyed
from tests.assistant.layout.planted_field import TODAY, clauses, planted_field

EMPTY_SCOPE = Scope(
    query=ScopeQuery(),
    threshold=None,
    hits=(),
    below=(),
    admitted=0,
    size=None,
    unknown=(),
    unindexed=0,
    revision=1,
)


def test_a_title_that_looks_like_a_formula_stays_text() -> None:
    field = planted_field()
    records = [replace(field.records[0], title='=HYPERLINK("x")\x07'), *field.records[1:40]]
    vectors = field.vectors[:40]
    landscape = survey(records, vectors, data_day=TODAY, clauses=clauses())
    shown = Field(scope=EMPTY_SCOPE, records=tuple(records), vectors=vectors, unindexed=0)
    surveyed = Surveyed(field=shown, landscape=landscape, clauses=clauses())
    book = openpyxl.load_workbook(BytesIO(to_xlsx(make_plan(surveyed, Wishes()))))
    titles = [cell.value for cell in book["专利"]["C"]]
    assert '\'=HYPERLINK("x")' in titles
    assert all(cell.data_type != "f" for row in book["专利"].iter_rows() for cell in row)
