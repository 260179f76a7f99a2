"""Which kinds of right a text speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.calibration import load_calibration
from assistant.evidence import Evidence
from assistant.judge import Judge
from assistant.live_assistant import Assistant
from assistant.rights import is_of_other_rights, rights_in
from assistant.understand import ParsedQuestion, understand

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("发明专利权的期限", {"专利"}),
        ("外观设计", {"专利"}),
        ("注册商标的有效期", {"商标"}),
        ("侵犯版权", {"著作权"}),
        ("地理标志产品", {"地理标志"}),
        ("商标与专利", {"商标", "专利"}),
        ("企业研发费用", set()),
    ],
)
def test_kinds_of_right_are_told_by_their_names(text: str, kinds: set[str]) -> None:
    assert rights_in(text) == kinds


def test_a_text_on_another_right_alone_is_of_other_rights() -> None:
    assert is_of_other_rights(rights_in("地理标志保护多久"), "发明专利权的期限为二十年")


@pytest.mark.parametrize("text", ["按规定办理登记", "商标和专利都适用"])
def test_a_text_on_no_right_or_on_the_one_asked_about_is_not(text: str) -> None:
    assert not is_of_other_rights(rights_in("专利登记"), text)


def test_a_question_that_names_no_right_rules_nothing_out() -> None:
    assert not is_of_other_rights(rights_in("保护期多久"), "发明专利权的期限为二十年")


def gathered(assistant: Assistant, question: str) -> tuple[ParsedQuestion, list[Evidence]]:
    answerer = assistant.answerer
    parsed = understand(question, answerer.instruments)
    return parsed, list(answerer.gatherer.gather(parsed, day=DAY, places=(), also=frozenset()))


def test_a_clause_on_another_right_is_told_from_the_one_asked_about(assistant: Assistant) -> None:
    _, evidence = gathered(assistant, "地理标志产品保护期多久")
    others = [e for e in evidence if e.is_of_other_rights]
    assert others
    assert all(e.names_other for e in others)


def test_a_clause_on_another_right_is_not_quoted_beside_the_right_one(
    assistant: Assistant,
) -> None:
    judge = Judge(load_calibration())
    parsed, evidence = gathered(assistant, "发明专利权的期限是多久")
    best, *_ = judge.decide(parsed, evidence, places=(), has_local=False).answering
    twin = replace(best.passage, id="twin", heading="另一条")
    pair = [
        replace(best, is_of_other_rights=True),
        replace(best, scored=replace(best.scored, passage=twin)),
    ]
    (quoted,) = judge.decide(parsed, pair, places=(), has_local=False).answering
    assert quoted.passage.id == "twin"
