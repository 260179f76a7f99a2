from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.assess import Assessment, Verdict, assess, judge
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.programme_parts import Role
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import Missing
from tests.assistant.eligibility.made_up_programme import DAY, MADE_UP, REFERENCE, fitting, made_up

MONEY = st.integers(min_value=1, max_value=20_000)
PROFILES = st.fixed_dictionaries(
    {},
    optional={
        "registered": st.dates(date(2015, 1, 1), date(2026, 11, 22)),
        "revenue": st.dictionaries(st.just(2025), MONEY),
        "rd_expense": st.dictionaries(st.just(2025), MONEY),
        "last_incident": st.just("无") | st.dates(date(2020, 1, 1), DAY),
    },
)


def assessed(**changes: Any) -> Assessment:
    return assess(made_up(), fitting(**changes), day=DAY)


def verdicts(assessment: Assessment) -> dict[str, Verdict]:
    return {result.criterion.id: result.verdict for result in assessment.results}


def test_a_company_that_fits_fulfils_every_criterion() -> None:
    assert assessed().verdict is Verdict.MET
    assert set(verdicts(assessed()).values()) == {Verdict.MET}


def test_one_criterion_that_fails_decides() -> None:
    failed = assessed(registered="2024-01-01")

    assert failed.verdict is Verdict.UNMET
    assert verdicts(failed)["age"] is Verdict.UNMET


def test_an_unknown_keeps_it_open_and_is_named_with_its_year() -> None:
    open_ = assessed(rd_expense=None)

    assert open_.verdict is Verdict.OPEN
    assert open_.missing() == (Missing(field="rd_expense", detail="2025"),)


def test_an_exclusion_that_is_hit_speaks_against_the_applicant() -> None:
    hit = assessed(last_incident="2026-03-01")

    assert verdicts(hit)["incident"] is Verdict.UNMET
    assert next(r for r in hit.results if r.criterion.id == "incident").threshold == (
        "近 1 年内没有发生"
    )


def test_value_threshold_and_figures_are_those_of_the_tier_that_applies() -> None:
    result = assessed(revenue={2025: 6000}, rd_expense={2025: 200}).results[2]

    assert (result.value, result.threshold) == ("3.33%", "≥ 4%")
    assert result.used == ("研发费用 2025 年：200 万元", "营业收入 2025 年：6000 万元")
    assert result.explanation is not None
    assert result.explanation.margin == "0.67 个百分点"


@pytest.mark.parametrize(
    ("day", "version", "verdict"),
    [
        (date(2017, 7, 31), None, Verdict.UNMET),
        (date(2026, 8, 31), "2017", Verdict.MET),
        (date(2026, 9, 1), "2026", Verdict.UNMET),
    ],
)
def test_the_rules_and_figures_of_the_day_of_the_application_decide(
    day: date, version: str | None, verdict: Verdict
) -> None:
    company = fitting(revenue={2025: 4000, 2016: 1}, rd_expense={2025: 60, 2016: 1})

    found = assess(made_up(), company, day=day)

    assert (found.version.id if found.version else None, found.verdict) == (version, verdict)
    assert found.references


def test_the_level_is_that_of_the_least_certain_figure_used() -> None:
    spending = assessed().results[1]

    assert spending.level.value == "C"
    assert [reference.document for reference in spending.references] == [
        "doc-made-up",
        "doc-parameter",
    ]


QUALITATIVE = f"""
[[versions.criteria]]
id = "influence"
text = "有影响力"
level = "B"
{REFERENCE}
"""
SCORED = f"""
[[versions.criteria]]
id = "institution"
text = "有研发机构"
kind = "scored"
weight = 60
expression = "有研发机构"
level = "B"
{REFERENCE}
[[versions.criteria]]
id = "trademark"
text = "有商标"
kind = "scored"
weight = 30
expression = "注册商标 >= 1 件"
level = "B"
{REFERENCE}
"""
MINIMUM = MADE_UP.replace('id = "2026"\n', 'id = "2026"\nminimum_score = 60\n')


