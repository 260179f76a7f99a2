"""An invented programme, in our own words, for tests."""

from __future__ import annotations

from datetime import date
from functools import cache

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import read_programme

DAY = date(2026, 11, 22)
REFERENCE = 'references = [{ document = "doc-made-up", locator = "一" }]'

MADE_UP = f"""
id = "made-up"
name = "试验资格"
kind = "资格认定"
level = "国家"
issuer = "试验局"
summary = "只用于测试。"

[[parameters]]
name = "研发下限"
[[parameters.values]]
from = 2017-01-01
value = "50 万元"
level = "A"
{REFERENCE}
[[parameters.values]]
from = 2026-09-01
value = "100 万元"
level = "C"
references = [{{ document = "doc-parameter" }}]

[[versions]]
id = "2017"
from = 2017-08-01
until = 2026-08-31
{REFERENCE}
[[versions.criteria]]
id = "old"
text = "旧规则只看研发费用"
expression = "研发费用[去年] >= 参数(研发下限)"
level = "A"
{REFERENCE}

[[versions]]
id = "2026"
from = 2026-09-01
{REFERENCE}
[[versions.criteria]]
id = "age"
text = "注册满三年"
expression = "已满(注册日期; 3 年)"
level = "A"
{REFERENCE}
[[versions.criteria]]
id = "spending"
text = "研发费用"
expression = "研发费用[去年] >= 参数(研发下限)"
level = "A"
{REFERENCE}
[[versions.criteria]]
id = "share"
text = "研发占比按营收分档"
expression = "研发费用[去年] / 营业收入[去年] >= 分档(营业收入[去年]; <= 5000 万元: 5%; 其他: 4%)"
level = "A"
{REFERENCE}
[[versions.criteria]]
id = "incident"
text = "近一年没有事故"
kind = "exclusion"
expression = "近期发生(重大安全质量事故或严重环境违法; 1 年)"
level = "A"
{REFERENCE}
"""


@cache
def made_up(text: str = MADE_UP) -> Programme:
    """The invented programme, or a variant of it."""
    return read_programme(text, name="made-up.toml")


def fitting(**changes: object) -> Profile:
    """A company that fulfils all of it on DAY, with changes; None takes a field out."""
    given: dict[str, object] = {
        "registered": "2020-01-01",
        "revenue": {2025: 4000},
        "rd_expense": {2025: 200},
        "last_incident": "无",
    }
    given.update(changes)
    return Profile.model_validate({k: v for k, v in given.items() if v is not None})
