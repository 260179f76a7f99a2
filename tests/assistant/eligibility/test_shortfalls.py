from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.eligibility.assess import assess
from assistant.eligibility.profile import Profile
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.expression import parse_condition
from assistant.eligibility.rules.find_ways import find_ways
from assistant.eligibility.rules.ways import Change, ChangeKind, Way
from assistant.eligibility.shortfalls import shortest_way, shortfalls
from tests.assistant.eligibility.made_up_programme import DAY, fitting, made_up

TIERS = (
    "研发费用[去年] / 营业收入[去年] >= "
    "分档(营业收入[去年]; <= 5000 万元: 5%; <= 2 亿元: 4%; 其他: 3%)"
)


def texts(rule: str, **facts: object) -> list[list[str]]:
    case = Case(Profile.model_validate(facts), DAY)
    return [
        [change.text for change in way.changes] for way in find_ways(parse_condition(rule), case)
    ]


def applied(case: Case, way: Way) -> Case:
    """The company after the way was gone."""
    facts: dict[str, object] = {}
    assumed: dict[tuple[str, str], Fraction] = {}
    day = case.day
    for change in way.changes:
        if change.key is not None and change.amount is not None:
            sign = -1 if change.kind is ChangeKind.LOWER else 1
            assumed[change.key] = sign * change.amount
        elif change.kind is ChangeKind.WAIT and change.day is not None:
            day = max(day, change.day)
        elif change.missing is not None:
            facts[change.missing.field] = _new_value(change)
    profile = Profile.model_validate({**case.profile.model_dump(exclude_none=True), **facts})
    return Case(profile, day, assumed=assumed)


def _new_value(change: Change) -> object:
    if change.kind is ChangeKind.OBTAIN and change.missing is not None:
        return [{"name": change.missing.detail, "obtained": "2020-01-01", "expires": "2090-01-01"}]
    return change.day if change.kind is ChangeKind.EXTEND else change.answer


@pytest.mark.parametrize(
    ("rule", "facts", "said"),
    [
        (
            "研发费用[去年] >= 100 万元",
            {"rd_expense": {2025: 82}},
            [["研发费用 2025 年还差 18 万元"]],
        ),
        (
            TIERS,
            {"rd_expense": {2025: 200}, "revenue": {2025: 6000}},
            [["研发费用 2025 年还差 40 万元（其他数值不变时）"]],
        ),
        ("Ⅰ类知识产权 >= 2 件", {"class_one_ip": 1}, [["Ⅰ类知识产权还差 1 件"]]),
        ("细分市场占有率 > 10%", {"market_share": 10}, [["细分市场占有率还差 0.01 个百分点"]]),
        ("资产负债率 <= 70%", {"debt_ratio": 72.5}, [["资产负债率须降低 2.5 个百分点"]]),
        (
            "已满(注册日期; 3 年)",
            {"registered": "2024-06-15"},
            [["再过 6 个月 24 天（2027-06-15），注册日期满 3 年"]],
        ),
        (
            "非 近期发生(违反诚信原则行为; 1 年)",
            {"last_bad_faith": "2026-11-20"},
            [["再过 11 个月 29 天（2027-11-20），违反诚信原则行为近 1 年内没有发生"]],
        ),
        ('有资质("高新技术企业")', {"honours": []}, [["须取得“高新技术企业”"]]),
        ("有研发机构", {"rd_institution": False}, [["须做到：有研发机构"]]),
        ('企业规模 = "小型"', {"size": "大型"}, []),
        ("年度内(授权日期; 1 年)", {"granted": "2020-01-01"}, []),
        ("独立法人", {}, [["补充：独立法人"]]),
        ("独立法人", {"legal_person": True}, [[]]),
    ],
)
def test_what_is_missing_is_computed_and_said(
    rule: str, facts: dict[str, object], said: list[list[str]]
) -> None:
    assert texts(rule, **facts) == said


def test_revenue_is_never_advised_to_reach_a_lower_tier() -> None:
    ways = texts(TIERS, rd_expense={2025: 245}, revenue={2025: 5000})

    assert ways == [["研发费用 2025 年还差 5 万元（其他数值不变时）"]]


