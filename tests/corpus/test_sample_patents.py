"""The invented patents: plainly marked, varied, and plausible enough to show layout questions."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from corpus.builtin import FOLDER
from corpus.read_file import read_file
from corpus.source_text import PatentRecord


@pytest.fixture(scope="module")
def patents() -> list[PatentRecord]:
    items = read_file(FOLDER / "patents" / "sample_patents.jsonl").items
    return [item for item in items if isinstance(item, PatentRecord)]


def _extra(patent: PatentRecord, name: str) -> str:
    return dict(patent.extra)[name]


def test_three_fields_hold_at_least_32_each(patents: list[PatentRecord]) -> None:
    fields = Counter(_extra(patent, "技术领域") for patent in patents)
    assert len(fields) == 3
    assert min(fields.values()) >= 32


def test_number_and_every_applicant_say_that_they_are_invented(
    patents: list[PatentRecord],
) -> None:
    assert all(patent.sample and patent.number.startswith("示例") for patent in patents)
    assert all(
        name.startswith("示例") and name.endswith("（虚构）")
        for patent in patents
        for name in patent.applicants
    )


def test_no_two_share_a_number_or_a_title(patents: list[PatentRecord]) -> None:
    assert len({patent.number for patent in patents}) == len(patents)
    assert len({patent.title for patent in patents}) == len(patents)


def test_no_two_abstracts_are_near_copies(patents: list[PatentRecord]) -> None:
    def pairs(text: str) -> set[str]:
        return {text[at : at + 2] for at in range(len(text) - 1)}

    bags = [pairs(patent.abstract) for patent in patents]
    overlap = max(len(a & b) / min(len(a), len(b)) for a, b in combinations(bags, 2))
    assert overlap < 0.6


def test_each_has_what_a_layout_question_counts(patents: list[PatentRecord]) -> None:
    assert all(p.ipc and p.filed and p.applicants and p.first_claim for p in patents)
    assert all(_extra(patent, "技术功效") in patent.abstract for patent in patents)


def test_each_is_published_after_it_was_filed_and_before_this_corpus_was_made(
    patents: list[PatentRecord],
) -> None:
    assert all(
        p.filed and p.published and p.filed < p.published <= date(2026, 11, 22) for p in patents
    )


def test_filings_run_from_2015_to_2026_without_a_gap(patents: list[PatentRecord]) -> None:
    assert {p.filed.year for p in patents if p.filed} == set(range(2015, 2027))


def test_no_method_is_a_utility_model(patents: list[PatentRecord]) -> None:
    models = [p.title for p in patents if _extra(p, "专利类型") == "实用新型"]
    assert models
    assert not [title for title in models if "方法" in title or "工艺" in title]


def test_no_single_applicant_dominates_a_field(patents: list[PatentRecord]) -> None:
    for field in {_extra(patent, "技术领域") for patent in patents}:
        names = Counter(
            name for p in patents if _extra(p, "技术领域") == field for name in p.applicants
        )
        assert len(names) >= 4
        assert names.most_common(1)[0][1] < sum(names.values()) / 2
