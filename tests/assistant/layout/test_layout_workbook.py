from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl

from assistant.layout.advice import Wishes
from assistant.layout.compare import Sides
from assistant.layout.landscape import survey
from assistant.layout.layout_plan import make_plan
from assistant.layout.layout_workbook import to_xlsx
from assistant.layout.scope import Scope, ScopeQuery
from assistant.layout.workbench import Field, Surveyed
from tests.assistant.layout.planted_field import ENTRANT, LEADER, TODAY, clauses, planted_field

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


def test_every_figure_of_the_page_stands_in_a_sheet() -> None:
    field = planted_field()
    landscape = survey(field.records, field.vectors, data_day=TODAY, clauses=clauses())
    records = tuple(field.records)
    shown = Field(scope=EMPTY_SCOPE, records=records, vectors=field.vectors, unindexed=0)
    surveyed = Surveyed(field=shown, landscape=landscape, clauses=clauses())
    sides = Sides(mine=(ENTRANT,), theirs=(LEADER,))
    plan = make_plan(surveyed, Wishes(sides=sides))
    book = openpyxl.load_workbook(BytesIO(to_xlsx(plan)))

    told = landscape.applicants.concentration
    assert told is not None
    assert book["集中度与进退"]["D2"].value == round(told.hhi, 1)
    assert book["集中度与进退"].max_row == len(landscape.applicants.periods) + 2
    assert book["IPC大组"].max_row == len(landscape.ipc.groups) + 1
    assert book["生命周期"].max_row == len(landscape.life_cycle.years) + 1
    kinds = {row[0].value for row in book["空白点"].iter_rows(min_row=2)}
    assert "主题×功效" in kinds
    assert plan.comparison is not None
    mine = [
        int(str(row[2].value))
        for row in book["对比"].iter_rows(min_row=2)
        if row[0].value == "主题"
    ]
    assert sum(mine) == len(plan.comparison.mine)
    ends = len(plan.comparison.my_expiring) + len(plan.comparison.their_expiring)
    assert book["三年内届满"].max_row == ends + 1