def test_of_alternatives_the_cheapest_comes_first() -> None:
    rule = '研发费用[去年] >= 100 万元 或 有资质("高新技术企业")'

    assert texts(rule, rd_expense={2025: 99}, honours=[])[0] == ["研发费用 2025 年还差 1 万元"]
    assert texts(rule, rd_expense={2025: 1}, honours=[])[0] == ["须取得“高新技术企业”"]


def test_at_least_two_of_three_asks_for_the_cheapest_that_are_lacking() -> None:
    rule = "至少(2; 独立法人; Ⅰ类知识产权 >= 10 件; 注册商标 >= 10 件)"

    assert texts(rule, legal_person=True, class_one_ip=9, trademarks=2)[0] == [
        "Ⅰ类知识产权还差 1 件"
    ]


CONDITIONS = (
    TIERS,
    "研发费用[去年] >= 100 万元 且 研发费用[去年] / 营业收入[去年] >= 3%",
    "任一(Ⅰ类知识产权 >= 5 件; 研发费用[去年] >= 500 万元)",
    "至少(2; Ⅰ类知识产权 >= 5 件; 有研发机构; 科技人员 / 职工总数 >= 10%)",
    "非(资产负债率 > 70% 或 近期发生(违反诚信原则行为; 2 年))",
    '已满(注册日期; 3 年) 且 有资质("高新技术企业")',
    "贯标证书有效期至 >= 申请日 且 独立法人",
)


@settings(max_examples=60)
@given(
    st.sampled_from(CONDITIONS),
    st.fixed_dictionaries(
        {
            "revenue": st.builds(lambda v: {2025: v}, st.integers(1, 30_000)),
            "rd_expense": st.builds(lambda v: {2025: v}, st.integers(0, 3000)),
            "class_one_ip": st.integers(0, 8),
            "staff": st.integers(1, 200),
            "technical_staff": st.integers(0, 50),
            "rd_institution": st.booleans(),
            "legal_person": st.booleans(),
            "debt_ratio": st.integers(0, 150),
            "last_bad_faith": st.just("无") | st.dates(date(2023, 1, 1), DAY),
            "registered": st.dates(date(2021, 1, 1), DAY),
            "honours": st.just([]),
            "certificate_expires": st.dates(date(2025, 1, 1), date(2027, 1, 1)),
        }
    ),
)
def test_going_the_way_makes_the_condition_met(rule: str, facts: dict[str, object]) -> None:
    node = parse_condition(rule)
    case = Case(Profile.model_validate(facts), DAY)
    assume(node.value(case) is False)

    ways = find_ways(node, case)

    assert ways
    for way in ways:
        assert node.value(applied(case, way)) is True
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)


@given(st.integers(1, 30_000), st.integers(0, 2000))
def test_the_amount_lacking_is_the_least_that_helps(revenue: int, spent: int) -> None:
    node = parse_condition(TIERS)
    case = Case(
        Profile.model_validate({"revenue": {2025: revenue}, "rd_expense": {2025: spent}}), DAY
    )
    assume(node.value(case) is False)

    change = find_ways(node, case)[0].changes[0]
    assert change.key is not None and change.amount is not None
    step = Fraction(1, 100)
    assert node.value(case.assuming({change.key: change.amount})) is True
    assert node.value(case.assuming({change.key: change.amount - step})) is False


def test_a_share_of_nothing_stays_open_and_has_no_way() -> None:
    assert texts(TIERS, revenue={2025: 0}, rd_expense={2025: 5}) == []


def test_what_decides_most_comes_first() -> None:
    company = fitting(registered="2024-01-01", rd_expense={2025: 190}, last_incident=None)
    found = shortfalls(assess(made_up(), company, day=DAY), company)

    assert [shortfall.result.criterion.id for shortfall in found] == ["age", "share", "incident"]


def test_the_shortest_way_of_a_programme_takes_each_figure_once_and_waits_last() -> None:
    company = fitting(registered="2024-01-01", rd_expense={2025: 90})
    way = shortest_way(assess(made_up(), company, day=DAY), company)

    assert [change.kind for change in way.changes] == [ChangeKind.RAISE, ChangeKind.WAIT]
    assert way.changes[0].text.startswith("研发费用 2025 年还差 110 万元")
    assert way.changes[1].day == date(2027, 1, 1)
    assert way.unsolved == way.judged == ()