def test_what_people_have_to_judge_never_comes_out_as_met() -> None:
    found = assess(made_up(MADE_UP + QUALITATIVE), fitting(), day=DAY)

    assert found.verdict is Verdict.OPEN
    assert found.results[-1].qualitative
    assert found.missing() == ()


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"rd_institution": True}, Verdict.MET),
        ({"rd_institution": False}, Verdict.UNMET),
        ({"trademarks": 3}, Verdict.OPEN),
    ],
)
def test_scored_criteria_must_reach_the_minimum(facts: dict[str, object], verdict: Verdict) -> None:
    assert assess(made_up(MINIMUM + SCORED), fitting(**facts), day=DAY).verdict is verdict


def test_without_a_published_minimum_scored_criteria_decide_nothing() -> None:
    programme = made_up(MADE_UP + SCORED)

    assert assess(programme, fitting(rd_institution=False), day=DAY).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("region", "verdict"),
    [("广州市南沙区", Verdict.MET), ("广东省", Verdict.OPEN), ("青岛市", Verdict.UNMET)],
)
def test_a_local_programme_is_for_its_own_place(region: str, verdict: Verdict) -> None:
    local = made_up(MADE_UP.replace('level = "国家"', 'level = "市"\nregion = "广东省/广州市"'))

    assert assess(local, fitting(region=region), day=DAY).verdict is verdict


@given(PROFILES)
def test_unknown_never_yields_met_and_every_verdict_has_its_clause(
    facts: dict[str, object],
) -> None:
    found = assess(made_up(), Profile.model_validate(facts), day=DAY)

    for result in found.results:
        assert result.references
        assert bool(result.missing) is (result.verdict is Verdict.OPEN)
    decided = [r.verdict for r in found.results if r.criterion.kind is not Role.SCORED]
    assert (found.verdict is Verdict.MET) is all(v is Verdict.MET for v in decided)


@given(PROFILES, PROFILES)
def test_filling_in_what_is_unknown_contradicts_no_decided_verdict(
    facts: dict[str, object], more: dict[str, object]
) -> None:
    before = assess(made_up(), Profile.model_validate(facts), day=DAY)
    after = assess(made_up(), Profile.model_validate({**more, **facts}), day=DAY)

    for old, new in zip(before.results, after.results, strict=True):
        is_refined = {**more, **facts}.keys() >= facts.keys()
        if is_refined and old.verdict is not Verdict.OPEN:
            assert new.verdict is old.verdict


@given(st.integers(1, 20_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_more_research_never_turns_met_into_unmet(revenue: int, less: int, more: int) -> None:
    low, high = sorted((less, more))
    before = assessed(revenue={2025: revenue}, rd_expense={2025: low})
    after = assessed(revenue={2025: revenue}, rd_expense={2025: high})

    for old, new in zip(before.results, after.results, strict=True):
        if old.verdict is Verdict.MET:
            assert new.verdict is Verdict.MET


@given(PROFILES)
def test_the_quick_judgement_is_that_of_the_assessment(facts: dict[str, object]) -> None:
    company = Profile.model_validate(facts)

    assert (
        judge(made_up(), Case(company, DAY)).verdict is assess(made_up(), company, day=DAY).verdict
    )


def test_of_a_span_that_is_partly_known_the_known_years_are_shown_once() -> None:
    (high_tech,) = (one for one in load_programmes() if one.id == "high-tech")
    profile = Profile.model_validate({"revenue": {2025: 6000}, "rd_expense": {2025: 300}})
    results = {one.criterion.id: one for one in assess(high_tech, profile, day=DAY).results}
    assert results["rd-ratio"].verdict is Verdict.OPEN
    assert sorted(results["rd-ratio"].used) == [
        "研发费用 2025 年：300 万元",
        "营业收入 2025 年：6000 万元",
    ]
