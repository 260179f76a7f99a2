from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.errors import ExpressionError
from assistant.eligibility.profile import Profile
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.expression import parse_condition, parse_figure

DAY = date(2026, 11, 22)


def truth(text: str, *, day: date = DAY, **facts: Any) -> bool | None:
    return parse_condition(text).value(Case(Profile.model_validate(facts), day))


def test_staff_can_write_full_width_marks() -> None:
    assert truth(
        "（职工总数 ≥ 10 人）且 科技人员／职工总数 ≥ 10％".replace("／", "/"),
        staff=10,
        technical_staff=1,
    )


@pytest.mark.parametrize(
    ("sign", "below", "at", "above"),
    [
        (">=", False, True, True),
        (">", False, False, True),
        ("<=", True, True, False),
        ("<", True, False, False),
        ("=", False, True, False),
        ("!=", True, False, True),
    ],
)
def test_each_sign_just_below_at_and_above(sign: str, below: bool, at: bool, above: bool) -> None:
    text = f"资产负债率 {sign} 70%"

    results = [truth(text, debt_ratio=ratio) for ratio in (69.99, 70, 70.01)]

    assert results == [below, at, above]


@pytest.mark.parametrize(
    ("revenue", "needed"),
    [(4999.99, 5), (5000, 5), (5000.01, 4), (20000, 4), (20000.01, 3)],
)
def test_a_tier_holds_up_to_its_bound_and_the_next_from_just_above(
    revenue: float, needed: int
) -> None:
    tiers = "分档(营业收入[去年]; <= 5000 万元: 5%; <= 2 亿元: 4%; 其他: 3%)"

    assert truth(f"{tiers} = {needed}%", revenue={2025: revenue})


def test_shares_are_exact_at_the_threshold() -> None:
    text = "研发费用[去年] / 营业收入[去年] >= 4%"

    assert truth(text, revenue={2025: 5123.45}, rd_expense={2025: 204.938})
    assert truth(text, revenue={2025: 5123.45}, rd_expense={2025: 204.93799999}) is False


def test_units_of_one_kind_convert() -> None:
    assert truth("贷款金额 = 0.02 亿元 且 贷款金额 = 2000000 元", loan=200)


def test_several_years_count_from_registration_and_all_of_them_are_needed() -> None:
    text = "研发费用[近3年合计] = 30 万元"

    assert truth(text, rd_expense={2024: 10, 2025: 20}, registered="2024-05-01")
    assert truth(text, rd_expense={2024: 10, 2025: 20}) is None
    assert truth(text, rd_expense={2023: 0, 2024: 10, 2025: 20})
    assert truth(text, registered="2026-05-01") is None


def test_growth_is_the_mean_of_the_yearly_rates_and_needs_a_base_above_zero() -> None:
    text = "净利润[近2年平均增长率] = 50%"

    assert truth(text, net_profit={2023: 10, 2024: 10, 2025: 20})
    assert truth(text, net_profit={2023: 0, 2024: 10, 2025: 20}) is None
    assert truth("净利润[去年增长率] = 100%", net_profit={2024: 10, 2025: 20})


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("营业收入[前年] = 1 万元", {2024: 1}),
        ("营业收入[2020] = 1 万元", {2020: 1}),
        ("营业收入[今年] = 1 万元", {2026: 1}),
        ("营业收入[近2年平均] = 2 万元", {2024: 1, 2025: 3}),
        ("营业收入[近2年最小] = 1 万元", {2024: 1, 2025: 3}),
        ("营业收入[近2年最大] = 3 万元", {2024: 1, 2025: 3}),
    ],
)
def test_years_are_counted_from_the_day_of_the_application(
    text: str, figures: dict[int, int]
) -> None:
    assert truth(text, revenue=figures)


def test_division_by_zero_is_unknown() -> None:
    assert (
        truth("研发费用[去年] / 营业收入[去年] >= 5%", revenue={2025: 0}, rd_expense={2025: 9})
        is None
    )


@pytest.mark.parametrize(
    ("registered", "day", "reached"),
    [
        ("2025-03-10", date(2026, 3, 9), False),
        ("2025-03-10", date(2026, 3, 10), True),
        ("2024-02-29", date(2025, 2, 27), False),
        ("2024-02-29", date(2025, 2, 28), True),
        ("2023-02-28", date(2024, 2, 28), True),
    ],
)
def test_a_year_is_full_on_the_anniversary(registered: str, day: date, reached: bool) -> None:
    assert truth("已满(注册日期; 1 年)", day=day, registered=registered) is reached


@pytest.mark.parametrize(
    ("happened", "recent"),
    [
        ("无", False),
        ("2025-11-22", False),
        ("2025-11-23", True),
        ("2026-11-22", True),
        (None, None),
    ],
)
def test_an_event_is_recent_until_its_anniversary(
    happened: str | None, recent: bool | None
) -> None:
    assert truth("近期发生(违反诚信原则行为; 1 年)", last_bad_faith=happened) is recent


@pytest.mark.parametrize(("granted", "inside"), [("2017-01-01", True), ("2016-12-31", False)])
def test_ten_calendar_years_include_that_of_the_grant(granted: str, inside: bool) -> None:
    assert truth("年度内(授权日期; 10 年)", granted=granted) is inside


@pytest.mark.parametrize(("ends", "valid"), [("2027-05-22", True), ("2027-05-21", False)])
def test_days_can_be_moved_by_periods(ends: str, valid: bool) -> None:
    assert truth("贯标证书有效期至 >= 申请日 + 6 个月", certificate_expires=ends) is valid


