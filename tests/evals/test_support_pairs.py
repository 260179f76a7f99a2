"""Labelled pairs of sentences and clauses, and the figures of the checker over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.cases import Split
from evals.errors import CasesError
from evals.support_pairs import Alteration, Outcome, Pair, judge_pairs, read_pairs
from evals.support_report import as_json, as_table

CLAUSE = {"text": "申报单位应当在十日内补正材料。", "title": "受理规程", "locator": "第三条"}


def row(id_: str, sentence: str, alteration: str = "none", **others: object) -> dict[str, object]:
    supported = alteration == "none"
    given: dict[str, object] = {"id": id_, "sentence": sentence, "clauses": [CLAUSE]}
    return given | {"supported": supported, "alteration": alteration, "split": "dev"} | others


def written(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / "pairs.jsonl"
    lines = (json.dumps(each, ensure_ascii=False) for each in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


RIGHT = row("a", "申报单位应当在10日内补正材料。")
ALTERED = row("b", "申报单位应当在二十日内补正材料。", "number")
MISLABELLED = row("c", "申报单位应当在三十日内补正材料。")


@pytest.fixture(scope="module")
def ours() -> tuple[Pair, ...]:
    return read_pairs()


@pytest.fixture(scope="module")
def outcome(ours: tuple[Pair, ...]) -> Outcome:
    return judge_pairs(ours)


def test_ours_are_enough_and_of_every_alteration(ours: tuple[Pair, ...]) -> None:
    assert len(ours) >= 360
    assert {pair.alteration for pair in ours} == set(Alteration)
    assert 0.4 < sum(pair.supported for pair in ours) / len(ours) < 0.5


def test_both_halves_of_ours_hold_both_labels(ours: tuple[Pair, ...]) -> None:
    assert len({(pair.split, pair.supported) for pair in ours}) == 4


@pytest.mark.parametrize("split", list(Split))
def test_the_checker_is_good_enough_to_judge_answers_with(
    ours: tuple[Pair, ...], split: Split
) -> None:
    found = judge_pairs(pair for pair in ours if pair.split is split)
    assert found.unsupported.recall is not None
    assert found.supported.recall is not None
    assert found.unsupported.recall.value >= 0.9
    assert found.supported.recall.value >= 0.9


def test_figures_count_what_was_given_and_what_was_labelled(tmp_path: Path) -> None:
    found = judge_pairs(read_pairs(written(tmp_path, RIGHT, ALTERED, MISLABELLED)))
    assert found.unsupported.precision is not None
    assert found.unsupported.recall is not None
    assert found.supported.recall is not None
    assert found.unsupported.precision.value == 1 / 2
    assert found.unsupported.recall.value == 1
    assert found.unsupported.f1 == pytest.approx(2 / 3)
    assert found.supported.recall.value == 1 / 2
    assert found.by_alteration == {Alteration.NONE: (1, 2), Alteration.NUMBER: (1, 1)}
    assert [verdict.pair.id for verdict in found.misjudged] == ["c"]


def test_an_interval_holds_its_share(outcome: Outcome) -> None:
    for figures in (outcome.unsupported, outcome.supported):
        for share in (figures.precision, figures.recall):
            assert share is not None
            assert share.low <= share.value <= share.high


def test_a_share_over_nothing_is_none(tmp_path: Path) -> None:
    found = judge_pairs(read_pairs(written(tmp_path, RIGHT)))
    assert found.unsupported.precision is None
    assert found.unsupported.recall is None
    assert "—" in as_table(found)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((RIGHT, RIGHT), "编号 a 重复"),
        ((RIGHT, row("b", "另一句。", "number", split="test")), "b 的条款同时在"),
        ((row("a", "一句。", "number", supported=True),), "supported"),
        ((row("a", "一句。", "spelling"),), "alteration"),
        ((row("a", "一句。", colour="red"),), "colour"),
        ((row("a", "一句。", clauses=[]),), "clauses"),
        ((), "没有句子"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_its_fault(
    tmp_path: Path, rows: tuple[dict[str, object], ...], named: str
) -> None:
    with pytest.raises(CasesError, match=named):
        read_pairs(written(tmp_path, *rows))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"none\.jsonl"):
        read_pairs(tmp_path / "none.jsonl")


def test_a_misjudged_pair_is_shown_with_what_the_checker_said(tmp_path: Path) -> None:
    table = as_table(judge_pairs(read_pairs(written(tmp_path, MISLABELLED))))
    assert "申报单位应当在三十日内补正材料。" in table
    assert "条款里没有这个数字「三十日」" in table


def test_json_holds_the_figures_and_the_misjudged(outcome: Outcome) -> None:
    found = json.loads(json.dumps(as_json(outcome)))
    assert found["pairs"] == len(outcome.verdicts)
    assert found["unsupported"]["recall"]["value"] > 0.9
    assert len(found["misjudged"]) == len(outcome.misjudged)


def test_the_command_gives_one_half(tmp_path: Path) -> None:
    path = written(tmp_path, RIGHT, ALTERED)
    said = CliRunner().invoke(app, ["support", str(path), "--split", "dev", "--json"])
    assert said.exit_code == 0
    assert json.loads(said.stdout)["pairs"] == 2


def test_an_unknown_half_is_an_error() -> None:
    said = CliRunner().invoke(app, ["support", "--split", "train"])
    assert said.exit_code == 1
    assert isinstance(said.exception, CasesError)
