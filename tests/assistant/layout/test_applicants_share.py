from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.applicants_share import applicant_figures, concentration
from tests.assistant.layout.planted_field import (
    ENTRANT,
    LEADER,
    TODAY,
    planted_field,
    record,
)


def test_shares_are_those_pandas_gets() -> None:
    records = planted_field().records
    counts = pd.Series([r.applicants[0] for r in records]).value_counts(normalize=True)
    shares = {s.name: s.share for s in applicant_figures(records, data_day=TODAY).shares}
    assert shares == pytest.approx(counts.to_dict())


def test_the_planted_leader_comes_first() -> None:
    shares = applicant_figures(planted_field().records, data_day=TODAY).shares
    assert shares[0].name == LEADER
    assert 0.3 < shares[0].share < 0.5


def test_cr4_and_hhi_are_those_of_the_textbook_formula() -> None:
    records = planted_field().records
    shares = pd.Series([r.applicants[0] for r in records]).value_counts(normalize=True)
    found = concentration(records)
    assert found is not None
    assert found.cr4 == pytest.approx(shares.head(4).sum())
    assert found.hhi == pytest.approx(((shares * 100) ** 2).sum())
    assert len(found.cr4_patents) == round(found.cr4 * len(records))


def test_a_joint_application_is_split_for_hhi_and_counts_in_full_for_each_share() -> None:
    records = [record(1, applicants=("甲", "乙")), record(2, applicants=("甲",))]
    found = concentration(records)
    assert found is not None
    assert found.hhi == pytest.approx(75**2 + 25**2)
    shares = {s.name: s.share for s in applicant_figures(records, data_day=TODAY).shares}
    assert shares == {"甲": 1.0, "乙": 0.5}


@given(st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=60))
def test_hhi_lies_between_that_of_equals_and_that_of_one_alone(names: list[str]) -> None:
    found = concentration([record(at, applicants=(n,)) for at, n in enumerate(names)])
    assert found is not None
    assert 10_000 / found.applicants - 1e-6 <= found.hhi <= 10_000 + 1e-6
    assert 0 < found.cr4 <= 1


def test_the_planted_entrant_enters_in_the_period_it_first_applied_in() -> None:
    periods = applicant_figures(planted_field().records, data_day=TODAY).periods
    entered = [p for p in periods if ENTRANT in {e.label for e in p.entrants}]
    assert len(entered) == 1
    assert entered[0].first_year <= 2021 <= entered[0].last_year


def test_who_stopped_is_a_leaver_of_the_next_period_only() -> None:
    records = [
        *(record(y, applicants=("留下的",), filed=date(y, 1, 1)) for y in range(2010, 2022)),
        record(1, applicants=("走了的",), filed=date(2013, 5, 5)),
    ]
    periods = applicant_figures(records, data_day=TODAY).periods
    left = [(p.first_year, [e.label for e in p.leavers]) for p in periods if p.leavers]
    assert left == [(2016, ["走了的"])]


def test_nobody_is_said_to_have_left_in_a_period_that_is_not_all_published() -> None:
    records = [
        record(1, applicants=("甲",), filed=date(2021, 1, 1)),
        record(2, applicants=("乙",), filed=date(2026, 1, 1)),
    ]
    last = applicant_figures(records, data_day=TODAY).periods[-1]
    assert last.is_incomplete
    assert last.leavers == ()


def test_joint_applicants_are_listed_in_pairs_with_their_patents() -> None:
    records = [
        record(1, applicants=("乙", "甲")),
        record(2, applicants=("甲", "乙", "丙")),
        record(3, applicants=("丙",)),
    ]
    together = applicant_figures(records, data_day=TODAY).together
    assert together[0].patents == ("id00001", "id00002")
    assert sorted(together[0].label.split("、")) == ["乙", "甲"]
    assert len(together) == 3


def test_records_without_applicants_are_counted_and_said() -> None:
    figures = applicant_figures([record(1), record(2, applicants=("甲",))], data_day=TODAY)
    assert figures.shares[0].share == 1.0
    assert figures.remarks[0].patents == ("id00001",)
    assert applicant_figures([record(1)], data_day=TODAY).concentration is None
