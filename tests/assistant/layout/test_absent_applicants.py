from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from assistant.layout.absent_applicants import absent_applicants
from assistant.layout.gaps import Gap, Why
from assistant.layout.patent_record import PatentRecord
from assistant.layout.trend import application_trend
from tests.assistant.layout.planted_field import TODAY, clauses, record

SHUNNED, OTHER = "滴灌", "喷灌"
LEADER = "领头农机有限公司"
TOPIC_OF: dict[str, str] = {}


def _field(*, leaders_last: int = 2024, shunned_from: int = 2012) -> list[PatentRecord]:
    """A leader with 40 patents in one topic and none in the other, where small ones are."""
    records: list[PatentRecord] = []

    def add(topic: str, applicant: str, year: int) -> None:
        one = record(len(records), applicants=(applicant,), filed=date(year, 2, 1))
        TOPIC_OF[one.id] = topic
        records.append(one)

    for n in range(40):
        add(OTHER, LEADER, 2012 + n % (leaders_last - 2011))
        add(OTHER, f"小户{n}", 2012 + n % 13)
        add(SHUNNED, f"小户{n}", shunned_from + n % (2026 - shunned_from))
    return records


def _found(records: list[PatentRecord]) -> tuple[Gap, ...]:
    trend = application_trend(records, data_day=TODAY, clauses=clauses())
    topics = [SHUNNED, OTHER]
    return absent_applicants(records, TOPIC_OF, trend, topics=topics, leaders=[LEADER])


def test_the_topic_a_leader_keeps_out_of_is_found_with_who_is_there() -> None:
    records = _field()
    (gap,) = _found(records)

    assert (gap.topic, gap.other, gap.cell.patents) == (SHUNNED, LEADER, ())
    assert gap.why is Why.WORTH_A_LOOK
    there = tuple(sorted(r.id for r in records if TOPIC_OF[r.id] == SHUNNED))
    assert gap.checks[1].patents == there
    assert "名称的归并" in gap.checks[-1].text


def test_a_leader_that_left_the_field_is_told_apart() -> None:
    (gap,) = _found(_field(leaders_last=2016))

    assert gap.why is Why.GONE
    assert any("2016 年" in check.text for check in gap.checks)


def test_nobody_is_said_to_have_left_whose_patents_hardly_tell_a_year() -> None:
    records = _field(leaders_last=2016)
    own = [r for r in records if r.applicants == (LEADER,)]
    undated = {r.id for r in own[: len(own) * 3 // 4]}
    (gap,) = _found([replace(r, filed=None) if r.id in undated else r for r in records])

    assert gap.why is Why.WORTH_A_LOOK


def test_a_topic_mostly_unpublished_is_too_new_to_be_shunned() -> None:
    (gap,) = _found(_field(shunned_from=2025))

    assert gap.why is Why.TOO_NEW


def test_the_order_of_the_records_changes_nothing() -> None:
    records = _field()
    shuffled = records[:]
    random.Random(5).shuffle(shuffled)
    assert _found(shuffled) == _found(records)


def test_a_leader_that_is_everywhere_is_absent_nowhere() -> None:
    records = _field()
    for at in range(20):
        one = record(500 + at, applicants=(LEADER,), filed=date(2020, 1, 1))
        TOPIC_OF[one.id] = SHUNNED
        records.append(one)
    assert _found(records) == ()
