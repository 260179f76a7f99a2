from __future__ import annotations

from datetime import date

import pytest

from assistant.eligibility.assess import Verdict
from assistant.eligibility.outlook import outlook
from tests.assistant.eligibility.made_up_programme import DAY, fitting, made_up


def test_a_switch_of_the_rules_is_told_with_its_day() -> None:
    found = outlook(made_up(), fitting(), day=date(2026, 8, 31), later=date(2026, 9, 1))

    assert [(turn.day, turn.criterion) for turn in found.turns] == [(date(2026, 9, 1), "")]


def test_an_anniversary_changes_the_verdict_on_its_very_day() -> None:
    company = fitting(registered="2023-12-05")
    found = outlook(made_up(), company, day=DAY, later=date(2026, 12, 20))

    (turn,) = found.turns
    assert (turn.day, turn.criterion) == (date(2026, 12, 5), "age")
    assert found.later.verdict is Verdict.MET
    assert turn.references


def test_a_new_year_asks_for_the_figures_of_the_old_one() -> None:
    found = outlook(made_up(), fitting(), day=DAY, later=date(2027, 2, 1))

    assert {turn.day for turn in found.turns} == {date(2027, 1, 1)}
    assert all("2026 年的数据" in turn.text for turn in found.turns)


def test_the_later_day_must_be_later() -> None:
    with pytest.raises(ValueError, match="not after"):
        outlook(made_up(), fitting(), day=DAY, later=DAY)
