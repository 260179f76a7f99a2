"""The report of a plan whose advice a model worded."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from assistant.layout.advice_sections import SectionName, sections_of
from assistant.layout.layout_plan import Plan
from assistant.layout.layout_report import advice_report
from assistant.layout.written_advice import BY_RULES, WrittenAdvice, section_by_rules
from assistant.reports.report_file import report_file
from assistant.reports.to_markdown import to_markdown
from tests.assistant.layout.advice_drafts import numbered, part, plan, write

WORDED = (SectionName.FORMS, SectionName.TOPICS)
FAULT = "大模型接口超时"


@cache
def worded() -> Plan:
    """Two parts worded, one given up, the others by rules."""
    sections = [
        write(numbered(one), one)
        if one.name in WORDED
        else section_by_rules(one, notice=FAULT if one.name is SectionName.TYPES else "")
        for one in sections_of(plan().advice)
    ]
    return replace(plan(), written=WrittenAdvice(sections=tuple(sections)))


def test_the_method_names_what_the_model_worded_and_what_it_did_not() -> None:
    text = to_markdown(advice_report(worded()))
    method = text.split("## 布局建议")[0]
    assert "“布局形态”、“核心、外围与防御主题”由大模型（scripted）撰写" in method
    assert f"“专利类型”保留规则给出的文字：{FAULT}。" in method
    assert BY_RULES not in method


def test_without_a_model_the_method_says_so() -> None:
    assert BY_RULES in to_markdown(advice_report(plan()))


def test_every_footnote_of_worded_advice_is_there() -> None:
    text = to_markdown(advice_report(worded()))
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks
    assert marks <= notes


def test_limits_and_verdicts_stay_as_the_rules_put_them() -> None:
    text = to_markdown(advice_report(worded()))
    assert all(limit.text in text for limit in worded().advice.limits)
    assert "六类形态与本批数据（由规则判断）" in text
    assert all(told.finding.text in text for told in part(SectionName.SEQUENCE).told)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf"])
def test_it_is_written_in_every_format(suffix: str) -> None:
    assert report_file(advice_report(worded()), suffix)
