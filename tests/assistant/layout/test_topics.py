from __future__ import annotations

import random
from itertools import groupby

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from assistant.layout.topics import TopicMap, find_topics
from tests.assistant.layout.planted_field import SUBJECTS, PlantedField, planted_field, record


@pytest.fixture(scope="module")
def field() -> PlantedField:
    return planted_field()


@pytest.fixture(scope="module")
def found(field: PlantedField) -> TopicMap:
    return find_topics(field.records, field.vectors)


def _agreement(one: TopicMap, other: dict[str, str]) -> float:
    label = one.label_of()
    ids = sorted(label)
    return float(adjusted_rand_score([label[i] for i in ids], [other[i] for i in ids]))


def test_the_planted_topics_are_found_with_their_number(
    field: PlantedField, found: TopicMap
) -> None:
    assert len(found.topics) == len(SUBJECTS)
    assert _agreement(found, field.subject) == 1.0


def test_another_run_gives_the_same_map(field: PlantedField, found: TopicMap) -> None:
    assert find_topics(field.records, field.vectors) == found


def test_the_order_of_the_records_changes_nothing(field: PlantedField, found: TopicMap) -> None:
    order = list(range(len(field.records)))
    random.Random(3).shuffle(order)
    shuffled = find_topics([field.records[at] for at in order], field.vectors[order])
    assert shuffled == found


def test_without_a_tenth_of_the_patents_the_rest_stay_in_their_topics(
    field: PlantedField, found: TopicMap
) -> None:
    kept = [at for at in range(len(field.records)) if at % 10]
    fewer = find_topics([field.records[at] for at in kept], field.vectors[kept])
    assert _agreement(fewer, found.label_of()) > 0.95


def test_labels_are_different_and_name_what_the_titles_are_about(
    field: PlantedField, found: TopicMap
) -> None:
    labels = [topic.label for topic in found.topics]
    assert len(set(labels)) == len(labels)
    for topic in found.topics:
        subject = field.subject[topic.patents[0]]
        words = (subject, *SUBJECTS[subject])
        assert any(term in word for word in words for term in topic.label.split("、"))


def test_every_patent_is_in_one_topic_and_on_the_map(field: PlantedField, found: TopicMap) -> None:
    listed = sorted(id_ for topic in found.topics for id_ in topic.patents)
    assert listed == [point.patent for point in found.points] == sorted(field.subject)
    assert all(np.isfinite((point.x, point.y)).all() for point in found.points)


def test_topics_lie_apart_on_the_map(found: TopicMap) -> None:
    points = sorted(found.points, key=lambda point: point.topic)
    groups = [
        np.array([(p.x, p.y) for p in group])
        for _, group in groupby(points, key=lambda point: point.topic)
    ]
    middles = [group.mean(axis=0) for group in groups]
    for at, group in enumerate(groups):
        inside = np.linalg.norm(group - middles[at], axis=1).mean()
        apart = min(np.linalg.norm(middles[at] - m) for n, m in enumerate(middles) if n != at)
        assert apart > 2 * inside


def test_typical_patents_belong_to_their_topic(found: TopicMap) -> None:
    assert all(set(topic.typical) <= set(topic.patents) for topic in found.topics)
    assert all(1 <= len(topic.typical) <= 5 for topic in found.topics)


@pytest.mark.parametrize("count", [1, 2, 11])
def test_a_handful_of_patents_stays_one_topic(count: int) -> None:
    vectors = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float32)
    found = find_topics([record(n) for n in range(count)], vectors)
    assert len(found.topics) == 1
    assert found.silhouette is None
    assert "不再细分" in found.remarks[0].text


def test_patents_that_all_read_the_same_stay_one_topic() -> None:
    found = find_topics([record(n) for n in range(30)], np.ones((30, 8), dtype=np.float32))
    assert len(found.topics) == 1


def test_two_texts_many_times_over_do_not_ask_for_more_topics_than_there_are_texts() -> None:
    rows = np.eye(8, dtype=np.float32)[np.arange(60) % 3]
    found = find_topics([record(n) for n in range(60)], rows)
    assert len(found.topics) <= 3


def test_a_few_dozen_patents_without_structure_are_not_split_into_pairs() -> None:
    vectors = np.random.default_rng(4).normal(size=(50, 64)).astype(np.float32)
    found = find_topics([record(n) for n in range(50)], vectors)
    assert len(found.topics) <= 4
    assert min(len(topic.patents) for topic in found.topics) >= 4


def test_no_patents_give_no_topics() -> None:
    assert find_topics([], np.zeros((0, 8), dtype=np.float32)).topics == ()


def test_rows_and_records_must_fit() -> None:
    with pytest.raises(ValueError, match="2 records"):
        find_topics([record(1), record(2)], np.zeros((3, 8), dtype=np.float32))
    with pytest.raises(ValueError, match="unique"):
        find_topics([record(1), record(1)], np.zeros((2, 8), dtype=np.float32))
