from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhice import main

COMPANY = {
    "名称": "甲公司",
    "注册日期": "2019-03-01",
    "营业收入": {"2025": 6000},
    "研发费用": {"2025": 300},
    "职工总数": 100,
    "科技人员": 9,
}


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(("assess", *arguments))
    code = ended.value.code
    return code if isinstance(code, int) else 0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))
    return tmp_path


def test_one_company_is_assessed_with_clauses_and_what_is_lacking(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "company.json"
    file.write_text(json.dumps(COMPANY, ensure_ascii=False), encoding="utf-8")

    day = "2026-11-22"
    assert run(str(file), "--programme", "high-tech", "--as-of", day, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert run(str(file), "--programme", "high-tech", "--as-of", day) == 0
    text = capsys.readouterr().out

    (programme,) = shown["programmes"]
    assert programme["verdict"] == "不满足"
    assert all(r["quote"] for c in programme["criteria"] for r in c["references"])
    assert "科技人员还差 1 人" in text
    assert "以主管部门认定为准" in text


def test_a_file_of_companies_is_screened(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "many.jsonl"
    line = json.dumps(COMPANY, ensure_ascii=False)
    file.write_text(f"{line}\n\n{{}}\nnot json\n", encoding="utf-8")

    assert run("--batch", str(file), "--output", str(home / "out.jsonl")) == 0

    said = capsys.readouterr()
    assert "已对照 2 家企业" in said.out
    assert "第 4 行 不是合法的 JSON" in said.err
    lines = (home / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(one)["row"] for one in lines] == [1, 3]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "请给出企业信息文件"),
        (("nowhere.json",), "读不了 nowhere.json"),
        (("--batch", "nowhere.csv", "--output", "out.csv"), "没有 nowhere.csv 这个文件"),
        (("--batch", "nowhere.csv"), "要一起用"),
        (("nowhere.json", "--programme", "登月"), "没有“登月”这个项目"),
        (("nowhere.json", "--as-of", "昨天"), "看不懂"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_done_is_said_in_chinese(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) != 0

    assert said in capsys.readouterr().err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--schema") == 0

    assert json.loads(capsys.readouterr().out)["properties"]["revenue"]["title"] == "营业收入"
