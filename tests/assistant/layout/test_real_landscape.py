"""Every figure of the landscape and of the comparison against pandas, on the real list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from assistant.layout.clauses import Clauses
from assistant.layout.compare import Comparison, Sides, compare
from assistant.layout.import_lists import import_table
from assistant.layout.imported import Target
from assistant.layout.landscape import Landscape, survey
from assistant.layout.merged_records import merged_patents
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_table import read_table
from tests.assistant.layout.patents import store_at
from tests.assistant.layout.planted_field import builtin_documents, clauses
from tests.fakes import WordHashEmbedder
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared

_ROWS = 900
"""Of the real list: every row with a day, then as many others."""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[PatentRecord]:
    store = store_at(tmp_path_factory.mktemp("real"))
    import_table(store, shared_data("patents", "patents_cn.jsonl"), Target(owner=None))
    reader = store.reader(None)
    merged = list(merged_patents(reader, read_table(reader), read_table(reader).ids))
    unique = list({record.id: record for record in merged}.values())
    dated = [record for record in unique if record.filing_year]
    others = [record for record in unique if not record.filing_year]
    return [*dated, *others[: min(len(dated) - 20, _ROWS)]]


@pytest.fixture(scope="module")
def vectors(records: list[PatentRecord]) -> np.ndarray:
    return WordHashEmbedder().embed_passages([r.title + r.abstract for r in records])


@pytest.fixture(scope="module")
def found(records: list[PatentRecord], vectors: np.ndarray) -> Landscape:
    last = max(day for r in records for day in (r.filed, r.published, r.granted) if day)
    return survey(records, vectors, data_day=last, clauses=clauses())


def _frame(records: Iterable[PatentRecord], **columns: Sequence[Sequence[object]]) -> pd.DataFrame:
    """A row a value: the records' ids with the values of one column apart."""
    ids = [record.id for record in records]
    frame = pd.DataFrame({"id": ids, **columns})
    for name in columns:
        frame = frame.explode(name)
    return frame.dropna()


def test_the_trend_is_that_of_pandas(found: Landscape, records: list[PatentRecord]) -> None:
    days = pd.Series([r.filed for r in records if r.filed])
    expected = pd.to_datetime(days).dt.year.value_counts().to_dict()
    known = [r for r in records if r.filed is None and r.filing_year]
    for one in known:
        expected[one.filing_year] = expected.get(one.filing_year, 0) + 1
    assert sum(expected.values()) > 50
    assert {y.year: y.number for y in found.trend.years if y.number} == expected


def test_concentration_is_that_of_pandas(found: Landscape, records: list[PatentRecord]) -> None:
    frame = _frame(records, name=[list(r.applicants) for r in records])
    whole = frame["id"].nunique()
    counts = frame.groupby("name")["id"].nunique()
    leading = counts.sort_index().sort_values(ascending=False, kind="stable").index[:4]
    cr4 = frame[frame["name"].isin(leading)]["id"].nunique() / whole
    parts = (1 / frame.groupby("id")["name"].transform("count")).groupby(frame["name"]).sum()
    told = found.applicants.concentration

    assert told is not None
    assert told.applicants == len(counts)
    assert told.cr4 == pytest.approx(cr4)
    assert told.hhi == pytest.approx(float(((100 * parts / whole) ** 2).sum()))
    assert {one.name: len(one.patents) for one in found.applicants.shares} == counts.to_dict()


def test_pairs_that_apply_together_are_those_of_pandas(
    found: Landscape, records: list[PatentRecord]
) -> None:
    pairs = [["、".join(pair) for pair in combinations(sorted(r.applicants), 2)] for r in records]
    expected = _frame(records, pair=pairs)["pair"].value_counts().to_dict()
    assert {one.label: one.number for one in found.applicants.together} == expected


def test_entrants_and_leavers_are_those_of_pandas(
    found: Landscape, records: list[PatentRecord]
) -> None:
    dated = [r for r in records if r.filing_year and r.applicants]
    frame = _frame(
        dated, name=[list(r.applicants) for r in dated], year=[[r.filing_year] for r in dated]
    )
    span = frame.groupby("name")["year"].agg(["min", "max"])
    assert len(found.applicants.periods) > 2
    for before, period in zip(found.applicants.periods, found.applicants.periods[1:], strict=False):
        first, last = period.first_year, period.last_year
        new = span[(span["min"] >= first) & (span["min"] <= last)]
        assert {one.label for one in period.entrants} == set(new.index)
        gone = span[(span["max"] >= before.first_year) & (span["max"] <= before.last_year)]
        expected = set() if period.is_incomplete else set(gone.index)
        assert {one.label for one in period.leavers} == expected


