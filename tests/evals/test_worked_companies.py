"""The worked companies: every label agrees with the rules, and a wrong label would be found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.eligibility.assess import Verdict
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.worked_examples import WorkedExample
from corpus.errors import ZhiceError
from evals.errors import CasesError
from evals.worked_companies import COMPANIES, read_companies
from evals.worked_measures import as_table, compare_companies, tallies

PROGRAMMES = load_programmes()


def test_all_worked_companies_come_out_as_reasoned_criterion_by_criterion() -> None:
    compared = compare_companies(read_companies(), PROGRAMMES)
    assert [one for one in compared if not one.is_right] == []


def test_there_are_enough_of_them_and_every_programme_has_some() -> None:
    companies = read_companies()
    assert len(companies) >= 60
    labelled = {label.programme for company in companies for label in company.expected}
    assert labelled == {programme.id for programme in PROGRAMMES}


def test_all_three_verdicts_occur_for_whole_programmes_and_for_criteria() -> None:
    labels = [label for company in read_companies() for label in company.expected]
    assert {label.verdict for label in labels} == set(Verdict)
    assert {verdict for label in labels for verdict in label.criteria.values()} == set(Verdict)


def test_every_company_says_why() -> None:
    assert all(len(company.why) >= 8 for company in read_companies())


def _changed(**change: object) -> WorkedExample:
    company = read_companies()[0].model_dump(mode="json", exclude_none=True)
    company["expected"][0] |= change
    return WorkedExample.model_validate(company)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"verdict": "不满足"}, "总评"),
        ({"version": "2008"}, "规则版本"),
        ({"place": "不满足"}, "地域"),
        ({"shortfalls": {"rd-ratio": "18 万元"}}, "差额"),
        ({"amounts": {"reward": "18 万元"}}, "金额"),
        ({"programme": "lark"}, "规则版本"),
    ],
)
def test_a_wrong_label_is_found(change: dict[str, object], kind: str) -> None:
    compared = compare_companies([_changed(**change)], PROGRAMMES)
    assert {one.kind for one in compared if not one.is_right} == {kind}
    assert "不同 ht-01" in as_table(compared)


def test_a_criterion_without_a_label_and_a_label_without_a_criterion_are_differences() -> None:
    compared = compare_companies([_changed(criteria={"lark": "满足"})], PROGRAMMES)
    parts = {one.part: (one.expected, one.found) for one in compared if one.kind == "条件"}
    assert parts["lark"] == ("满足", "没有这一项")
    assert parts["rd-ratio"] == ("没有标注", "满足")


def test_a_figure_is_compared_as_a_whole() -> None:
    """「还差 11 万元」 is not 「1 万元」."""
    companies = {company.id: company for company in read_companies()}
    data = companies["sm-09"].model_dump(mode="json", exclude_none=True)
    data["profile"]["rd_expense"] = {"2025": 109}
    data["expected"][0]["shortfalls"] = {"rd-ratio": "1 万元"}
    compared = compare_companies([WorkedExample.model_validate(data)], PROGRAMMES)
    (shortfall,) = (one for one in compared if one.kind == "差额")
    assert not shortfall.is_right and "11 万元" in shortfall.found


def test_the_tallies_add_up() -> None:
    compared = compare_companies(read_companies()[:3], PROGRAMMES)
    assert tallies(compared)[-1] == ("合计", len(compared), len(compared))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "第 1 行"),
        ('{"id": "a"}', "缺少"),
        ("", "没有企业"),
        (json.dumps({"id": "a", "day": "2026-02-30"}), "第 1 行"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "companies.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ZhiceError, match=words):
        read_companies(path)


def test_an_id_cannot_come_twice(tmp_path: Path) -> None:
    first = COMPANIES.read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "companies.jsonl"
    path.write_text(f"{first}\n{first}\n", encoding="utf-8")
    with pytest.raises(CasesError, match="重复"):
        read_companies(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="nowhere"):
        read_companies(tmp_path / "nowhere.jsonl")
