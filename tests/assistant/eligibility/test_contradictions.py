from __future__ import annotations

from datetime import date

import pytest

from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.profile import Profile

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"revenue": {2025: 10}, "rd_expense": {2025: 11}},
            "2025 年“研发费用”（11）大于“营业收入”",
        ),
        ({"staff": 9, "rd_staff": 10}, "“研发人员”（10）大于“职工总数”（9）"),
        ({"class_one_ip": 3, "total_ip": 2}, "“Ⅰ类知识产权”（3）大于“知识产权总数”（2）"),
        ({"class_one_ip": 2, "class_two_ip": 2, "total_ip": 3}, "之和大于“知识产权总数”（3）"),
        ({"registered": "2026-11-23"}, "“注册日期”（2026-11-23）在申请日 2026-11-22 之后"),
        ({"last_incident": "2027-01-01"}, "在申请日 2026-11-22 之后"),
        ({"revenue": {2027: 1}}, "还没到的年份：2027"),
        ({"registered": "2024-05-01", "revenue": {2023: 1}}, "注册以前的年份：2023"),
        (
            {"certificate_issued": "2025-01-02", "certificate_expires": "2025-01-01"},
            "“贯标证书有效期至”（2025-01-01）早于",
        ),
        ({"certificate": "无", "certificate_issued": "2025-01-02"}, "填了“无”"),
        ({"market_share": 101}, "超过 100"),
        ({"debt_ratio": 0.7}, "按 0.7% 计算；如果是 70%，请改填百分数"),
        (
            {"honours": [{"name": "甲", "obtained": "2025-01-02", "expires": "2025-01-01"}]},
            "早于取得日期",
        ),
        ({"honours": [{"name": "甲", "year": 2027}]}, "在申请日之后"),
        ({"utility_patents": 3, "class_two_ip": 2}, "大于“Ⅱ类知识产权”（2）"),
    ],
)
def test_what_cannot_be_right_is_told(facts: dict[str, object], said: str) -> None:
    (found,) = contradictions(Profile.model_validate(facts), day=DAY)

    assert said in found


def test_a_sound_profile_and_an_empty_one_raise_no_question() -> None:
    sound = {
        "registered": "2019-03-01",
        "revenue": {2025: 100},
        "rd_expense": {2025: 100},
        "staff": 5,
        "rd_staff": 5,
        "class_one_ip": 1,
        "class_two_ip": 1,
        "total_ip": 2,
        "last_incident": "无",
    }

    assert contradictions(Profile.model_validate(sound), day=DAY) == ()
    assert contradictions(Profile(), day=DAY) == ()
