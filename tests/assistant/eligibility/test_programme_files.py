from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.eligibility.errors import ProgrammeError
from assistant.eligibility.programme_files import load_programmes, read_programme
from tests.assistant.eligibility.made_up_programme import MADE_UP, REFERENCE, made_up


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "age"\n', 'id = "age"\nwieght = 3\n', r"criteria\[age\]\.wieght 不认识这个键"),
        ('text = "注册满三年"\n', "", r"criteria\[age\]\.text 缺少这一项"),
        ('kind = "exclusion"', 'kind = "excluded"', r"criteria\[incident\]\.kind 只能是"),
        ('kind = "exclusion"', 'kind = "scored"', r"criteria\[incident\]\.weight 只有 scored"),
        (
            "已满(注册日期; 3 年)",
            "已满(注册日; 3 年)",
            r"criteria\[age\]\.expression：第 4 个字符处",
        ),
        ('id = "share"', 'id = "age"', "age 重复"),
        ("until = 2026-08-31", "until = 2026-09-30", r"versions\[2026\]\.from 与上一版重叠"),
        ("until = 2026-08-31", "until = 2017-01-01", r"versions\[2017\]\.until 早于 from"),
        ('level = "国家"', 'level = "国"', "level 只能是"),
        ('level = "国家"', 'level = "国家"\nregion = "广州"', "region 要写全称“广东省/广州市”"),
        ('level = "国家"', 'level = "国家"\nhonour = "天下第一"', "没有登记“天下第一”"),
        ('value = "100 万元"', 'value = "100 人"', r"parameters\[研发下限\]：各个值的单位不同"),
        ('value = "100 万元"', 'value = "评估费"', "值只能写一个带单位的数"),
        ('id = "made-up"', "id = ", "不是合法的 TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_file_and_key(old: str, new: str, said: str) -> None:
    text = MADE_UP.replace(old, new, 1)
    assert text != MADE_UP

    with pytest.raises(ProgrammeError, match=said) as refused:
        read_programme(text, name="some.toml")
    assert "some.toml" in str(refused.value)


def test_a_criterion_without_a_clause_is_refused() -> None:
    with pytest.raises(ProgrammeError, match="references"):
        read_programme(MADE_UP.replace(REFERENCE, "references = []"), name="some.toml")


def test_links_lead_to_programmes_that_exist(tmp_path: Path) -> None:
    link = f'[[requires]]\nprogramme = "nowhere"\n{REFERENCE}\n\n[[parameters]]'
    (tmp_path / "a.toml").write_text(MADE_UP.replace("[[parameters]]", link, 1), encoding="utf-8")

    with pytest.raises(ProgrammeError, match="nowhere 不存在"):
        load_programmes(tmp_path)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2017, 7, 31), None),
        (date(2017, 8, 1), "2017"),
        (date(2026, 8, 31), "2017"),
        (date(2026, 9, 1), "2026"),
    ],
)
def test_the_version_of_a_day_is_found_by_its_borders(day: date, version: str | None) -> None:
    found = made_up().version_on(day)

    assert (found.id if found else None) == version
