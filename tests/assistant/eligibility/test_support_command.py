"""`zhice support`: text, JSON and a calendar file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from zhice import main

COMPANY = {
    "名称": "云雀谷海工",
    "地区": "广东省/广州市/南沙区",
    "企业规模": "小型",
    "贷款金额": 500,
    "已享受同类政策": False,
    "评估费": 6,
    "贯标证书": "GB/T 29490-2023",
    "贯标证书有效期至": "2027-03-31",
}


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))
    file = tmp_path / "company.json"
    file.write_text(json.dumps(COMPANY, ensure_ascii=False), encoding="utf-8")
    return file


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(("support", *arguments))
    code = ended.value.code
    return code if isinstance(code, int) else 0


def test_a_company_sees_its_support_with_clauses_and_days(
    company: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = company.with_name("days.ics")
    assert _run(str(company), "--as-of", "2026-11-22", "--ics", str(calendar)) == 0
    text = capsys.readouterr().out
    assert "评估费补贴50%：3 万元" in text
    assert "《广州市南沙区知识产权奖补政策（摘要）》四、知识产权质押融资补贴" in text
    assert "以主管部门认定为准" in text
    days = [event.decoded("dtstart") for event in Calendar.from_ical(calendar.read_bytes()).events]
    assert [day.isoformat() for day in days] == ["2027-04-01"]

    assert _run(str(company), "--as-of", "2026-11-22", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["combination"]["total"] == 3
    assert all(
        reference["quote"] for item in shown["conflicts"] for reference in item["references"]
    )


def test_a_calendar_that_cannot_be_written_is_said(
    company: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(str(company), "--ics", str(company.parent)) == 1
    said = capsys.readouterr().err
    assert "写不了" in said and "Traceback" not in said
