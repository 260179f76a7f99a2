from __future__ import annotations

import json

import pytest

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.profile import fields
from assistant.eligibility.profile_json import (
    profile_as_json,
    profile_of,
    profile_schema,
    read_profile,
)


def test_a_profile_survives_being_written_and_read() -> None:
    profile = profile_of(
        {
            "名称": "甲公司",
            "注册日期": "2019-03-01",
            "研发费用": {"2025": 300.5},
            "net_profit": {"2024": -20},
            "last_incident": "无",
            "honours": [{"name": "专精特新小巨人企业", "year": 2024}],
            "region": "广州",
        },
        name="p.json",
    )

    written = json.dumps(profile_as_json(profile), ensure_ascii=False)

    assert read_profile(written, name="p.json") == profile
    assert profile.region == "广东省/广州市"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "不是合法的 JSON"),
        ("[]", "JSON 对象"),
        ("[" * 100_000, "不是合法的 JSON"),
        ('{"心情": 3}', "心情 不认识这个键"),
        ('{"revenue": {"2025": -1}}', "“营业收入”.2025 不能小于 0"),
        ('{"revenue": {"2025": 1e300}}', "“营业收入”.2025 "),
        ('{"revenue": {"2025": "NaN"}}', "“营业收入”.2025 "),
        ('{"注册日期": "去年"}', "“注册日期” 要写成 2026-11-22 这样的日期"),
        ('{"size": "巨型"}', "“企业规模” 只能是 大型、中型、小型、微型"),
        ('{"region": "火星"}', "不认识的地名“火星”"),
        ('{"staff": 1.5}', "“职工总数” 要写成整数"),
    ],
)
def test_what_cannot_be_taken_is_named_in_chinese(text: str, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        read_profile(text, name="p.json")


def test_the_schema_names_every_field_with_label_and_unit() -> None:
    properties = profile_schema()["properties"]

    assert isinstance(properties, dict)
    assert {field.name: (field.label, field.unit) for field in fields()} == {
        name: (entry["title"], entry["unit"]) for name, entry in properties.items()
    }


def test_labels_are_unique_since_rules_and_tables_use_them_as_names() -> None:
    labels = [field.label for field in fields()]

    assert len(set(labels)) == len(labels)
