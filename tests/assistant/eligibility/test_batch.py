from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assistant.eligibility.assess import Verdict
from assistant.eligibility.batch import screen
from assistant.eligibility.batch_output import write_screening
from assistant.eligibility.errors import EligibilityError
from tests.assistant.eligibility.made_up_programme import DAY, fitting, made_up

COMPANIES = (
    fitting(name="甲公司"),
    fitting(name="=HYPERLINK(1)", rd_expense={2025: 90}),
    fitting(name="丙公司", registered=None),
)


def written(path: Path) -> Path:
    screened = (screen(n, c, (made_up(),), day=DAY) for n, c in enumerate(COMPANIES, 2))
    count = write_screening(
        path, screened, (made_up(),), day=DAY, title=lambda reference: reference.document
    )
    assert count == len(COMPANIES)
    return path


def test_each_company_gets_its_verdict_with_the_reason() -> None:
    met, unmet, open_ = (screen(1, c, (made_up(),), day=DAY).outcomes[0] for c in COMPANIES)

    assert (met.verdict, met.reason()) == (Verdict.MET, "")
    assert unmet.verdict is Verdict.UNMET
    assert "研发费用：90 万元，要求 ≥ 100 万元" in unmet.reason()
    assert (open_.verdict, open_.reason()) == (Verdict.OPEN, "待补充：注册日期")


def test_a_day_without_rules_is_said() -> None:
    (outcome,) = screen(1, COMPANIES[0], (made_up(),), day=date(2010, 1, 1)).outcomes

    assert outcome.reason() == "当日没有施行中的规则"


def test_a_workbook_has_verdicts_reasons_and_clauses_and_runs_no_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "out.xlsx"))

    assert book.sheetnames == ["结论", "原因", "依据"]
    assert [[cell.value for cell in row] for row in book["结论"].iter_rows()] == [
        ["行号", "企业", "试验资格"],
        [2, "甲公司", "满足"],
        [3, "'=HYPERLINK(1)", "不满足"],
        [4, "丙公司", "待确认"],
    ]
    assert {row[4].value for row in book["依据"].iter_rows(min_row=2, max_row=5)} == {"doc-made-up"}


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    with written(tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = written(tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    verdicts = [json.loads(line)["programmes"][0]["verdict"] for line in lines]

    assert [row["结论"] for row in rows] == verdicts == ["满足", "不满足", "待确认"]


def test_every_verdict_of_csv_and_json_lines_stands_beside_its_document(tmp_path: Path) -> None:
    with written(tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["依据"] for row in csv.DictReader(file)} == {"doc-made-up"}
    lines = written(tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["programmes"][0]["basis"] for line in lines} == {"doc-made-up"}


@pytest.mark.parametrize(("name", "said"), [("out.pdf", "后缀"), ("no/out.csv", "写不了")])
def test_a_result_that_cannot_be_written_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(EligibilityError, match=said):
        written(tmp_path / name)
