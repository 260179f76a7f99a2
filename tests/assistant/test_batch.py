from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.batch import answer_lines
from assistant.errors import BadQuestionError
from assistant.live_assistant import Assistant
from tests.assistant.small_corpus import NANSHA, TODAY

PROTECTION = {"question": "云雀标志的保护期是多久？"}
REWARD = {"question": "云雀标志金奖奖励多少钱？"}


def answers(
    assistant: Assistant, folder: Path, *lines: dict[str, Any] | str, region: str | None = None
) -> list[dict[str, Any]]:
    path = folder / "questions.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return list(answer_lines(assistant, path, as_of=TODAY, region=region))


def test_answers_come_in_the_order_of_the_lines(assistant: Assistant, tmp_path: Path) -> None:
    rows = answers(assistant, tmp_path, PROTECTION | {"id": "b"}, REWARD | {"id": 7})
    assert [row["id"] for row in rows] == ["b", 7]


def test_a_line_may_set_its_own_day_and_place(assistant: Assistant, tmp_path: Path) -> None:
    old, local = answers(
        assistant, tmp_path, PROTECTION | {"as_of": "2020-01-01"}, REWARD | {"region": NANSHA}
    )
    assert "五年" in old["answer"]
    assert "三十万元" in local["answer"]


def test_the_place_of_the_command_holds_for_lines_without_one(
    assistant: Assistant, tmp_path: Path
) -> None:
    (row,) = answers(assistant, tmp_path, REWARD, region=NANSHA)
    assert not row["refused"]


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ("{not json", "第 1 行第 2 个字符起不是合法的 JSON。"),
        ("[]", '第 1 行要写成 {"question": "……"} 这样的 JSON 对象。'),
        ("{}", "第 1 行缺少 question。"),
        ('{"question": 3}', "第 1 行的 question 要写成文字。"),
        ('{"question": "x", "as_of": 3}', "第 1 行的 as_of 要写成文字。"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_answered(
    assistant: Assistant, tmp_path: Path, bad: str, fault: str
) -> None:
    first, second = answers(assistant, tmp_path, bad, PROTECTION)
    assert first["error"] == fault
    assert not second["refused"]


@pytest.mark.parametrize(
    "bad",
    [
        {"question": " "},
        {"question": "云雀标志", "region": "火星"},
        {"question": "云雀标志", "as_of": "2026-02-30"},
    ],
)
def test_a_question_that_cannot_be_taken_is_reported(
    assistant: Assistant, tmp_path: Path, bad: dict[str, str]
) -> None:
    first, second = answers(assistant, tmp_path, bad, PROTECTION)
    assert first["error"]
    assert not second["refused"]


def test_blank_lines_are_passed_over(assistant: Assistant, tmp_path: Path) -> None:
    assert len(answers(assistant, tmp_path, "", PROTECTION, "   ")) == 1


def test_entries_that_eval_cases_have_are_ignored(assistant: Assistant, tmp_path: Path) -> None:
    (row,) = answers(assistant, tmp_path, PROTECTION | {"expected": ["八年"], "kind": "x"})
    assert "八年" in row["answer"]


def test_a_separator_inside_a_question_does_not_cut_the_line(
    assistant: Assistant, tmp_path: Path
) -> None:
    line = '{"question": "云雀标志的保护期\u2028是多久？"}'
    (row,) = answers(assistant, tmp_path, line)
    assert "八年" in row["answer"]


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_named(
    assistant: Assistant, tmp_path: Path, name: str
) -> None:
    with pytest.raises(BadQuestionError, match="读不了问题文件"):
        list(answer_lines(assistant, tmp_path / name, as_of=TODAY, region=None))
