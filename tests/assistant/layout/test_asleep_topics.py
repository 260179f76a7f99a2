from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from assistant.layout.asleep_topics import asleep_topics
from assistant.layout.gaps import Gap, Why
from assistant.layout.patent_record import PatentRecord
from assistant.layout.trend import application_trend
from tests.assistant.layout.planted_field import TODAY, clauses, record

ASLEEP, AWAKE = "显像管", "点阵屏"
TOPIC_OF: dict[str, str] = {}


def _field(late: int = 0, staying: tuple[str, ...] = ()) -> list[PatentRecord]:
    """Ten years of two topics alike, then one without patents from 2022 on.

    Args:
        late: patents of it filed this year.
        staying: its applicants that go on in the other topic.
    """
    records: list[PatentRecord] = []

    def add(topic: str, year: int, applicant: str) -> None:
        one = record(len(records), applicants=(applicant,), filed=date(year, 5, 1))
        TOPIC_OF[one.id] = topic
        records.append(one)

    for year in range(2012, 2025):
        for n in range(6):
            add(AWAKE, year, f"乙{n}")
            if year < 2022:
                add(ASLEEP, year, f"甲{n}")
    for name in staying:
        add(AWAKE, 2023, name)
    for _ in range(late):
        add(ASLEEP, 2026, "丙")
    return records


def _found(records: list[PatentRecord]) -> tuple[Gap, ...]:
    trend = application_trend(records, data_day=TODAY, clauses=clauses())
    return asleep_topics(records, TOPIC_OF, [ASLEEP, AWAKE], trend)


def test_the_topic_that_fell_asleep_is_the_only_one_found_with_its_patents() -> None:
    records = _field()
    (gap,) = _found(records)

    assert (gap.topic, gap.other, gap.cell.patents) == (ASLEEP, "2022—2024", ())
    assert gap.why is Why.GONE
    own = tuple(sorted(r.id for r in records if TOPIC_OF[r.id] == ASLEEP))
    assert gap.checks[0].patents == own
    assert "可能" in gap.checks[-1].text


def test_applicants_that_apply_elsewhere_by_now_are_told_from_those_gone() -> None:
    (gap,) = _found(_field(staying=("甲0", "甲1", "甲2")))

    assert gap.why is Why.MOVED
    assert "3 个后来在本领域的其他主题仍有申请" in gap.checks[1].text
    assert len(gap.checks[1].patents) == 3


def test_a_topic_with_patents_in_years_not_published_yet_may_be_waking() -> None:
    (gap,) = _found(_field(late=4))

    assert gap.why is Why.WAKING
    assert len(gap.checks[1].patents) == 4


def test_the_order_of_the_records_changes_nothing() -> None:
    records = _field()
    shuffled = records[:]
    random.Random(3).shuffle(shuffled)
    assert _found(shuffled) == _found(records)


def test_without_days_nothing_is_said_to_sleep() -> None:
    records = [replace(r, filed=None) if n % 3 else r for n, r in enumerate(_field())]
    assert _found(records) == ()


def test_a_field_that_shrinks_as_a_whole_has_no_topic_asleep() -> None:
    records = [r for r in _field() if (r.filing_year or 0) < 2022]
    last = record(9_999, filed=date(2024, 1, 1))
    TOPIC_OF[last.id] = AWAKE
    assert _found([*records, last]) == ()