@pytest.mark.parametrize(("level", "length"), [("sections", 1), ("classes", 3), ("subclasses", 4)])
def test_ipc_at_every_level_is_that_of_pandas(
    found: Landscape, records: list[PatentRecord], level: str, length: int
) -> None:
    symbols = [[s[:length] for s in r.ipc if len(s) >= length] for r in records]
    frame = _frame(records, symbol=symbols)
    expected = frame.groupby("symbol")["id"].nunique().to_dict()
    assert {one.label: one.number for one in getattr(found.ipc, level)} == expected


def test_status_and_places_add_up_to_the_list(
    found: Landscape, records: list[PatentRecord]
) -> None:
    standings = pd.Series([r.standing.value for r in records]).value_counts().to_dict()
    assert {one.label: one.number for one in found.status.standings} == standings
    told = sum(one.number for one in found.places.places)
    assert told + len(found.places.unknown) == len(records)


def test_the_margins_of_every_matrix_are_those_of_pandas(
    found: Landscape, records: list[PatentRecord]
) -> None:
    topic = pd.Series(found.topics.label_of())
    assert topic.value_counts().to_dict() == {t.label: len(t.patents) for t in found.topics.topics}
    effects = _frame(
        records, effect=[[p.group for p in found.effects.phrases[r.id]] for r in records]
    ).drop_duplicates()
    effects["topic"] = effects["id"].map(topic)
    expected = pd.crosstab(effects["topic"], effects["effect"])
    for cell in found.effects.table.cells:
        assert cell.number == expected.loc[cell.row, cell.column]
    assert sum(c.number for c in found.effects.table.cells) == int(expected.to_numpy().sum())
    by_ipc = effects.merge(
        _frame(records, symbol=[sorted({s[:4] for s in r.ipc if len(s) >= 4}) for r in records])
    )
    crossed = pd.crosstab(by_ipc["symbol"], by_ipc["effect"])
    for cell in found.ipc_effects.cells:
        assert cell.number == crossed.loc[cell.row, cell.column]


def _sides(found: Landscape) -> Sides:
    names = [one.name for one in found.applicants.shares]
    return Sides(mine=(names[0],), theirs=(names[1],))


@pytest.fixture(scope="module")
def compared(found: Landscape, records: list[PatentRecord], vectors: np.ndarray) -> Comparison:
    return compare(records, vectors, found.topics, sides=_sides(found), clauses=clauses())


def test_the_comparison_is_that_of_pandas(
    compared: Comparison, found: Landscape, records: list[PatentRecord]
) -> None:
    frame = _frame(records, name=[list(r.applicants) for r in records])
    mine = set(frame[frame["name"] == _sides(found).mine[0]]["id"])
    theirs = set(frame[frame["name"] == _sides(found).theirs[0]]["id"])
    assert (set(compared.mine), set(compared.theirs)) == (mine, theirs)
    assert set(compared.together) == mine & theirs
    topic = pd.Series(found.topics.label_of())
    for side, ids in (("mine", mine), ("theirs", theirs)):
        counts = topic[topic.index.isin(ids)].value_counts().to_dict()
        shown = {one.label: len(getattr(one, side)) for one in compared.topics}
        assert {label: number for label, number in shown.items() if number} == counts


def test_expiring_rights_are_those_whose_years_pandas_adds_up(
    records: list[PatentRecord], vectors: np.ndarray, found: Landscape
) -> None:
    """All patents as one side: of inventions twenty years, of utility models ten."""
    asked = Clauses(builtin_documents(), day=date(2021, 6, 2))
    names = tuple({name for r in records if r.filed for name in r.applicants})
    told = compare(records, vectors, found.topics, sides=Sides(mine=names), clauses=asked)
    today = pd.Timestamp(asked.day)
    years = {"发明": 20, "实用新型": 10}
    held = set(told.mine)
    expected = set()
    for r in records:
        if r.id not in held or r.filed is None or r.kind.value not in years:
            continue
        ends = pd.Timestamp(r.filed) + pd.DateOffset(years=years[r.kind.value])
        if today <= ends <= today + pd.DateOffset(years=3) and r.standing.value != "失效":
            expected.add(r.id)
    kinds = {r.id: r.kind.value for r in records}
    assert len(expected) > 10
    assert {e.patent for e in told.my_expiring if kinds[e.patent] in years} == expected
