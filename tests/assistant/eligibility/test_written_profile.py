from __future__ import annotations

import json
from decimal import Decimal

import pytest

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_json import profile_of, read_profile


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"企业名称": "云雀谷"}, {"name": "云雀谷"}),
        ({"成立日期": "2019年5月10日"}, {"registered": "2019-05-10"}),
        ({"registered": "2019/5/10"}, {"registered": "2019-05-10"}),
        ({"营业收入": {"2025年": "6000万元"}}, {"revenue": {"2025": 6000}}),
        ({"营业收入": {"2025年度": "1.2亿元"}}, {"revenue": {"2025": 12000}}),
        ({"2025年营业收入（亿元）": 1.2}, {"revenue": {"2025": 12000}}),
        (
            {"2024年研发费用": 80, "2025年研发费用": "95万元"},
            {"rd_expense": {"2024": 80, "2025": 95}},
        ),
        (
            {"研发费用": {"2024": 80}, "2025年研发费用": 95},
            {"rd_expense": {"2024": 80, "2025": 95}},
        ),
        ({"员工人数": "80人"}, {"staff": 80}),
        ({"资产负债率": "65%"}, {"debt_ratio": 65}),
        ({"owns_core_ip": "是", "rd_institution": "无"}, {"owns_core_ip": 1, "rd_institution": 0}),
        ({"last_incident": "没有"}, {"last_incident": "无"}),
        ({"last_incident": False}, {"last_incident": "无"}),
        ({"贯标证书": "2023版"}, {"certificate": "GB/T 29490-2023"}),
        (
            {"资质": ["高新技术企业（2024-01-05）", {"名称": "省知识产权示范企业", "年份": 2023}]},
            {
                "honours": [
                    {"name": "高新技术企业", "year": 2024, "obtained": "2024-01-05"},
                    {"name": "省知识产权示范企业", "year": 2023},
                ]
            },
        ),
        ({"资质": "无"}, {"honours": []}),
        ({"name": "  ", "size": None}, {"name": ""}),
    ],
)
def test_keys_and_values_may_be_written_as_in_a_table(
    written: dict[str, object], meant: dict[str, object]
) -> None:
    assert profile_of(written, name="p.json") == Profile.model_validate(meant)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"营业收入": 6000}, '“营业收入” 要按年份写成 {"2025": 6000} 这样'),
        ({"去年营业收入": 6000}, '“营业收入” 要按年份写成 {"2025": 6000} 这样'),
        ({"资质": 3}, "“资质” 要写成 "),
        ({"行业代码": "3562"}, "“行业代码” 要写成 C3562 这样"),
        ({"拥有核心知识产权": "不确定"}, "“拥有核心知识产权” 要写成是或否"),
        ({"重大安全质量事故或严重环境违法": "去年"}, "没有发生过的写“无”"),
        ({"员工的心情": "好"}, "员工的心情 不认识这个键"),
        ({"名称": "甲", "name": "乙"}, "“名称”写了不止一次，请只留一个"),
        ({"研发费用": {"2025": 1}, "2025年研发费用": 2}, "“研发费用”写了不止一次"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_write(
    written: dict[str, object], said: str
) -> None:
    with pytest.raises(ProfileError) as refused:
        profile_of(written, name="p.json")
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ['{"staff": 1, "staff": 2}', '{"revenue": {"25": 1, "25": 2}}'])
def test_a_key_that_json_has_twice_is_named_rather_than_overwritten(text: str) -> None:
    with pytest.raises(ProfileError, match="写了不止一次"):
        read_profile(text, name="p.json")


def test_plain_values_are_not_changed() -> None:
    text = json.dumps({"debt_ratio": 0.7, "revenue": {"2025": 12.5}, "staff": 3})
    profile = read_profile(text, name="p.json")
    assert profile.debt_ratio == Decimal("0.7")
    assert profile.revenue == {2025: Decimal("12.5")}
