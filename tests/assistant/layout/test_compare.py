from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from assistant.layout.compare import Balance, Compared, Comparison, Sides, compare, held_by
from assistant.layout.near_pairs import near_pairs
from assistant.layout.patent_record import PatentKind, PatentRecord
from assistant.layout.protection_term import term_of
from assistant.layout.topics import find_topics
from tests.assistant.layout.planted_field import (
    ENTRANT,
    LEADER,
    clauses,
    planted_field,
    record,
)

SIDES = Sides(mine=(ENTRANT,), theirs=(LEADER,))


@pytest.fixture(scope="module")
def found() -> Comparison:
    field = planted_field()
    topics = find_topics(field.records, field.vectors)
    return compare(field.records, field.vectors, topics, sides=SIDES, clauses=clauses())


def test_counts_by_year_and_subclass_are_those_pandas_gets(found: Comparison) -> None:
    rows = [
        (str(r.filing_year), symbol[:4], r.id)
        for r in planted_field().records
        if LEADER in r.applicants
        for symbol in r.ipc
    ]
    frame = pd.DataFrame(rows, columns=["year", "subclass", "id"])
    years = frame.groupby("year")["id"].nunique().to_dict()
    subclasses = frame.groupby("subclass")["id"].nunique().to_dict()
    assert {c.label: len(c.theirs) for c in found.years if c.theirs} == years
    assert {c.label: len(c.theirs) for c in found.subclasses if c.theirs} == subclasses


def test_the_topics_of_a_side_hold_all_its_patents(found: Comparison) -> None:
    assert sorted(id_ for topic in found.topics for id_ in topic.mine) == list(found.mine)
    assert sorted(id_ for topic in found.topics for id_ in topic.theirs) == list(found.theirs)


@pytest.mark.parametrize(
    ("mine", "theirs", "balance"),
    [
        (3, 0, Balance.MINE_ONLY),
        (0, 3, Balance.THEIRS_ONLY),
        (2, 0, Balance.LITTLE),
        (0, 2, Balance.LITTLE),
        (1, 4, Balance.THIN),
        (2, 4, Balance.BOTH),
        (9, 1, Balance.BOTH),
    ],
)
def test_the_balance_follows_the_numbers(mine: int, theirs: int, balance: Balance) -> None:
    compared = Compared(label="甲", mine=("a",) * mine, theirs=("b",) * theirs)
    assert compared.balance is balance


def test_a_planted_gap_and_a_planted_thin_spot_are_found() -> None:
    names = {0: ("对手",) * 30, 1: ("对手",) * 28 + ("本方",) * 2, 2: ("本方",) * 30}
    draw = np.random.default_rng(5)
    records: list[PatentRecord] = []
    rows = []
    for group, owners in names.items():
        for owner in owners:
            records.append(record(len(records), title=f"主题{group}", applicants=(owner,)))
            rows.append(np.eye(8)[group] + draw.normal(0, 0.02, 8))
    vectors = np.array(rows, dtype=np.float32)
    topics = find_topics(records, vectors)
    sides = Sides(mine=("本方",), theirs=("对手",))
    found = compare(records, vectors, topics, sides=sides, clauses=clauses())
    assert [len(t.theirs) for t in found.topics_where(Balance.THEIRS_ONLY)] == [30]
    assert [len(t.mine) for t in found.topics_where(Balance.THIN)] == [2]
    assert [len(t.mine) for t in found.topics_where(Balance.MINE_ONLY)] == [30]


def test_the_nearest_pair_is_the_copied_patent() -> None:
    draw = np.random.default_rng(2)
    vectors = draw.normal(size=(300, 16)).astype(np.float32)
    vectors[250] = vectors[7] + 0.01
    records = [record(at) for at in range(300)]
    mine = [r.id for r in records[:20]]
    theirs = [r.id for r in records[200:]]
    pairs = near_pairs(records, vectors, mine=mine, theirs=theirs)
    assert (pairs[0].mine, pairs[0].theirs) == ("id00007", "id00250")
    assert pairs[0].likeness > 0.99
    assert len(pairs) < 5


def test_a_patent_held_together_is_listed_and_is_no_near_pair() -> None:
    records = [record(at, applicants=("本方", "对手")) for at in range(20)]
    vectors = np.random.default_rng(1).normal(size=(20, 8)).astype(np.float32)
    topics = find_topics(records, vectors)
    sides = Sides(mine=("本方",), theirs=("对手",))
    found = compare(records, vectors, topics, sides=sides, clauses=clauses())
    assert len(found.together) == 20
    assert found.near == ()


def test_rights_that_end_within_three_years_are_listed_soonest_first_with_the_clause() -> None:
    given = [
        (PatentKind.UTILITY, date(2018, 3, 1)),
        (PatentKind.INVENTION, date(2007, 1, 5)),
        (PatentKind.INVENTION, date(2015, 1, 5)),
        (PatentKind.UTILITY, date(2010, 3, 1)),
    ]
    records = [
        record(at, kind=kind, filed=filed, applicants=("对手",))
        for at, (kind, filed) in enumerate(given)
    ]
    vectors = np.eye(4, 8, dtype=np.float32)
    found = compare(
        records,
        vectors,
        find_topics(records, vectors),
        sides=Sides(theirs=("对手",)),
        clauses=clauses(),
    )
    assert [(e.patent, e.term.ends) for e in found.their_expiring] == [
        ("id00001", date(2027, 1, 5)),
        ("id00000", date(2028, 3, 1)),
    ]
    assert all("第四十二条" in e.term.clause.locator for e in found.their_expiring)


def test_a_small_portfolio_is_said_to_prove_little() -> None:
    records = [record(at, applicants=("本方",)) for at in range(3)]
    vectors = np.eye(3, 8, dtype=np.float32)
    found = compare(
        records,
        vectors,
        find_topics(records, vectors),
        sides=Sides(mine=("本方",), theirs=("对手",)),
        clauses=clauses(),
    )
    texts = [remark.text for remark in found.remarks]
    assert any("本方在这批数据里只有 3 件" in text for text in texts)
    assert any("对方在这批数据里只有 0 件" in text for text in texts)
    assert any("3 件推算不出保护期" in text for text in texts)


def test_a_portfolio_is_what_one_of_the_names_has_a_part_in() -> None:
    records = [record(1, applicants=("甲", "乙")), record(2, applicants=("丙",)), record(3)]
    assert [r.id for r in held_by(records, ("乙", "丁"))] == ["id00001"]


def test_short_names_count_and_what_they_were_taken_for_is_said(found: Comparison) -> None:
    field = planted_field()
    topics = find_topics(field.records, field.vectors)
    sides = Sides(mine=(ENTRANT[:2],), theirs=(LEADER[:2],))
    short = compare(field.records, field.vectors, topics, sides=sides, clauses=clauses())
    assert (short.mine, short.theirs) == (found.mine, found.theirs)
    said = [remark for remark in short.remarks if LEADER in remark.text]
    assert [remark.patents for remark in said] == [found.theirs]
    assert not any(LEADER in remark.text for remark in found.remarks)


@pytest.mark.parametrize(("number", "is_told"), [("CN100000001A", True), ("US10950908B2", False)])
def test_no_term_is_told_of_patents_of_other_countries(number: str, is_told: bool) -> None:
    facts = record(1, kind=PatentKind.INVENTION, filed=date(2010, 1, 1))
    assert (term_of(replace(facts, number=number), clauses()) is not None) is is_told