@pytest.mark.parametrize(
    ("region", "inside"),
    [
        ("广东省/广州市/南沙区", True),
        ("广东省/广州市", None),
        ("广东省/深圳市", False),
        (None, None),
    ],
)
def test_a_place_told_too_coarsely_is_unknown(region: str | None, inside: bool | None) -> None:
    assert truth('地区属于("广东省/广州市/南沙区")', region=region) is inside


@pytest.mark.parametrize(("code", "inside"), [("C3562", True), ("C", None), ("I65", False)])
def test_an_industry_lies_in_the_groups_its_code_begins_with(
    code: str, inside: bool | None
) -> None:
    assert truth('行业属于("C35", "C38")', industry=code) is inside


def test_honours_not_listed_are_unknown_until_the_list_is_said_to_be_complete() -> None:
    text = '有资质("高新技术企业")'
    other = [{"name": "国家知识产权优势企业"}]

    assert truth(text) is None
    assert truth(text, honours=[]) is False
    assert truth(text, honours=other) is None
    assert truth(text, honours=other, no_other_honours=True) is False
    assert truth(text, honours=[{"name": "高新技术企业", "year": 2025}]) is True


@pytest.mark.parametrize(("year", "long"), [(2022, True), (2023, None), (2024, False)])
def test_an_honour_known_by_year_only_is_unknown_in_between(year: int, long: bool | None) -> None:
    text = '资质满("国家知识产权优势企业"; 3 年)'

    assert truth(text, honours=[{"name": "国家知识产权优势企业", "year": year}]) is long


def test_joined_conditions_and_the_greater_and_the_less() -> None:
    assert truth(
        "至少(2; 独立法人; 有研发机构; 专利为共有)", legal_person=True, rd_institution=True
    )
    assert truth("至少(2; 独立法人; 有研发机构; 专利为共有)", legal_person=True) is None
    assert truth("全部(独立法人; 非 专利为共有)", legal_person=True, co_owned=False)
    assert truth("较大(评估费; 担保费) = 3 万元", valuation_fee=1, guarantee_fee=3)
    assert truth("较小(评估费; 担保费) = 1 万元", valuation_fee=1, guarantee_fee=3)


@pytest.mark.parametrize(
    ("text", "said", "position"),
    [
        ("研发 >= 3 万元", "没有“研发”这个字段", 1),
        ("研发费用 >= 3 万元", "要写明哪一年", 1),
        ("研发费用[去年] >= 3 人", "单位不能相比", 1),
        ("职工总数 >= 10", "单位不能相比", 1),
        ("资产负债率 <= 70", "不带单位的 70 就是 7000%", 10),
        ("3 > 科技人员 / 职工总数", "不带单位的 3 就是 300%", 1),
        ("营业收入[近0年合计] > 1 万元", "不应出现在这里", 6),
        ("职工总数 + 评估费 > 1 人", "单位不能相加减", 8),
        ('企业规模 = "巨型"', "没有“巨型”这个选项", 8),
        ('企业规模 > "小型"', "文字只能这样比", 1),
        ("已满(注册日期; 1)", "这里要的是时间", 10),
        ("已满(注册日期; 0.5 月)", "整月或整天", 10),
        ("已满(注册日期)", "要有 2 个参数", 1),
        ("没有这个(注册日期)", "没有“没有这个”这个函数", 1),
        ("研发费用[去年]", "这里要的是条件", 1),
        ("分档(职工总数; <= 9 人: 1%; <= 5 人: 2%; 其他: 3%) > 1%", "从小到大", 22),
        ("分档(职工总数; <= 9 人: 1%) > 1%", "最后一档", 1),
        ("2026-02-30 <= 申请日", "没有 2026-02-30 这一天", 1),
        ('有资质("天下第一")', "没有登记", 5),
        ('地区属于("天上")', "不认识的地名", 6),
        ("至少(3; 独立法人)", "不能要求至少 3 个", 4),
        ("参数(下限) > 1 万元", "没有“下限”这个参数", 4),
        ("独立法人 且", "还没有写完", 6),
        ("独立法人 独立法人", "不应出现在这里", 6),
        ("", "没有内容", None),
    ],
)
def test_a_rule_that_is_wrong_is_told_with_reason_and_position(
    text: str, said: str, position: int | None
) -> None:
    with pytest.raises(ExpressionError, match=said) as refused:
        parse_condition(text)

    assert refused.value.position == position


@pytest.mark.parametrize(
    "text",
    [
        '__import__("os")',
        "().__class__",
        "(lambda: 1)()",
        "9**9**9 > 1",
        "{1} > 0",
        "{{7*7}}",
        "独立法人; 独立法人",
        "exec",
        "`ls`",
        "职工总数.real > 1 人",
        "(" * 500 + "独立法人" + ")" * 500,
        "非 " * 900 + "独立法人",
        "1" * 2001,
        "职工总数 > 1" + "0" * 500 + " 人",
    ],
)
def test_nothing_but_the_language_is_understood_and_hostile_rules_are_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_condition(text)


@given(
    st.text(
        alphabet='研发费用营业收入[去年]()（）且或非 >=<;:123万元%"“”近3年合计分档其他', max_size=60
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_condition(text)
    except ExpressionError as refused:
        assert refused.reason


def test_a_formula_must_measure_what_is_asked() -> None:
    with pytest.raises(ExpressionError, match="这里要的是"):
        parse_figure("职工总数", dimensions=((("万元", 1),),))
