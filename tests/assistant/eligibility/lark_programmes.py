"""Invented programmes for tests: rules of one criterion, with whatever else a test needs."""

from __future__ import annotations

from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import read_programme

REFERENCES = 'references = [{ document = "doc-lark", locator = "第二条" }]'


def lark_programme(
    name: str = "lark", *, top: str = "", version: str = "", region: str = ""
) -> Programme:
    """A programme met by every company with a revenue last year above 100 万元.

    Args:
        top: TOML put before the version: links, conflicts.
        version: TOML put behind the criterion: amounts, materials, deadlines.
        region: where it applies; "" for the whole country.
    """
    text = f"""
id = "{name}"
name = "云雀{name}"
kind = "资金支持"
level = "国家"
issuer = "云雀局"
summary = "示例"
region = "{region}"
{top}
[[versions]]
id = "2024"
from = 2024-01-01
until = 2027-12-31
{REFERENCES}
[[versions.criteria]]
id = "revenue"
text = "上年营业收入超过100万元"
expression = '营业收入[去年] > 100 万元'
level = "A"
{REFERENCES}
{version}
"""
    return read_programme(text, name=f"{name}.toml")


def amount(name: str, formula: str, **more: str) -> str:
    """TOML of one amount; further keys are texts."""
    keys = "".join(f"{key} = '{value}'\n" for key, value in more.items())
    return f"""
[[versions.amounts]]
id = "{name}"
text = "补助{name}"
formula = '{formula}'
level = "A"
{keys}{REFERENCES}
"""


def conflict(other: str = "") -> str:
    """TOML of one rule against having both."""
    key = f'programme = "{other}"\n' if other else ""
    return f'[[conflicts]]\n{key}text = "不得重复享受。"\n{REFERENCES}\n'
