from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.citations import cite_passage
from assistant.considered import clauses_considered
from assistant.evidence import Evidence
from indexing.make_passages import make_passages
from tests.assistant.evidence_of import evidence_of
from tests.assistant.small_corpus import TODAY, small_corpus

RULES = next(d for d in small_corpus() if d.version == "2024")
GREENWAYS = next(d for d in small_corpus() if d.title == "绿道养护规定")
FIRST, SECOND, THIRD, *_ = (evidence_of(passage) for passage in make_passages(RULES))
MANY = [
    evidence_of(passage) for document in (RULES, GREENWAYS) for passage in make_passages(document)
]


def by_start(evidence: Evidence) -> float:
    return evidence.passage.start / 1000


def citation_of(evidence: Evidence) -> Citation:
    return cite_passage(evidence.passage, day=TODAY, document=RULES)


def test_the_clauses_that_answer_come_first_then_the_others_by_support() -> None:
    cited = [citation_of(SECOND)]
    seen = clauses_considered([FIRST, SECOND, THIRD], [SECOND], by_start, cited=cited)
    wanted = [SECOND, THIRD, FIRST]
    assert [clause.passage for clause in seen] == [item.passage.id for item in wanted]
    assert [clause.kept for clause in seen] == [True, False, False]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"in_force": False}, "有效期"),
        ({"in_place": False}, "地区"),
        ({"names_other": True}, "点名"),
        ({"lacks_figure": True}, "数字"),
        ({}, "切题"),
    ],
)
def test_why_a_clause_was_left_out_is_said(fault: dict[str, bool], why: str) -> None:
    (seen,) = clauses_considered([replace(FIRST, **fault)], [], by_start, cited=[])  # type: ignore[arg-type]
    assert why in seen.why


def test_of_many_clauses_the_nearest_are_told() -> None:
    assert len(MANY) > 12
    assert len(clauses_considered(MANY, [], by_start, cited=[])) == 12


def test_a_clause_chosen_and_not_cited_is_not_said_to_be_used() -> None:
    cited = [citation_of(FIRST)]
    first, second = clauses_considered([FIRST, SECOND], [FIRST, SECOND], by_start, cited=cited)
    assert (first.kept, first.number, first.why) == (True, 1, "")
    assert (second.kept, second.number) == (False, 2)
    assert "没有比引用的条款多说" in second.why
