"""What one company can have in its place on one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assistant.eligibility.honours import Honour
from assistant.eligibility.matching import Standing, SupportPlan, match_support
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from tests.assistant.eligibility.lark_programmes import amount, conflict, lark_programme

DAY = date(2026, 11, 22)
SHIPPED = load_programmes()
LOCAL = {"nansha-award", "nansha-pledge", "xuchang-pledge", "qingdao-pledge"}
RICH = Profile(revenue={2025: Decimal(500)})


def _shown(plan: SupportPlan) -> set[str]:
    return {match.programme.id for match in plan.matches}


def _standing(plan: SupportPlan, programme: str) -> Standing:
    return next(m.standing for m in plan.matches if m.programme.id == programme)


@pytest.mark.parametrize(
    ("region", "local"),
    [
        ("广东省/广州市/南沙区", {"nansha-award", "nansha-pledge"}),
        ("广东省/广州市", {"nansha-award", "nansha-pledge"}),
        ("广东省/广州市/天河区", set()),
        ("广东省/深圳市", set()),
        ("河南省/许昌市/魏都区", {"xuchang-pledge"}),
        ("山东省/青岛市", {"qingdao-pledge"}),
        ("山东省", {"qingdao-pledge"}),
        ("北京市", set()),
        (None, set()),
    ],
)
def test_only_programmes_of_the_companys_place_are_shown(
    region: str | None, local: set[str]
) -> None:
    plan = match_support(SHIPPED, Profile(region=region), day=DAY)
    assert _shown(plan) & LOCAL == local
    assert _shown(plan) - LOCAL == {p.id for p in SHIPPED} - LOCAL


def test_a_place_that_may_be_the_right_one_leaves_the_programme_unknown() -> None:
    profile = Profile(
        region="广东省/广州市", honours=(Honour(name="国家知识产权优势企业", year=2023),)
    )
    plan = match_support(SHIPPED, profile, day=DAY)
    assert _standing(plan, "nansha-award") is Standing.UNKNOWN
    assert plan.combination.total == 0


def test_without_a_place_the_plan_says_that_local_support_is_not_listed() -> None:
    assert any("地区" in remark for remark in match_support(SHIPPED, Profile(), day=DAY).remarks)
    told = match_support(SHIPPED, Profile(region="北京市"), day=DAY).remarks
    assert not any("没有填写所在地区" in remark for remark in told)


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("湖南省/长沙市", True),
        ("广东省/广州市/天河区", True),
        ("广东省/广州市/南沙区", False),
        ("广东省", False),
        (None, False),
    ],
)
def test_a_place_without_local_programmes_of_ours_is_told(region: str | None, told: bool) -> None:
    remarks = match_support(load_programmes(), Profile(region=region), day=DAY).remarks
    assert any("没有收录" in remark and str(region) in remark for remark in remarks) is told


def test_a_title_held_is_not_offered_again() -> None:
    profile = Profile(honours=(Honour(name="高新技术企业", obtained=date(2025, 12, 1)),))
    plan = match_support(SHIPPED, profile, day=DAY)
    assert _standing(plan, "high-tech") is Standing.HELD
    assert "high-tech" not in {match.programme.id for match in plan.within_reach()}
    assert any(due.day == date(2028, 11, 30) for due in plan.dates)


def test_a_title_that_ran_out_is_not_held() -> None:
    profile = Profile(honours=(Honour(name="高新技术企业", obtained=date(2023, 11, 22)),))
    plan = match_support(SHIPPED, profile, day=DAY)
    assert _standing(plan, "high-tech") is not Standing.HELD


@pytest.mark.parametrize(
    ("score", "staff", "incident", "standing"),
    [
        (71, 100, "无", Standing.ELIGIBLE),
        (70, 100, "无", Standing.NEARLY),
        (70, 101, "无", Standing.NEARLY),
        (30, 100, "无", Standing.UNMET),
        (71, 100, date(2025, 12, 1), Standing.NEARLY),
        (71, None, "无", Standing.UNKNOWN),
    ],
)
def test_a_programme_is_near_when_few_conditions_are_missing_by_little(
    score: int, staff: int | None, incident: object, standing: Standing
) -> None:
    years = (2023, 2024, 2025)
    profile = Profile.model_validate(
        {
            "registered": "2019-01-01",
            "owns_core_ip": True,
            "supported_field": True,
            "staff": staff,
            "technical_staff": 10,
            "revenue": dict.fromkeys(years, 1000),
            "rd_expense": dict.fromkeys(years, 50),
            "domestic_rd_expense": dict.fromkeys(years, 50),
            "total_income": {2025: 1000},
            "high_tech_income": {2025: 600},
            "innovation_score": score,
            "last_incident": incident,
        }
    )
    assert _standing(match_support(SHIPPED, profile, day=DAY), "high-tech") is standing


def test_what_is_hardly_known_is_not_called_nearly_reached() -> None:
    profile = Profile.model_validate({"revenue": {2025: 6000}, "rd_expense": {2025: 300}})
    plan = match_support(SHIPPED, profile, day=DAY)
    assert _standing(plan, "little-giant") is Standing.UNMET


def test_what_cannot_be_undone_keeps_a_programme_out_of_reach() -> None:
    profile = Profile.model_validate(
        {
            "matter": "发明",
            "in_examination": True,
            "first_action": True,
            "valuable": True,
            "emerging_industry": True,
            "applicants": 1,
            "electronic": True,
            "recommended": True,
        }
    )
    plan = match_support(SHIPPED, profile, day=DAY)
    assert _standing(plan, "priority-examination") is Standing.UNMET


def test_a_day_to_wait_is_near_even_when_nothing_else_is_met() -> None:
    honour = Honour(name="国家知识产权优势企业", obtained=date(2022, 9, 19))
    plan = match_support(SHIPPED, Profile(honours=(honour,)), day=date(2025, 9, 18))
    assert _standing(plan, "ip-demonstration") is Standing.NEARLY


def test_what_only_people_can_judge_is_never_called_met() -> None:
    plan = match_support(SHIPPED, Profile(invention_patents=500), day=DAY)
    assert _standing(plan, "ip-advantage") is Standing.JUDGED


def test_best_standing_comes_first() -> None:
    plan = match_support(SHIPPED, Profile(region="广东省/广州市/南沙区"), day=DAY)
    order = list(Standing)
    places = [order.index(match.standing) for match in plan.matches]
    assert places == sorted(places)


def test_instead_of_what_is_out_of_reach_comes_what_is_closer_of_the_same_kind() -> None:
    profile = Profile.model_validate(
        {
            "size": "小型",
            "market_since": "2024-01-01",
            "rd_expense": {"2025": 200},
            "revenue": {"2025": 4000},
            "specialised_score": 70,
            "honours": [],
        }
    )
    plan = match_support(SHIPPED, profile, day=DAY)
    assert _standing(plan, "little-giant") is Standing.UNMET
    instead = [match.programme.id for match in plan.instead_of("little-giant")]
    assert instead == ["specialised-sme", "ip-advantage", "ip-demonstration"]
    assert plan.instead_of("specialised-sme") == ()
    assert plan.instead_of("lark") == ()


def test_of_two_reductions_of_one_annual_fee_the_better_is_taken() -> None:
    profile = Profile(
        applicant="企业",
        taxable_income={2025: Decimal(50)},
        applicants=1,
        granted=date(2022, 1, 1),
        annual_fee=Decimal(2000),
        open_licence=True,
    )
    plan = match_support(SHIPPED, profile, day=DAY)
    assert [a.written for a in plan.combination.chosen] == ["1700 元"]
    assert [d.amount.written for d in plan.combination.dropped] == ["300 元"]
    assert plan.combination.dropped[0].references
    assert len(plan.conflicts) == 1


def test_when_the_reduction_has_run_out_the_open_licence_counts() -> None:
    profile = Profile(
        applicant="企业",
        taxable_income={2025: Decimal(50)},
        applicants=1,
        granted=date(2016, 12, 31),
        annual_fee=Decimal(2000),
        open_licence=True,
    )
    plan = match_support(SHIPPED, profile, day=DAY)
    assert [a.written for a in plan.combination.chosen] == ["300 元"]


def test_money_counts_only_for_what_the_company_is_eligible_for() -> None:
    programme = lark_programme(version=amount("a", "5 万元"))
    assert match_support([programme], RICH, day=DAY).combination.total == Fraction(5)
    poor = Profile(revenue={2025: Decimal(100)})
    plan = match_support([programme], poor, day=DAY)
    assert plan.combination.total == 0
    assert plan.matches[0].amounts[0].written == "5 万元"


def test_a_conflict_with_something_that_is_no_programme_is_told() -> None:
    plan = match_support([lark_programme(top=conflict())], RICH, day=DAY)
    assert [notice.conflict.text for notice in plan.conflicts] == ["不得重复享受。"]


def test_a_conflict_with_a_programme_out_of_reach_is_not_told() -> None:
    first = lark_programme("first", top=conflict("second"))
    elsewhere = lark_programme("second", region="广东省/深圳市")
    profile = RICH.model_copy(update={"region": "北京市"})
    assert match_support([first, elsewhere], profile, day=DAY).conflicts == ()


def test_without_rules_on_the_day_a_programme_is_not_within_reach() -> None:
    plan = match_support([lark_programme()], RICH, day=date(2028, 1, 1))
    assert plan.matches[0].standing is Standing.NOT_IN_FORCE
    assert plan.within_reach() == ()
