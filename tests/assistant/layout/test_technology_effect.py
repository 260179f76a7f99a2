from __future__ import annotations

import json
import random

import pytest

from assistant.layout.effects import find_effects
from assistant.layout.technology_effect import technology_effects
from tests.assistant.layout.planted_field import (
    SUBJECTS,
    TOPIC_WITHOUT_NOISE,
    planted_field,
    record,
)
from tests.shared_data import shared_data


def test_the_matrix_counts_who_says_so() -> None:
    field = planted_field()
    found = technology_effects(field.records, field.subject, list(SUBJECTS))
    for subject in SUBJECTS:
        for group, words in {"提高效率": "提高工作效率", "降低噪声与振动": "运行噪声"}.items():
            said = sorted(
                r.id
                for r in field.records
                if field.subject[r.id] == subject and words in r.abstract
            )
            assert list(found.table.patents_at(subject, group)) == said
    assert found.table.patents_at(TOPIC_WITHOUT_NOISE, "降低噪声与振动") == ()


def test_each_cell_has_its_phrases_at_their_places() -> None:
    field = planted_field()
    found = technology_effects(field.records, field.subject, list(SUBJECTS))
    abstracts = {r.id: r.abstract for r in field.records}
    cell = found.table.cells[0]
    stated = found.stated_in(cell.row, cell.column)
    assert {s.patent for s in stated} == set(cell.patents)
    for one in stated:
        phrase = one.phrase
        assert abstracts[one.patent][phrase.start : phrase.end] == phrase.text


def test_abstracts_that_are_missing_or_promise_nothing_are_counted_and_listed() -> None:
    records = [
        record(1, abstract="降低能耗。"),
        record(2, abstract="包括壳体。"),
        record(3),
    ]
    found = technology_effects(records, {r.id: "甲" for r in records}, ["甲"])
    assert found.without == ("id00002", "id00003")
    assert [remark.patents for remark in found.remarks[:2]] == [("id00003",), ("id00002",)]


@pytest.mark.shared
def test_most_real_abstracts_promise_something_and_no_text_is_misquoted() -> None:
    lines = shared_data("patents", "patents_cn.jsonl").read_text(encoding="utf-8").splitlines()
    abstracts = [json.loads(line)["abstract"] for line in random.Random(1).sample(lines, 400)]
    found = [find_effects(abstract) for abstract in abstracts]
    assert sum(map(bool, found)) > 0.55 * len(found)
    for abstract, phrases in zip(abstracts, found, strict=True):
        assert all(abstract[p.start : p.end] == p.text for p in phrases)
