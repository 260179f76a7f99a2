from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from assistant.layout.landscape import Landscape, survey
from assistant.layout.life_cycle import Stage
from tests.assistant.layout.planted_field import (
    LEADER,
    SUBJECTS,
    TODAY,
    TOPIC_WITHOUT_NOISE,
    clauses,
    planted_field,
    record,
)


@pytest.fixture(scope="module")
def found() -> Landscape:
    field = planted_field()
    return survey(field.records, field.vectors, data_day=TODAY, clauses=clauses())


def test_the_planted_topics_leader_and_white_spot_are_found(found: Landscape) -> None:
    subject = planted_field().subject
    assert len(found.topics.topics) == len(SUBJECTS)
    assert found.applicants.shares[0].name == LEADER
    (spot,) = found.white_spots
    assert {
        subject[id_] for t in found.topics.topics if t.label == spot.topic for id_ in t.patents
    } == {TOPIC_WITHOUT_NOISE}


def test_every_part_counts_the_same_patents(found: Landscape) -> None:
    everything = set(found.patents)
    assert {id_ for year in found.trend.years for id_ in year.patents} == everything
    assert {id_ for topic in found.topics.topics for id_ in topic.patents} == everything
    assert {id_ for cell in found.topic_years.cells for id_ in cell.patents} == everything
    assert sum(one.number for one in found.status.standings) == len(everything)
    assert sum(one.number for one in found.ipc.main_subclasses) == len(everything)


def test_topics_by_applicant_hold_what_each_has_in_each(found: Landscape) -> None:
    label = found.topics.label_of()
    topic = found.topic_applicants.rows[0]
    own = sorted(
        r.id for r in planted_field().records if label[r.id] == topic and LEADER in r.applicants
    )
    assert list(found.topic_applicants.patents_at(topic, LEADER)) == own


def test_the_order_of_the_records_changes_nothing(found: Landscape) -> None:
    field = planted_field()
    order = list(range(len(field.records)))
    random.Random(11).shuffle(order)
    shuffled = survey(
        [field.records[at] for at in order],
        field.vectors[order],
        data_day=TODAY,
        clauses=clauses(),
    )
    assert shuffled == found


def test_fewer_than_thirty_patents_are_said_to_prove_nothing() -> None:
    field = planted_field()
    found = survey(field.records[:29], field.vectors[:29], data_day=TODAY, clauses=clauses())
    assert found.is_thin
    assert found.white_spots == ()
    assert found.life_cycle.stage is Stage.UNKNOWN
    assert "不足 30 件" in found.remarks[-1].text


def test_records_that_say_nothing_but_a_title_are_surveyed_too() -> None:
    records = [record(at) for at in range(40)]
    vectors = np.random.default_rng(1).normal(size=(40, 8)).astype(np.float32)
    found = survey(records, vectors, data_day=TODAY, clauses=clauses())
    assert found.trend.years == ()
    assert found.applicants.concentration is None
    assert len(found.trend.undated) == 40


def test_no_records_at_all_are_surveyed() -> None:
    found = survey([], np.zeros((0, 8), dtype=np.float32), data_day=TODAY, clauses=clauses())
    assert found.patents == ()
    assert found.topics.topics == ()


def test_a_field_whose_topics_are_applied_for_alike_has_no_topic_asleep(found: Landscape) -> None:
    assert found.asleep == ()
    assert found.absent == ()
    assert found.ipc_effects.rows == tuple(one.label for one in found.ipc.subclasses)


def test_an_effect_the_members_of_a_subclass_lack_is_a_white_spot_of_ipc_too() -> None:
    field = planted_field()
    records = [
        replace(r, ipc=("A01K47/06",) if field.subject[r.id] == TOPIC_WITHOUT_NOISE else r.ipc[-1:])
        for r in field.records
    ]
    found = survey(records, field.vectors, data_day=TODAY, clauses=clauses())
    (spot,) = found.ipc_spots
    assert spot.topic == "A01K"
    assert spot.cell.patents == ()
    assert "小类" in spot.checks[1].text
