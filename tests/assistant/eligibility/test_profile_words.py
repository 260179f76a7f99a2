"""A company profile from words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_reading import fill_in, not_understood, understood
from assistant.eligibility.profile_words import profile_of_turns, read_words

DAY = date(2026, 11, 22)


def told(*turns: str) -> Profile:
    return profile_of_turns(turns, day=DAY)[0]


def not_taken(text: str) -> str:
    profile, taken = fill_in(Profile(), read_words(text, day=DAY))
    assert profile == Profile()
    return not_understood(taken)


def test_a_company_describes_itself_in_one_breath() -> None:
    profile = told(
        "我们公司2019年成立，在广州南沙，去年营收 7200 万，研发 310 万，96 个人，其中研发 14 人，"
        "有 4 件发明专利、11 件实用新型，拿过优势企业"
    )
    assert profile == Profile(
        applicant="企业",
        region="广东省/广州市/南沙区",
        registered=date(2019, 12, 31),
        revenue={2025: Decimal(7200)},
        rd_expense={2025: Decimal(310)},
        staff=96,
        rd_staff=14,
        technical_staff=14,
        invention_patents=4,
        utility_patents=11,
        honours=(Honour(name="国家知识产权优势企业"),),
    )


def test_day_and_name_are_found_in_one_clause() -> None:
    profile = told("我们是 2019 年 3 月 5 日成立的云雀谷科技有限公司")
    assert (profile.registered, profile.name) == (date(2019, 3, 5), "云雀谷科技有限公司")


def test_what_was_assumed_is_said_with_the_value() -> None:
    _, taken = profile_of_turns(["2019年成立，员工两百来人，营收 900 万元"], day=DAY)
    assert understood(taken) == (
        "我理解为：注册日期 2019-12-31（只说了年份，按最晚的一天算）；职工总数 200 人（约数）；"
        "2025 年营业收入 900 万元（没说年份，按上一年算）。不对请直接更正。"
    )


@given(st.integers(1, 10**7), st.sampled_from(["万元", "万", "w", "W", " 万 元".replace(" ", "")]))
def test_a_figure_in_wan_is_read_back_exactly(number: int, unit: str) -> None:
    assert told(f"去年营收{number}{unit}").revenue == {2025: Decimal(number)}


@given(st.integers(10_000, 10**10).map(lambda n: n // 100 * 100))
def test_a_figure_in_yuan_becomes_wan_yuan(yuan: int) -> None:
    assert told(f"去年研发费用{yuan}元").rd_expense == {2025: Decimal(yuan) / 10_000}


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    profile_of_turns([text], day=DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("营收前年5000万，去年6000万", {2024: 5000, 2025: 6000}),
        ("2023、2024、2025年营收分别是4千万、五千万、0.6亿", {2023: 4000, 2024: 5000, 2025: 6000}),
        ("近三年营收分别为400、500、600万", {2023: 400, 2024: 500, 2025: 600}),
        ("24年营收1.2亿", {2024: 12000}),
        ("二〇二四年度销售收入1亿2千万", {2024: 12000}),
        ("今年到现在营收三百万", {2026: 300}),
    ],
)
def test_several_years_keep_their_figures_apart(text: str, expected: dict[int, Decimal]) -> None:
    assert told(text).revenue == expected


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        ("研发是 380 万", {2024: 380}),
        ("不对，研发 380 万", {2024: 380}),
        ("不是300万，是380万", {2024: 380}),
        ("研发不是300万而是380万", {2024: 380}),
        ("2025年研发是 380 万", {2024: 300, 2025: 380}),
    ],
)
def test_a_correction_replaces_the_figure_it_is_about(
    correction: str, expected: dict[int, Decimal]
) -> None:
    assert told("2024年研发 300 万，营收 5000 万", correction).rd_expense == expected


def test_a_share_becomes_a_figure_once_the_whole_is_known() -> None:
    profile, taken = profile_of_turns(["去年营收 3000 万，研发占比 6%"], day=DAY)
    assert profile.rd_expense == {2025: Decimal(180)}
    assert "由营业收入 3000 万元 的 6% 算得" in understood(taken)
    assert "还要知道营业收入" in not_taken("研发占比 6%")


def test_a_share_that_contradicts_the_figure_is_told() -> None:
    _, taken = profile_of_turns(["去年营收3000万，研发费120万占9%"], day=DAY)
    assert "对不上" in not_understood(taken)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("营收 6000", "没有写单位"),
        ("营收不到5000万", "不是准数"),
        ("研发300到400万", "不是准数"),
        ("近三年研发共900万", "逐年"),
        ("专利30件", "发明、实用新型、外观设计"),
        ("大专以上一百五十人", "没说明是哪一项"),
        ("一共投了500万", "没说明是哪一项"),
        ("营收从3000万涨到5000万", "逐年"),
        ("今年预计营收8000万", "预计数"),
        ("去年产值2.3亿", "产值不等于营业收入"),
        ("税前利润300万", "请给出净利润"),
        ("2024年成立的", "请写明年月日"),
        ("出过安全事故", "请写明年月日"),
        ("已经贯标了", "哪一版"),
    ],
)
def test_what_finds_no_place_is_said_back(text: str, reason: str) -> None:
    assert reason in not_taken(text)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("没有出过安全事故", "last_incident", "无"),
        ("2025年3月4日出过安全事故", "last_incident", date(2025, 3, 4)),
        ("还没贯标", "certificate", "无"),
        ("通过了新版贯标", "certificate", "GB/T 29490-2023"),
        ("没有发明专利", "invention_patents", 0),
        ("不是独立法人", "legal_person", False),
        ("我们是独立法人", "legal_person", True),
        ("没被列入失信名单", "dishonesty_listed", False),
        ("建有省级研发中心", "rd_institution", True),
        ("成立于2020年2月29日", "registered", date(2020, 2, 29)),
        ("成立三年半了", "registered", date(2023, 5, 22)),
        ("申请了5件发明", "invention_applications", 5),
        ("总人数 一百零五", "staff", 105),
        ("去年亏损300万", "net_profit", {2025: -300}),
        ("我们是小型企业", "size", "小型"),
    ],
)
def test_statements_fill_their_field(text: str, field: str, value: object) -> None:
    assert getattr(told(text), field) == value


@pytest.mark.parametrize(
    "text",
    [
        "我们能申报国家知识产权优势企业吗？还差什么？",
        "我们有没有资格评高新技术企业",
        "优势企业的申报条件是什么",
        "想申报专精特新",
        "有没有研发机构",
    ],
)
def test_what_is_asked_about_is_no_fact(text: str) -> None:
    assert told(text) == Profile()


def test_a_title_with_its_year_and_one_that_is_missing() -> None:
    profile = told("2022年认定的高企，还没拿到专精特新")
    assert profile.honours == (
        Honour(name="高新技术企业", year=2022),
        Honour(name="专精特新中小企业", held=False),
    )


@pytest.mark.parametrize(
    ("messages", "technical"),
    [
        (("80个人，其中研发12人",), 12),
        (("80个人，研发人员占15%",), 12),
        (("80个人，研发12人，科技人员15人",), 15),
        (("科技人员15人", "研发12人"), 15),
        (("研发12人", "研发人员是14人"), 14),
    ],
)
def test_people_of_research_are_technical_staff_until_those_are_told(
    messages: tuple[str, ...], technical: int
) -> None:
    assert profile_of_turns(messages, day=DAY)[0].technical_staff == technical


def test_counting_people_of_research_as_technical_staff_is_said() -> None:
    _, reading = profile_of_turns(("80个人，其中研发12人",), day=DAY)
    assert "科技人员 12 人（先按研发人员数算" in understood(reading)


@pytest.mark.parametrize(
    "words", ["研发费用全部在境内", "研发都在国内做", "境内研发全部", "全部在境内", "都在国内"]
)
def test_research_that_is_all_domestic_gives_the_figures_of_each_year(words: str) -> None:
    profile, _ = profile_of_turns(("2025年研发300万，2024年研发200万", words), day=DAY)
    assert profile.domestic_rd_expense == {2024: Decimal(200), 2025: Decimal(300)}


@pytest.mark.parametrize("words", ["产品全部在国内销售", "我们都在国内参展", "研发不都在境内"])
def test_what_is_domestic_besides_research_gives_no_figures(words: str) -> None:
    profile, _ = profile_of_turns(("2025年研发300万", words), day=DAY)
    assert profile.domestic_rd_expense is None


@pytest.mark.parametrize(
    ("words", "owned"),
    [
        ("核心专利是自己的", True),
        ("核心技术的知识产权都归公司所有", True),
        ("核心专利不是自己的", False),
        ("核心技术的专利不归我们", False),
    ],
)
def test_whose_the_core_patents_are_is_read(words: str, owned: bool) -> None:
    assert profile_of_turns((words,), day=DAY)[0].owns_core_ip is owned
