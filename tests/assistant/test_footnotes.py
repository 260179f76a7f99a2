"""The numbers of citations."""

from __future__ import annotations

import dataclasses

import pytest

from assistant.footnotes import numbered_citations, numbers_of
from tests.assistant.scripted_asker import (
    ALLOWED,
    COMING,
    MEASURE,
    RECOMMENDED,
    ScriptedAsker,
)

ANSWER = ScriptedAsker().ask("可以优先审查吗？")


def test_citations_are_numbered_in_the_order_they_are_met_each_once() -> None:
    assert numbered_citations(ANSWER) == (ALLOWED, RECOMMENDED, MEASURE)


def test_the_nearest_clauses_of_a_refusal_are_numbered_too() -> None:
    assert numbered_citations(ScriptedAsker().ask("火星")) == (ALLOWED, MEASURE)


def test_a_sentence_with_the_same_clause_twice_shows_one_number() -> None:
    assert numbers_of((RECOMMENDED, ALLOWED, RECOMMENDED), ANSWER) == (1, 2)


def test_the_same_characters_are_one_citation_whatever_the_locator_says() -> None:
    elsewhere = dataclasses.replace(MEASURE, locator="四、")
    assert numbers_of((elsewhere,), ANSWER) == (3,)


def test_a_citation_of_another_answer_has_no_number() -> None:
    with pytest.raises(ValueError, match="not in list"):
        numbers_of((COMING,), ANSWER)
