"""Support plans as text and JSON: golden files, reviewed line by line.

After a change that is meant: `UPDATE_GOLDEN=1 pytest …`, then look at the difference.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from assistant.eligibility.matching import SupportPlan, match_support
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.support_json import plan_as_json
from assistant.eligibility.support_text import plan_as_text
from corpus.documents import Document

GOLDEN = Path(__file__).parent / "golden"
NANSHA = Profile.model_validate(
    {
        "name": "云雀谷海工",
        "applicant": "企业",
        "region": "广东省/广州市/南沙区",
        "size": "中型",
        "honours": [
            {"name": "国家知识产权优势企业", "obtained": "2022-06-01"},
            {"name": "高新技术企业", "obtained": "2024-12-10"},
        ],
        "no_other_honours": True,
        "taxable_income": {"2025": 60},
        "applicants": 1,
        "granted": "2019-04-02",
        "annual_fee": 1200,
        "open_licence": True,
        "loan": 3000,
        "loan_repaid": True,
        "interest": 210,
        "valuation_fee": 6,
        "same_support": False,
        "certificate": "GB/T 29490-2023",
        "certificate_expires": "2027-06-30",
    }
)
BEFORE_THE_CHANGE = Profile.model_validate(
    {
        "name": "云雀谷医疗",
        "region": "湖南省/长沙市",
        "matter": "发明",
        "certificate": "GB/T 29490-2013",
        "certificate_expires": "2026-05-31",
    }
)
CASES = {
    "nansha": (NANSHA, date(2026, 11, 22)),
    "hunan-2025": (BEFORE_THE_CHANGE, date(2025, 10, 1)),
}


def _plan(name: str) -> SupportPlan:
    profile, day = CASES[name]
    return match_support(load_programmes(), profile, day=day)


def _title(reference: Reference) -> str:
    return f"{reference.document} {reference.locator}".strip()


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_reviewed_one(name: str) -> None:
    found = plan_as_text(_plan(name), title=_title) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_json_says_the_same_as_the_plan_and_can_be_written(name: str) -> None:
    empty: dict[str, Document] = {}
    plan = _plan(name)
    read = json.loads(json.dumps(plan_as_json(plan, find=empty.get), ensure_ascii=False))
    assert [p["id"] for p in read["programmes"]] == [m.programme.id for m in plan.matches]
    assert read["combination"]["total"] == pytest.approx(float(plan.combination.total))
    assert [d["uid"] for d in read["dates"]] == [due.uid for due in plan.dates]
    assert read["remarks"][-1].endswith("以主管部门认定为准。")


def test_every_statement_of_the_json_has_its_clauses() -> None:
    empty: dict[str, Document] = {}
    read = json.loads(json.dumps(plan_as_json(_plan("nansha"), find=empty.get)))
    for part in ("programmes", "conflicts", "dates", "materials"):
        assert read[part] and all(item["references"] for item in read[part])
    assert all(amount["references"] for p in read["programmes"] for amount in p["amounts"])


def test_a_day_that_has_passed_is_marked_as_past() -> None:
    plan = match_support(load_programmes(), BEFORE_THE_CHANGE, day=date(2026, 11, 22))
    lines = plan_as_text(plan, title=_title).splitlines()
    assert any(line.startswith("  2025-10-17（已过）") for line in lines)


def test_every_programme_is_followed_by_its_clauses() -> None:
    large = Profile.model_validate({"size": "大型", "region": "湖南省"})
    lines = plan_as_text(
        match_support(load_programmes(), large, day=date(2026, 11, 22)), title=_title
    ).splitlines()
    names = {programme.name for programme in load_programmes()}
    told = [lines[i + 1 : i + 3] for i, line in enumerate(lines) if line.strip() in names]
    assert len(told) == 11
    assert all(any("依据（" in line for line in after) for after in told)
