"""Charts of a landscape and the lists behind them."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.layout.landscape import Landscape, survey
from assistant.pages.layout_charts import charts_of, plotly_text
from tests.assistant.layout.planted_field import TODAY, clauses, planted_field, record


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    field = planted_field()
    return survey(field.records[::4], field.vectors[::4], data_day=TODAY, clauses=clauses())


def test_the_numbers_drawn_are_those_of_the_lists_behind(landscape: Landscape) -> None:
    for chart in charts_of(landscape).values():
        if chart.kind is None:
            continue
        values = chart.drawing()["values"]
        assert isinstance(values, list)
        for row, line in zip(chart.rows, values, strict=True):
            columns = chart.columns or ("",)
            assert line == [len(chart.patents(row, column)) for column in columns]


def test_every_patent_with_a_year_is_in_the_trend(landscape: Landscape) -> None:
    trend = charts_of(landscape)["trend"]
    drawn = [id_ for row in trend.rows for id_ in trend.patents(row)]
    assert sorted(drawn) == list(landscape.patents)


def test_years_that_are_not_all_published_are_faded(landscape: Landscape) -> None:
    trend = charts_of(landscape)["trend"]
    assert trend.faded == {"2025", "2026"}
    assert trend.label("2025") == "2025（未公开完）"


def test_plotly_is_given_no_markup_and_no_entity() -> None:
    assert plotly_text("<b>a</b> &lt;i&gt;") == "＜b>a＜/b> ＆lt;i＆gt;"


def test_where_few_patents_state_a_fact_its_chart_is_not_drawn() -> None:
    bare = [record(at, applicants=("甲",)) for at in range(40)]
    vectors = np.random.default_rng(1).normal(size=(40, 8)).astype(np.float32)
    charts = charts_of(survey(bare, vectors, data_day=TODAY, clauses=clauses()))
    assert {
        name
        for name in ("trend", "cycle", "years", "ipc", "standing", "places", "applicants")
        if charts[name].is_sparse
    } == {"trend", "cycle", "years", "ipc", "standing", "places"}


def test_topics_without_a_year_are_no_chart() -> None:
    bare = [record(at, applicants=("甲",), filed=None) for at in range(40)]
    vectors = np.random.default_rng(1).normal(size=(40, 8)).astype(np.float32)
    charts = charts_of(survey(bare, vectors, data_day=TODAY, clauses=clauses()))
    assert charts["years"].rows
    assert {name for name in ("trend", "years", "topics", "holders") if charts[name].is_empty} == {
        "trend",
        "years",
    }
